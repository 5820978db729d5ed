package org.omsgateway;

import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.omsgateway.eventlog.GatewayLog;
import org.omsgateway.perfcounters.Counters;
import org.omsgateway.perfcounters.GatewayCounter;
import org.omsgateway.status.History;

/**
 * Measures every few seconds what nobody counts as it happens, and adds a line to the history every minute. A disk that
 * hangs holds up this thread only.
 */
final class Measurements implements AutoCloseable {
    private static final int SECONDS = 5;
    private static final int SECONDS_OF_HISTORY = 60;

    private final Counters counters;
    private final GatewayLog log;
    private final Optional<History> history;
    private final Consumer<Throwable> failed;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "measurements");
        thread.setDaemon(true);
        return thread;
    });
    private boolean isWritable = true;

    /** @param failed told when lines begin to miss in the history */
    Measurements(Counters counters, GatewayLog log, Optional<History> history, Consumer<Throwable> failed) {
        this.counters = counters;
        this.log = log;
        this.history = history;
        this.failed = failed;
        timer.scheduleWithFixedDelay(() -> attempt(this::measure), 0, SECONDS, TimeUnit.SECONDS);
        timer.scheduleAtFixedRate(() -> attempt(this::write), 0, SECONDS_OF_HISTORY, TimeUnit.SECONDS);
    }

    private void measure() {
        counters.set(GatewayCounter.HEAP_BYTES, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        counters.set(GatewayCounter.DIRECT_MEMORY_BYTES, PlatformDependent.usedDirectMemory());
        counters.set(GatewayCounter.EVENTS_DROPPED, log.lost());
    }

    private void write() throws IOException {
        if (history.isPresent()) {
            history.get().append(Instant.now());
        }
        isWritable = true;
    }

    private interface Task {
        void run() throws IOException;
    }

    /** A timer never again runs a task that has thrown an exception. */
    private void attempt(Task task) {
        try {
            task.run();
        } catch (IOException | RuntimeException e) {
            if (isWritable) {
                failed.accept(e);
            }
            isWritable = false;
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
