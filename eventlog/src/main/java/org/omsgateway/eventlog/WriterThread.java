package org.omsgateway.eventlog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A bounded queue and the one thread that empties it. Whoever has something to write never waits for whoever reads it:
 * a pipe, a drive or another process may take its time, or take nothing at all.
 */
public final class WriterThread<T> {
    /** What the thread does; all calls come from it. */
    public interface Work<T> {
        /** Writes the items that wait, in their order. */
        void write(List<T> items);

        /** Called about once a second while nothing waits. */
        default void idle() {}

        /** Called once, after the last item. */
        default void end() {}
    }

    private static final long IDLE_SECONDS = 1;

    /** An empty element wakes the thread up. */
    private final BlockingQueue<Optional<T>> queue;
    private final Work<T> work;
    private final Duration pause;
    private final Thread thread;
    private final AtomicInteger unfinished = new AtomicInteger();
    private final CountDownLatch closing = new CountDownLatch(1);

    /** Writes each item at once; {@code capacity} is in items. */
    public WriterThread(String name, int capacity, Work<T> work) {
        this(name, capacity, Duration.ZERO, work);
    }

    /**
     * @param capacity in items
     * @param pause for which items gather after the first one, because waking a thread for each of many items costs
     *     more than writing them
     */
    public WriterThread(String name, int capacity, Duration pause, Work<T> work) {
        this.queue = new ArrayBlockingQueue<>(capacity);
        this.pause = pause;
        this.work = work;
        this.thread = new Thread(this::run, name);
        // A writer that hangs must not keep the process alive.
        thread.setDaemon(true);
        thread.start();
    }

    /** Queues {@code item} from any thread; returns false if there is no room, or the thread is closed. */
    public boolean offer(T item) {
        unfinished.incrementAndGet();
        boolean taken = !isClosing() && queue.offer(Optional.of(item));
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
        closing.countDown();
        // A queue without room for the wake-up has a thread that is awake.
        queue.offer(Optional.empty());
    }

    /** Waits until the thread has ended, for {@code time} at most. */
    public void join(Duration time) throws InterruptedException {
        TimeUnit.NANOSECONDS.timedJoin(thread, time.toNanos());
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void run() {
        try {
            while (!isClosing() || !queue.isEmpty()) {
                Optional<T> first = queue.poll(IDLE_SECONDS, TimeUnit.SECONDS);
                if (first == null) {
                    work.idle();
                } else {
                    write(first);
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            work.end();
        }
    }

    private void write(Optional<T> first) throws InterruptedException {
        List<Optional<T>> waiting = new ArrayList<>(List.of(first));
        if (!pause.isZero()) {
            closing.await(pause.toNanos(), TimeUnit.NANOSECONDS);
            queue.drainTo(waiting);
        }
        List<T> items = waiting.stream().flatMap(Optional::stream).toList();
        work.write(items);
        unfinished.addAndGet(-items.size());
    }
}
