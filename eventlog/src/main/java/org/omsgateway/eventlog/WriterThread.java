package org.omsgateway.eventlog;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A bounded queue and the one thread that empties it. Whoever has something to write never waits for whoever reads it:
 * a pipe, a drive or another process may take its time, or take nothing at all.
 */
public final class WriterThread<T> {
    /** What the thread does; all calls come from it. */
    public interface Work<T> {
        void write(T item);

        /** Called about once a second while nothing waits. */
        default void idle() {}

        /** Called once, after the last item. */
        default void end() {}
    }

    private static final long IDLE_SECONDS = 1;

    /** An empty element wakes the thread up. */
    private final BlockingQueue<Optional<T>> queue;
    private final Work<T> work;
    private final Thread thread;
    private final AtomicInteger unfinished = new AtomicInteger();
    private volatile boolean closing;

    /** @param capacity in items */
    public WriterThread(String name, int capacity, Work<T> work) {
        this.queue = new ArrayBlockingQueue<>(capacity);
        this.work = work;
        this.thread = new Thread(this::run, name);
        // A writer that hangs must not keep the process alive.
        thread.setDaemon(true);
        thread.start();
    }

    /** Queues {@code item} from any thread; returns false if there is no room, or the thread is closed. */
    public boolean offer(T item) {
        unfinished.incrementAndGet();
        boolean taken = !closing && queue.offer(Optional.of(item));
        if (!taken) {
            unfinished.decrementAndGet();
        }
        return taken;
    }

    /** Whether all that was queued is written. */
    public boolean isIdle() {
        return unfinished.get() == 0;
    }

    /** Asks the thread to write what waits and then to end; {@link #join} waits for the end. */
    public void close() {
        closing = true;
        // A queue without room for the wake-up has a thread that is awake.
        queue.offer(Optional.empty());
    }

    /** Waits until the thread has ended, for {@code time} at most. */
    public void join(Duration time) throws InterruptedException {
        TimeUnit.NANOSECONDS.timedJoin(thread, time.toNanos());
    }

    private void run() {
        try {
            while (!closing || !queue.isEmpty()) {
                Optional<T> item = queue.poll(IDLE_SECONDS, TimeUnit.SECONDS);
                if (item == null) {
                    work.idle();
                } else if (item.isPresent()) {
                    work.write(item.get());
                    unfinished.decrementAndGet();
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            work.end();
        }
    }
}
