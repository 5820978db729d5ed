package org.omsgateway.perfcounters;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.ptr.PointerByReference;
import java.io.IOException;

/**
 * Publishes counters on Windows and reads the values at the addresses that Windows has received, for
 * {@code WindowsEventsTest}. It prints a line for each counter, before and after incrementing the counter as often as
 * its number.
 */
public final class WindowsCountersProgram {
    private static final int INSTANCE_HEADER = 32;

    private WindowsCountersProgram() {}

    public static void main(String[] arguments) throws IOException {
        Counters counters = new Counters();
        Recording windows = new Recording(Native.load("advapi32", WindowsCounters.PerfLib.class));
        WindowsCounters published = new WindowsCounters(counters, windows);
        print(windows.instance);
        for (GatewayCounter counter : GatewayCounter.values()) {
            for (int i = 0; i < PerfLibStructures.idOf(counter); i++) {
                counters.increment(counter);
            }
        }
        print(windows.instance);
        published.close();
        System.out.println("deleted " + windows.deleted + " stopped " + windows.stopped);
    }

    /**
     * The block of values follows the PERF_COUNTERSET_INSTANCE; for a counter by reference, the block has the address.
     */
    private static void print(Pointer instance) {
        StringBuilder values = new StringBuilder();
        for (GatewayCounter counter : GatewayCounter.values()) {
            Pointer value = instance.getPointer(INSTANCE_HEADER + (long) counter.ordinal() * Native.POINTER_SIZE);
            values.append(' ').append(value.getLong(0));
        }
        System.out.println("values" + values);
    }

    private static final class Recording implements WindowsCounters.PerfLib {
        private final WindowsCounters.PerfLib real;
        private Pointer instance;
        private int deleted = -1;
        private int stopped = -1;

        Recording(WindowsCounters.PerfLib real) {
            this.real = real;
        }

        @Override
        public int PerfStartProviderEx(Pointer providerGuid, Pointer context, PointerByReference provider) {
            return real.PerfStartProviderEx(providerGuid, context, provider);
        }

        @Override
        public int PerfSetCounterSetInfo(Pointer provider, Pointer template, int templateSize) {
            return real.PerfSetCounterSetInfo(provider, template, templateSize);
        }

        @Override
        public Pointer PerfCreateInstance(Pointer provider, Pointer counterSetGuid, WString name, int id) {
            instance = real.PerfCreateInstance(provider, counterSetGuid, name, id);
            return instance;
        }

        @Override
        public int PerfSetCounterRefValue(Pointer provider, Pointer instance, int counterId, Pointer address) {
            return real.PerfSetCounterRefValue(provider, instance, counterId, address);
        }

        @Override
        public int PerfDeleteInstance(Pointer provider, Pointer instance) {
            deleted = real.PerfDeleteInstance(provider, instance);
            return deleted;
        }

        @Override
        public int PerfStopProvider(Pointer provider) {
            stopped = real.PerfStopProvider(provider);
            return stopped;
        }
    }
}
