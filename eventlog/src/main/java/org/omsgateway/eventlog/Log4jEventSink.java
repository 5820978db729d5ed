package org.omsgateway.eventlog;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.config.AppenderControl;

/**
 * Writes events through Log4j's appenders. No Log4j configuration is loaded, so no file is searched and no host name
 * is looked up: the gateway listens sooner, and no file in the working directory changes what is logged.
 */
public final class Log4jEventSink implements EventSink, AutoCloseable {
    private final List<AppenderControl> appenders;
    private volatile GatewayEvent.Severity level = GatewayEvent.Severity.INFO;

    /** @param appenders started ones, written to in this order and stopped by {@link #close()} */
    public Log4jEventSink(List<Appender> appenders) {
        this.appenders = appenders.stream().map(appender -> new AppenderControl(appender, null, null)).toList();
    }

    /** Sets what is written from now on: events of {@code level} and graver ones. At first it is INFO. */
    public void setLevel(GatewayEvent.Severity level) {
        this.level = level;
    }

    @Override
    public boolean isEnabled(GatewayEvent event) {
        return event.severity().compareTo(level) >= 0;
    }

    @Override
    public void report(EventRecord record) {
        LogEvent event =
                new GatewayLogEvent(record, Instant.now(), ZoneId.systemDefault(), Thread.currentThread().getId());
        appenders.forEach(appender -> appender.callAppender(event));
    }

    @Override
    public void close() {
        appenders.forEach(appender -> appender.getAppender().stop());
    }
}
