package org.omsgateway.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One thread that waits for sockets and the clock. It uses only the JDK's selector, because the load should cost less
 * than the program that is measured.
 */
final class EventLoop implements AutoCloseable {
    /** A socket's owner, called on the loop's thread when the socket can be read, written or accepted from. */
    interface Handler {
        void ready(SelectionKey key);
    }

    private record Timer(long dueNanos, Runnable task) {}

    private static final int READ_BUFFER = 256 * 1024;

    private final Selector selector;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>(Comparator.comparingLong(Timer::dueNanos));
    private final ByteBuffer readBuffer = ByteBuffer.allocateDirect(READ_BUFFER);
    private final Thread thread;
    private volatile boolean closed;

    EventLoop(String name) throws IOException {
        selector = Selector.open();
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
        // The run waits for this thread's work and would otherwise wait for ever.
        thread.setUncaughtExceptionHandler((dead, cause) -> {
            cause.printStackTrace();
            Runtime.getRuntime().halt(1);
        });
        thread.start();
    }

    /** Runs {@code task} on the loop's thread, waits, and returns its result. */
    <T> T call(Callable<T> task) {
        CompletableFuture<T> result = new CompletableFuture<>();
        tasks.add(() -> {
            try {
                result.complete(task.call());
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        });
        selector.wakeup();
        return result.join();
    }

    /** For the loop's thread: runs {@code task} at {@code dueNanos} of {@link System#nanoTime}. */
    void at(long dueNanos, Runnable task) {
        timers.add(new Timer(dueNanos, task));
    }

    /** For the loop's thread. */
    SelectionKey register(SelectableChannel channel, int operations, Handler handler) throws ClosedChannelException {
        return channel.register(selector, operations, handler);
    }

    /** The buffer that all reads of this loop share, empty. */
    ByteBuffer readBuffer() {
        return readBuffer.clear();
    }

    private void run() {
        while (!closed) {
            try {
                await();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                task.run();
            }
            long now = System.nanoTime();
            while (!timers.isEmpty() && timers.peek().dueNanos() - now <= 0) {
                timers.poll().task().run();
            }
        }
    }

    private void await() throws IOException {
        Consumer<SelectionKey> handle = key -> ((Handler) key.attachment()).ready(key);
        if (timers.isEmpty()) {
            selector.select(handle);
            return;
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(timers.peek().dueNanos() - System.nanoTime());
        if (millis > 0) {
            selector.select(handle, millis);
        } else {
            selector.selectNow(handle);
        }
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
            selector.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
