package org.omsgateway.installer;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waiting for what another process does. */
final class Await {
    private static final Duration PAUSE = Duration.ofMillis(100);

    private Await() {}

    static void until(String description, Duration patience, BooleanSupplier condition) {
        value(description, patience, condition::getAsBoolean, met -> met);
    }

    /** The first value that is as {@code wanted}; an error that tells the last one when patience is at its end. */
    static <T> T value(String description, Duration patience, Supplier<T> source, Predicate<T> wanted) {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            T value = source.get();
            if (wanted.test(value)) {
                return value;
            }
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("after " + patience + " not: " + description + "; last: " + value);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
