package org.omsgateway.perfcounters;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The values of the counters: one aligned 64-bit word each, outside the heap and in the order of
 * {@link GatewayCounter}, so that Windows can read them in place. Changes are lock-free and exact, on any thread.
 */
public final class Counters {
    private static final VarHandle WORD =
            MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final ByteBuffer words = ByteBuffer
            .allocateDirect(GatewayCounter.values().length * Long.BYTES + Long.BYTES)
            .alignedSlice(Long.BYTES)
            .order(ByteOrder.nativeOrder());

    public long get(GatewayCounter counter) {
        return (long) WORD.getVolatile(words, offset(counter));
    }

    public void increment(GatewayCounter counter) {
        add(counter, 1);
    }

    public void decrement(GatewayCounter counter) {
        add(counter, -1);
    }

    /** Gives a counter the value that was measured elsewhere. */
    public void set(GatewayCounter counter, long value) {
        WORD.setVolatile(words, offset(counter), value);
    }

    /** The memory that holds the values, for a provider that publishes them in place. Callers must not write to it. */
    ByteBuffer memory() {
        return words.asReadOnlyBuffer().order(ByteOrder.nativeOrder());
    }

    /** Adds {@code delta} to a counter. */
    public void add(GatewayCounter counter, long delta) {
        long ignored = (long) WORD.getAndAdd(words, offset(counter), delta);
    }

    private static int offset(GatewayCounter counter) {
        return counter.ordinal() * Long.BYTES;
    }
}
