package org.omsgateway.eventlog;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.logging.log4j.core.Appender;

/**
 * The gateway's log, put together: events are counted, storms are coalesced, and the rest goes to every place at once.
 * Reporting never waits for a place; each has a queue of its own.
 */
public final class GatewayLog implements EventSink, AutoCloseable {
    private static final int FLUSH_SECONDS = 5;
    private static final int IDLE_CHECK_MILLIS = 5;
    private static final Duration STOP_TIME = Duration.ofSeconds(2);

    private final Consumer<GatewayEvent> counter;
    private final Coalescer coalescing;
    private final ScheduledThreadPoolExecutor flusher;
    private final List<LogPlace> places;
    private Duration stopTime = STOP_TIME;
    private volatile GatewayEvent.Severity level = GatewayEvent.Severity.INFO;

    private GatewayLog(Consumer<GatewayEvent> counter, List<Place> places) {
        this.counter = counter;
        this.coalescing = new Coalescer(this::write, System::nanoTime);
        this.places = places.stream().map(place -> new LogPlace(
                place.appender, failure -> report(place.unavailable.apply(failure)))).toList();
        flusher = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "event-counts");
            thread.setDaemon(true);
            return thread;
        });
        flusher.scheduleWithFixedDelay(coalescing::flush, FLUSH_SECONDS, FLUSH_SECONDS, TimeUnit.SECONDS);
    }

    private record Place(Appender appender, Function<Throwable, EventRecord> unavailable) {
        static Place console() {
            return of(LogConsole.open());
        }

        static Place file(Path file) {
            LogFile appender = LogFile.ofEvents(file, LogFile.SIZE);
            appender.start();
            return new Place(appender,
                    failure -> EventRecord.of(GatewayEvent.LOG_FILE_UNAVAILABLE, file.toString(), failure));
        }

        static Place eventLog(EventLogAppender.Opener opener) {
            EventLogAppender appender = new EventLogAppender(opener);
            appender.start();
            return new Place(appender, failure -> EventRecord.of(GatewayEvent.EVENT_LOG_UNAVAILABLE, failure));
        }

        static Place of(Appender appender) {
            return new Place(appender, failure -> EventRecord.of(GatewayEvent.APPLICATION_ERROR, failure));
        }
    }

    /** @param appenders started ones that throw what goes wrong; closing the log stops them */
    public static GatewayLog to(Appender... appenders) {
        return new GatewayLog(event -> {}, Arrays.stream(appenders).map(Place::of).toList());
    }

    /**
     * A log on standard output.
     *
     * @param counter told of every event that is reported, before any are coalesced
     */
    public static GatewayLog toConsole(Consumer<GatewayEvent> counter) {
        return new GatewayLog(counter, List.of(Place.console()));
    }

    /**
     * A log on standard output and in {@code file}, which is bounded in size. A file that can't be written is reported
     * as an event and done without.
     *
     * @param counter told of every event that is reported, before any are coalesced
     * @throws IOException if there is something at {@code file} that is not a regular file, such as a pipe
     */
    public static GatewayLog toConsoleAndFile(Path file, Consumer<GatewayEvent> counter) throws IOException {
        LogFile.check(file);
        return new GatewayLog(counter, List.of(Place.console(), Place.file(file)));
    }

    /**
     * A log in the Windows event log and in {@code file}, which is bounded in size and has stack traces too. A place
     * that can't be written is reported in the other one.
     *
     * @param counter told of every event that is reported, before any are coalesced
     */
    public static GatewayLog toWindowsEventLogAndFile(Path file, Consumer<GatewayEvent> counter) {
        return toEventLogAndFile(WindowsEventLog::open, file, counter);
    }

    static GatewayLog toEventLogAndFile(EventLogAppender.Opener eventLog, Path file, Consumer<GatewayEvent> counter) {
        return new GatewayLog(counter, List.of(Place.eventLog(eventLog), Place.file(file)));
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
        counter.accept(record.event());
        coalescing.report(record);
    }

    /** How many events the log's places have lost, each counted once for each place. */
    public long lost() {
        return places.stream().mapToLong(LogPlace::lost).sum();
    }

    /** Writes the counts held back and begins to count anew. */
    public void flushCounts() {
        coalescing.flushAll();
    }

    /** For whoever reads the log after its end: closing waits for {@code time} at most. */
    GatewayLog stoppingWithin(Duration time) {
        stopTime = time;
        return this;
    }

    /** Writes the counts still held back and releases the log's places; waits two seconds at most. */
    @Override
    public void close() {
        flusher.shutdownNow();
        coalescing.flushAll();
        long end = System.nanoTime() + stopTime.toNanos();
        try {
            // A place that fails is reported in the others, so none ends before all have written what they got.
            while (!places.stream().allMatch(LogPlace::isIdle) && end - System.nanoTime() > 0) {
                TimeUnit.MILLISECONDS.sleep(IDLE_CHECK_MILLIS);
            }
            places.forEach(LogPlace::close);
            for (LogPlace place : places) {
                place.join(Duration.ofNanos(end - System.nanoTime()));
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(EventRecord record) {
        GatewayLogEvent event = GatewayLogEvent.now(record);
        places.forEach(place -> place.add(event));
    }
}
