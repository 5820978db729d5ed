package org.omsgateway.eventlog;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.logging.log4j.core.Appender;

/**
 * One place that events go to, such as a file, with a queue and a thread of its own. A place that fails or hangs loses
 * events, says how many as soon as it can, and holds up nobody.
 */
final class LogPlace implements WriterThread.Work<GatewayLogEvent> {
    static final int QUEUE_LENGTH = 4096;

    private final Appender appender;
    private final Consumer<Throwable> failed;
    private final WriterThread<GatewayLogEvent> writer;
    private final AtomicInteger dropped = new AtomicInteger();
    private final AtomicLong lost = new AtomicLong();
    /** Events that could not be written since the last one that could; for the writer's thread only. */
    private int unwritten;

    /**
     * @param appender a started one that throws what goes wrong; {@link #close} stops it
     * @param failed told on the writer's thread when events begin to miss this place
     */
    LogPlace(Appender appender, Consumer<Throwable> failed) {
        this.appender = appender;
        this.failed = failed;
        this.writer = new WriterThread<>("log-" + appender.getName(), QUEUE_LENGTH, this);
    }

    /** Queues {@code event} from any thread, or drops it where there is no room. */
    void add(GatewayLogEvent event) {
        int missing = dropped.getAndSet(0);
        if (missing > 0 && !writer.offer(tooSlow(missing))) {
            dropped.addAndGet(missing + 1);
            lost.incrementAndGet();
        } else if (!writer.offer(event)) {
            dropped.incrementAndGet();
            lost.incrementAndGet();
        }
    }

    /** How many events this place has lost since it was made. */
    long lost() {
        return lost.get();
    }

    /** Whether all events are written, and their failures told. */
    boolean isIdle() {
        return writer.isIdle();
    }

    /** Asks for the end of the place once all that waits is written; {@link #join} waits for it. */
    void close() {
        writer.close();
    }

    /** Waits for the end of the place, for {@code time} at most. */
    void join(Duration time) throws InterruptedException {
        writer.join(time);
    }

    @Override
    public void write(List<GatewayLogEvent> events) {
        events.forEach(this::write);
    }

    private void write(GatewayLogEvent event) {
        try {
            if (unwritten > 0) {
                appender.append(missing(unwritten, "the log could not be written"));
                unwritten = 0;
            }
            appender.append(event);
        } catch (RuntimeException | LinkageError failure) {
            lost.incrementAndGet();
            if (unwritten++ == 0) {
                failed.accept(failure.getCause() == null ? failure : failure.getCause());
            }
        }
    }

    @Override
    public void idle() {
        int missing = dropped.getAndSet(0);
        if (missing > 0) {
            write(tooSlow(missing));
        }
    }

    @Override
    public void end() {
        idle();
        appender.stop();
    }

    private static GatewayLogEvent tooSlow(int count) {
        return missing(count, "the log took them too slowly");
    }

    private static GatewayLogEvent missing(int count, String cause) {
        return GatewayLogEvent.now(EventRecord.of(GatewayEvent.EVENTS_MISSING, count, cause));
    }
}
