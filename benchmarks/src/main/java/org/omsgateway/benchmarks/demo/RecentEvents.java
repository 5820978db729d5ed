package org.omsgateway.benchmarks.demo;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/** Keeps the gateway's last events, for the screen. */
final class RecentEvents extends AbstractAppender {
    /** @param text as in the log file, without time and thread */
    record Event(Level level, String text) {}

    private static final int KEPT = 100;

    private final Deque<Event> events = new ArrayDeque<>();
    private int total;

    RecentEvents() {
        super("recent", null, null, false, Property.EMPTY_ARRAY);
        start();
    }

    @Override
    public synchronized void append(LogEvent event) {
        if (events.size() == KEPT) {
            events.removeFirst();
        }
        events.addLast(new Event(event.getLevel(), event.getLevel() + " " + event.getLoggerName() + " - "
                + event.getMessage().getFormattedMessage()));
        total++;
    }

    /** How many events have been written so far. */
    synchronized int total() {
        return total;
    }

    /** At most the last {@code count} events, oldest first. */
    synchronized List<Event> last(int count) {
        List<Event> all = new ArrayList<>(events);
        return all.subList(Math.max(0, all.size() - count), all.size());
    }
}
