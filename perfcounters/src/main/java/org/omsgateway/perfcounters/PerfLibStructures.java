package org.omsgateway.perfcounters;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;

/**
 * The structures that describe the counters to PerfLib, version 2. Sizes and offsets are those of 64-bit Windows
 * (perflib.h):
 *
 * <pre>
 * PERF_COUNTERSET_INFO    0 CounterSetGuid   16 ProviderGuid   32 NumCounters   36 InstanceType             40 bytes
 * PERF_COUNTER_INFO       0 CounterId         4 Type            8 Attrib        16 Size   20 DetailLevel
 *                        24 Scale            28 Offset                                                      32 bytes
 * PERF_PROVIDER_CONTEXT   0 ContextSize       4 Reserved        8 ControlCallback   16 MemAllocRoutine
 *                        24 MemFreeRoutine   32 pMemContext                                                 40 bytes
 * </pre>
 *
 * The identifiers are those of counters.man.
 */
final class PerfLibStructures {
    static final UUID PROVIDER = UUID.fromString("9d772620-0332-450b-b527-a35d606be5db");
    static final UUID COUNTER_SET = UUID.fromString("83cbe080-2626-4416-aa56-1114fafafda4");

    private static final int GUID_SIZE = 16;
    private static final int CONTEXT_SIZE = 40;
    private static final int SET_SIZE = 40;
    private static final int COUNTER_SIZE = 32;
    private static final int SINGLE_INSTANCE = 0;
    private static final long BY_REFERENCE = 1;
    private static final long NOT_DISPLAYED = 2;
    private static final int DETAIL_NOVICE = 100;

    private PerfLibStructures() {}

    /** The number of {@code counter} in PerfLib and manifest, from 1. */
    static int idOf(GatewayCounter counter) {
        return counter.ordinal() + 1;
    }

    /** A GUID: Windows has its first three numbers in little-endian order, the rest as they are written. */
    static byte[] guid(UUID id) {
        long high = id.getMostSignificantBits();
        return littleEndian(GUID_SIZE)
                .putInt((int) (high >>> 32)).putShort((short) (high >>> 16)).putShort((short) high)
                .order(ByteOrder.BIG_ENDIAN).putLong(id.getLeastSignificantBits())
                .array();
    }

    /** A PERF_PROVIDER_CONTEXT without callbacks. */
    static byte[] providerContext() {
        return littleEndian(CONTEXT_SIZE).putInt(CONTEXT_SIZE).array();
    }

    /** A PERF_COUNTERSET_INFO, and a PERF_COUNTER_INFO for each counter, whose value Windows reads in place. */
    static byte[] counterSet() {
        GatewayCounter[] counters = GatewayCounter.values();
        ByteBuffer bytes = littleEndian(SET_SIZE + counters.length * COUNTER_SIZE)
                .put(guid(COUNTER_SET)).put(guid(PROVIDER)).putInt(counters.length).putInt(SINGLE_INSTANCE);
        for (GatewayCounter counter : counters) {
            // Windows lays out the values itself, so the offset is 0, as in the output of ctrpp.exe.
            boolean isBase = counter.type() == GatewayCounter.Type.BASE;
            bytes.putInt(idOf(counter)).putInt(counter.type().code())
                    .putLong(isBase ? BY_REFERENCE | NOT_DISPLAYED : BY_REFERENCE)
                    .putInt(isBase ? Integer.BYTES : Long.BYTES)
                    .putInt(DETAIL_NOVICE).putInt(0).putInt(0);
        }
        return bytes.array();
    }

    private static ByteBuffer littleEndian(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
