package org.omsgateway.perfcounters;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.platform.win32.Kernel32Util;
import com.sun.jna.ptr.PointerByReference;
import com.sun.jna.win32.StdCallLibrary;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Publishes counters in Performance Monitor until closed, as a provider of PerfLib, version 2. Windows reads the values
 * from the memory of {@link Counters}, so a change is a write to memory and no call.
 */
final class WindowsCounters implements AutoCloseable {
    /** Functions of advapi32.dll; each but PerfCreateInstance returns an error code, 0 for none. */
    interface PerfLib extends StdCallLibrary {
        int PerfStartProviderEx(Pointer providerGuid, Pointer context, PointerByReference provider);

        int PerfSetCounterSetInfo(Pointer provider, Pointer template, int templateSize);

        Pointer PerfCreateInstance(Pointer provider, Pointer counterSetGuid, WString name, int id);

        int PerfSetCounterRefValue(Pointer provider, Pointer instance, int counterId, Pointer address);

        int PerfDeleteInstance(Pointer provider, Pointer instance);

        int PerfStopProvider(Pointer provider);
    }

    private final PerfLib perfLib;
    /** A field keeps this memory alive, because Windows reads it as long as the provider runs. */
    private final ByteBuffer values;
    private final Pointer provider;
    private Pointer instance;

    /** @throws IOException if Windows refuses */
    WindowsCounters(Counters counters) throws IOException {
        this(counters, Native.load("advapi32", PerfLib.class));
    }

    WindowsCounters(Counters counters, PerfLib perfLib) throws IOException {
        this.perfLib = perfLib;
        values = counters.memory();
        PointerByReference started = new PointerByReference();
        try (Memory guid = copy(PerfLibStructures.guid(PerfLibStructures.PROVIDER));
                Memory context = copy(PerfLibStructures.providerContext())) {
            check("PerfStartProviderEx", perfLib.PerfStartProviderEx(guid, context, started));
        }
        provider = started.getValue();
        try {
            createInstance();
        } catch (IOException failure) {
            close();
            throw failure;
        }
    }

    private void createInstance() throws IOException {
        byte[] counterSet = PerfLibStructures.counterSet();
        try (Memory template = copy(counterSet);
                Memory guid = copy(PerfLibStructures.guid(PerfLibStructures.COUNTER_SET))) {
            check("PerfSetCounterSetInfo", perfLib.PerfSetCounterSetInfo(provider, template, counterSet.length));
            instance = perfLib.PerfCreateInstance(provider, guid, new WString("OMS Gateway"), 0);
        }
        if (instance == null) {
            check("PerfCreateInstance", Native.getLastError());
        }
        Pointer first = Native.getDirectBufferPointer(values);
        for (GatewayCounter counter : GatewayCounter.values()) {
            check("PerfSetCounterRefValue", perfLib.PerfSetCounterRefValue(provider, instance,
                    PerfLibStructures.idOf(counter), first.share((long) counter.ordinal() * Long.BYTES)));
        }
    }

    @Override
    public void close() {
        if (instance != null) {
            perfLib.PerfDeleteInstance(provider, instance);
        }
        perfLib.PerfStopProvider(provider);
    }

    private static Memory copy(byte[] bytes) {
        Memory memory = new Memory(bytes.length);
        memory.write(0, bytes, 0, bytes.length);
        return memory;
    }

    private static void check(String function, int code) throws IOException {
        if (code != 0) {
            throw new IOException(function + ": " + Kernel32Util.formatMessage(code).strip() + " (" + code + ")");
        }
    }
}
