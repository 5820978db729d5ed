package org.omsgateway.testing;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for conditions as long as the busiest machine may need. Only a hanging program makes it give up. */
public final class Await {
    public static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(5);

    private Await() {}

    /** Waits for the next element of {@code queue}, and removes it. */
    public static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        if (next == null) {
            throw new AssertionError("Still waiting for the next element");
        }
        return next;
    }

    public static void until(String what, Callable<Boolean> condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            long look = System.nanoTime();
            while (!condition.call()) {
                long now = System.nanoTime();
                if (now > deadline) {
                    throw new AssertionError("Still waiting for " + what);
                }
                // Checking takes at most half of the time, because the awaited program needs the processor, too.
                LockSupport.parkNanos(Math.max(PAUSE.toNanos(), now - look));
                look = System.nanoTime();
            }
        } catch (Exception e) {
            throw new AssertionError("While waiting for " + what, e);
        }
    }
}
