package org.omsgateway.eventlog;

import java.io.IOException;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.appender.AppenderLoggingException;
import org.apache.logging.log4j.core.config.Property;

/**
 * Writes events to an event log. Opening is tried again with every event, so the log may come, or come back, at any
 * time.
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

    private final Opener opener;
    private EventLog log;

    EventLogAppender(Opener opener) {
        super("event-log", null, null, false, Property.EMPTY_ARRAY);
        this.opener = opener;
    }

    @Override
    public void append(LogEvent event) {
        EventLogEntry entry = EventLogEntry.of((GatewayLogEvent) event);
        try {
            if (log == null || !writesThroughOldHandle(entry)) {
                log = opener.open();
                log.write(entry);
            }
        } catch (IOException | RuntimeException failure) {
            release();
            throw new AppenderLoggingException(failure);
        }
    }

    @Override
    public void stop() {
        release();
        super.stop();
    }

    /** A handle turns stale when the event log's service is restarted. */
    private boolean writesThroughOldHandle(EventLogEntry entry) {
        try {
            log.write(entry);
            return true;
        } catch (IOException stale) {
            release();
            return false;
        }
    }

    private void release() {
        if (log != null) {
            log.close();
            log = null;
        }
    }
}
