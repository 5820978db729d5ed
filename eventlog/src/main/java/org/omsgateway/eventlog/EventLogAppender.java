package org.omsgateway.eventlog;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/**
 * Writes events to an event log from a thread of its own, because writing is a slow call to another process. A log that
 * cannot be opened or written, or that takes events too slowly, loses events, which is reported once. Each event tries
 * again to open the log, so the log may appear or come back at any time.
 */
final class EventLogAppender extends AbstractAppender {
    /** An open event log. */
    interface EventLog extends AutoCloseable {
        /** @throws IOException if the log is full, locked or gone */
        void write(EventLogEntry entry) throws IOException;

        @Override
        void close();
    }

    /** The way to an event log. */
    @FunctionalInterface
    interface Opener {
        /** @throws IOException if there is no such log, or no right to write to it */
        EventLog open() throws IOException;
    }

    private static final int QUEUE_LENGTH = 4096;
    private static final int STOP_SECONDS = 2;
    private static final EventLogEntry END = new EventLogEntry(0, 0, 0, List.of());

    private final BlockingQueue<EventLogEntry> queue = new ArrayBlockingQueue<>(QUEUE_LENGTH);
    private final AtomicBoolean hasFailed = new AtomicBoolean();
    private final Opener opener;
    private final Consumer<IOException> failed;
    private final Thread writer = new Thread(this::writeAll, "event-log");
    private EventLog log;

    /** @param failed told once, on any thread, when events begin to miss the log */
    EventLogAppender(Opener opener, Consumer<IOException> failed) {
        super("event log", null, null, true, Property.EMPTY_ARRAY);
        this.opener = opener;
        this.failed = failed;
        writer.setDaemon(true);
    }

    @Override
    public void start() {
        super.start();
        writer.start();
    }

    @Override
    public void append(LogEvent event) {
        if (!queue.offer(EventLogEntry.of((GatewayLogEvent) event))) {
            sayOnce(new IOException("it takes events too slowly"));
        }
    }

    /** Writes what is waiting, for two seconds at most. */
    @Override
    public void stop() {
        stop(STOP_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public boolean stop(long timeout, TimeUnit unit) {
        setStopping();
        boolean interrupted = false;
        try {
            if (queue.offer(END, timeout, unit)) {
                writer.join(Math.max(1, unit.toMillis(timeout)));
            }
        } catch (InterruptedException stop) {
            interrupted = true;
        }
        setStopped();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return !writer.isAlive();
    }

    private void writeAll() {
        try {
            for (EventLogEntry entry = queue.take(); entry != END; entry = queue.take()) {
                write(entry);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            release();
        }
    }

    private void write(EventLogEntry entry) {
        boolean mayBeStale = log != null;
        try {
            tryWrite(entry);
        } catch (IOException failure) {
            release();
            if (!mayBeStale || !writesAnew(entry)) {
                sayOnce(failure);
            }
        }
    }

    /** The event log's service may have been restarted since the log was opened. */
    private boolean writesAnew(EventLogEntry entry) {
        try {
            tryWrite(entry);
            return true;
        } catch (IOException failure) {
            release();
            return false;
        }
    }

    private void tryWrite(EventLogEntry entry) throws IOException {
        if (log == null) {
            log = opener.open();
        }
        log.write(entry);
    }

    private void release() {
        if (log != null) {
            log.close();
            log = null;
        }
    }

    private void sayOnce(IOException failure) {
        if (hasFailed.compareAndSet(false, true)) {
            failed.accept(failure);
        }
    }
}
