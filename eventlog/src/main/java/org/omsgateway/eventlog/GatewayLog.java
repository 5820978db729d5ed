package org.omsgateway.eventlog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.core.Appender;

/** The gateway's log. Storms are coalesced; all other events go to Log4j at once. */
public final class GatewayLog implements EventSink, AutoCloseable {
    private static final int FLUSH_SECONDS = 5;

    private final Log4jEventSink lines;
    private final CoalescingEventSink coalescing;
    private final ScheduledThreadPoolExecutor flusher;

    private GatewayLog(List<Appender> appenders) {
        lines = new Log4jEventSink(appenders);
        coalescing = new CoalescingEventSink(lines, System::nanoTime);
        flusher = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "event-counts");
            thread.setDaemon(true);
            return thread;
        });
        flusher.scheduleWithFixedDelay(coalescing::flush, FLUSH_SECONDS, FLUSH_SECONDS, TimeUnit.SECONDS);
    }

    /** @param appenders started ones; closing the log stops them */
    public static GatewayLog to(Appender... appenders) {
        return new GatewayLog(List.of(appenders));
    }

    /** A log on standard output. */
    public static GatewayLog toConsole() {
        return to(LogAppenders.console());
    }

    /**
     * A log on standard output and in {@code file}, which is bounded in size. A file that cannot be written is
     * reported as an event, and the log goes on without it.
     */
    public static GatewayLog toConsoleAndFile(Path file) {
        Appender console = LogAppenders.console();
        try {
            return to(console, LogAppenders.rollingFile(file, LogAppenders.FILE_SIZE));
        } catch (IOException failure) {
            return reporting(failure, to(console));
        }
    }

    /**
     * A log in the Windows event log and in {@code file}, which is bounded in size and has stack traces too. An event
     * log that can't be written is reported in the file, once; a file that can't be written is reported in the event
     * log, and standard output takes its place.
     */
    public static GatewayLog toWindowsEventLogAndFile(Path file) {
        return toEventLogAndFile(WindowsEventLog::open, file);
    }

    static GatewayLog toEventLogAndFile(EventLogAppender.Opener eventLog, Path file) {
        try {
            return toEventLogAnd(LogAppenders.rollingFile(file, LogAppenders.FILE_SIZE), eventLog);
        } catch (IOException failure) {
            return reporting(failure, toEventLogAnd(LogAppenders.console(), eventLog));
        }
    }

    private static GatewayLog toEventLogAnd(Appender fallback, EventLogAppender.Opener eventLog) {
        Log4jEventSink problems = new Log4jEventSink(List.of(fallback));
        EventLogAppender appender = new EventLogAppender(eventLog,
                failure -> problems.report(GatewayEvent.EVENT_LOG_UNAVAILABLE, failure.getMessage()));
        appender.start();
        return to(appender, fallback);
    }

    private static GatewayLog reporting(IOException failure, GatewayLog log) {
        log.report(GatewayEvent.APPLICATION_ERROR, failure);
        return log;
    }

    /** Sets what is written from now on: events of {@code level} and graver ones. At first it is INFO. */
    public void setLevel(GatewayEvent.Severity level) {
        lines.setLevel(level);
    }

    @Override
    public boolean isEnabled(GatewayEvent event) {
        return coalescing.isEnabled(event);
    }

    @Override
    public void report(EventRecord record) {
        coalescing.report(record);
    }

    /** Writes the counts that are held back, and closes the appenders. */
    @Override
    public void close() {
        flusher.shutdownNow();
        coalescing.flushAll();
        lines.close();
    }
}
