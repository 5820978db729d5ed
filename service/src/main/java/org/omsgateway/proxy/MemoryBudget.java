package org.omsgateway.proxy;

import io.netty.util.internal.PlatformDependent;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory of the process, shared out: two thirds of the heap to the connections themselves, and a quarter of the
 * heap or of the direct memory, whichever is less, to the bytes of requests and handshakes that wait. Without these
 * limits, many connections that are each within their own limits would use up all memory. Safe for use by several
 * threads.
 */
public final class MemoryBudget {
    /** What events call the limit. */
    static final String NAME = "the limit of memory for requests and handshakes";
    /** A connection that holds more bytes than this counts as large. */
    static final int LARGE = 8 * 1024;

    /** In bytes of the heap: the objects of a tunnel, with both its ends, during its handshake. */
    private static final int TUNNEL = 7 * 1024;

    private final long limit;
    private final int roomForConnections;
    private final AtomicLong used = new AtomicLong();

    /**
     * @param heap in bytes
     * @param direct in bytes
     */
    MemoryBudget(long heap, long direct) {
        limit = Math.min(heap, direct) / 4;
        roomForConnections = (int) Math.min(heap / 3 * 2 / TUNNEL, Integer.MAX_VALUE);
    }

    /** Shares out what the JVM may use at most. */
    public static MemoryBudget ofThisProcess() {
        return new MemoryBudget(Runtime.getRuntime().maxMemory(), PlatformDependent.maxDirectMemory());
    }

    /** How many tunnels may be open at a time. */
    int roomForConnections() {
        return roomForConnections;
    }

    /**
     * Takes {@code more} bytes for a connection that then holds {@code all}, or returns false if they are not there.
     * Large connections may use three quarters only, so that the small ones, which are nearly all, are refused last.
     */
    boolean take(int more, int all) {
        long allowed = all > LARGE ? limit / 4 * 3 : limit;
        if (used.addAndGet(more) <= allowed) {
            return true;
        }
        giveBack(more);
        return false;
    }

    void giveBack(int bytes) {
        used.addAndGet(-bytes);
    }

    /** In bytes. */
    long used() {
        return used.get();
    }

    /** The part of the budget that one connection holds; on one event loop. */
    final class Share {
        private int bytes;

        /** Makes the share as large as {@code needed}, or returns false if the budget does not have so much. */
        boolean resize(int needed) {
            int more = needed - bytes;
            if (more > 0 && !take(more, needed)) {
                return false;
            }
            if (more < 0) {
                giveBack(-more);
            }
            bytes = needed;
            return true;
        }
    }

    /** A connection needs memory that is not there. */
    static final class ExceededException extends Exception {
        private static final long serialVersionUID = 1L;

        ExceededException() {
            // No stack trace, because any client can cause this exception.
            super(NAME + " is reached", null, false, false);
        }
    }
}
