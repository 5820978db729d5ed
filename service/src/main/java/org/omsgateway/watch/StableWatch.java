package org.omsgateway.watch;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Looks at something again and again, and tells a listener when two looks in a row agree and differ from what the
 * listener knows. So nobody is told of what is half written. If three finds in a row differ, the time between looks is
 * halved, and halved again, until two agree: so a file that is rewritten several times a second is told of, too. Unlike
 * notifications of the operating system, looking finds every change: a file replaced by another, a folder that comes
 * and goes, a network drive.
 *
 * <p>A look that throws says that nothing can be found out now: the listener keeps what it knows. No exception ends the
 * watch, whether a look or a listener throws it.
 *
 * @param <T> what a look finds; equal to an earlier find if nothing has changed
 */
public final class StableWatch<T> implements Watch {
    /** The time between two looks that lets a listener know within two seconds. */
    public static final Duration INTERVAL = Duration.ofMillis(500);
    /** What takes longer to write is not told of while it changes all the time. */
    private static final int MAX_HALVINGS = 4;

    private final Supplier<T> look;
    private final Duration interval;
    private final Consumer<T> onChange;
    private final Consumer<Throwable> onFailure;
    private final CountDownLatch closed = new CountDownLatch(1);
    private T known;
    /** Empty if the last look threw. */
    private Optional<T> last;
    private int differences;

    /**
     * Begins to watch, on a thread of its own.
     *
     * @param known what the listener knows already
     * @param interval between the end of a look and the next look, unless finds differ
     * @param onChange takes what two looks found, on the watch's thread
     * @param onFailure takes what {@code onChange} threw, and what the first of several failing looks threw, on the
     *     watch's thread
     */
    public StableWatch(T known, Supplier<T> look, Duration interval, Consumer<T> onChange,
            Consumer<Throwable> onFailure) {
        this.known = known;
        this.last = Optional.of(known);
        this.look = look;
        this.interval = interval;
        this.onChange = onChange;
        this.onFailure = onFailure;
        Thread thread = new Thread(this::watch, "watch");
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        while (!isClosedAfterInterval()) {
            lookAgain().ifPresent(this::tell);
        }
    }

    private boolean isClosedAfterInterval() {
        try {
            return closed.await(interval.toNanos() >> halvings(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            // Only a listener can have left the thread interrupted, and only close() ends the watch.
            return false;
        }
    }

    /** Returns what the listener has to be told. */
    private Optional<T> lookAgain() {
        Optional<T> before = last;
        try {
            last = Optional.of(look.get());
        } catch (RuntimeException | Error e) {
            last = Optional.empty();
            if (before.isPresent()) {
                report(e);
            }
        }
        boolean agree = last.equals(before);
        differences = agree || last.isEmpty() ? 0 : differences + 1;
        return last.filter(now -> agree && !now.equals(known));
    }

    private int halvings() {
        return Math.min(Math.max(0, differences - 1), MAX_HALVINGS);
    }

    private void tell(T now) {
        if (closed.getCount() == 0) {
            return;
        }
        known = now;
        try {
            onChange.accept(now);
        } catch (RuntimeException | Error e) {
            report(e);
        }
    }

    private void report(Throwable failure) {
        try {
            onFailure.accept(failure);
        } catch (RuntimeException | Error e) {
            Thread.currentThread().getUncaughtExceptionHandler().uncaughtException(Thread.currentThread(), e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
