package org.omsgateway.perfcounters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Literal bytes at the offsets that Microsoft documents for 64-bit Windows. */
class PerfLibStructuresTest {
    private static final String COUNTER_SET = "80e0cb832626 1644aa561114fafafda4";
    private static final String PROVIDER = "2026779d3203 0b45b527a35d606be5db";

    @Test
    void writesGuidsAsWindowsKeepsThem() {
        assertThat(hex(PerfLibStructures.guid(UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"))))
                .isEqualTo("33221100554477668899aabbccddeeff");
    }

    @Test
    void tellsTheSizeOfTheProviderContext() {
        assertThat(hex(PerfLibStructures.providerContext())).isEqualTo("28000000" + "00".repeat(36));
    }

    @Test
    void describesTheCounterSetAndItsFourCounters() {
        String counter = "%s" // CounterId
                + "00010100" // Type: PERF_COUNTER_LARGE_RAWCOUNT
                + "0100000000000000" // Attrib: PERF_ATTRIB_BY_REFERENCE
                + "08000000" // Size
                + "64000000" // DetailLevel: PERF_DETAIL_NOVICE
                + "00000000" // Scale
                + "00000000"; // Offset
        assertThat(hex(PerfLibStructures.counterSet())).isEqualTo((COUNTER_SET + PROVIDER).replace(" ", "")
                + "04000000" // NumCounters
                + "00000000" // InstanceType: PERF_COUNTERSET_SINGLE_INSTANCE
                + counter.formatted("01000000")
                + counter.formatted("02000000")
                + counter.formatted("03000000")
                + counter.formatted("04000000"));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
