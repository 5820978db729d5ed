package org.omsgateway.eventlog;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.AbstractLogEvent;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.SimpleMessage;

/** An event on its way through Log4j's appenders: when and on which thread it was reported. */
final class GatewayLogEvent extends AbstractLogEvent {
    private static final long serialVersionUID = 1;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private final transient EventRecord record;
    private final transient String line;

    GatewayLogEvent(EventRecord record, Instant time, ZoneId zone, long threadId) {
        GatewayEvent event = record.event();
        this.record = record;
        this.line = TIME.format(time.atZone(zone)) + " [" + threadId + "] " + event.severity() + " "
                + event.component().text() + " - " + record.message();
    }

    /** {@code record} as reported now, by this thread. */
    static GatewayLogEvent now(EventRecord record) {
        return new GatewayLogEvent(record, Instant.now(), ZoneId.systemDefault(), Thread.currentThread().getId());
    }

    EventRecord record() {
        return record;
    }

    /**
     * The event as administrators' rules match it:
     * {@code 2020-02-28 13:19:05 [47] ERROR GatewayLogic - message}: local time, thread's id, level, component.
     */
    String line() {
        return line;
    }

    @Override
    public Level getLevel() {
        return switch (record.event().severity()) {
            case DEBUG -> Level.DEBUG;
            case INFO -> Level.INFO;
            case WARN -> Level.WARN;
            case ERROR -> Level.ERROR;
        };
    }

    @Override
    public String getLoggerName() {
        return record.event().component().text();
    }

    @Override
    public Message getMessage() {
        return new SimpleMessage(record.message());
    }

    @Override
    public Throwable getThrown() {
        return record.cause();
    }
}
