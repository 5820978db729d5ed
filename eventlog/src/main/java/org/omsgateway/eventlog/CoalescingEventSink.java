package org.omsgateway.eventlog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Keeps a storm from filling the log: the same warning or error for the same client address and host is passed on
 * once, then as a count each minute. All else passes at once.
 */
public final class CoalescingEventSink implements EventSink {
    static final Duration WINDOW = Duration.ofMinutes(1);
    /** Storms told apart at a time; past it, the oldest is written out early, so memory stays bounded. */
    static final int MAX_STORMS = 10_000;

    private record Key(GatewayEvent event, String clientAddress, String host) {}

    private static final class Storm {
        final EventRecord first;
        final long startNanos;
        int repeats;

        Storm(EventRecord first, long startNanos) {
            this.first = first;
            this.startNanos = startNanos;
        }
    }

    private final EventSink next;
    private final LongSupplier nanoTime;
    private final Map<Key, Storm> storms = new LinkedHashMap<>();

    /** @param nanoTime a clock such as {@link System#nanoTime} */
    public CoalescingEventSink(EventSink next, LongSupplier nanoTime) {
        this.next = next;
        this.nanoTime = nanoTime;
    }

    @Override
    public boolean isEnabled(GatewayEvent event) {
        return next.isEnabled(event);
    }

    @Override
    public void report(EventRecord record) {
        if (!canStorm(record.event())) {
            next.report(record);
            return;
        }
        long now = nanoTime.getAsLong();
        List<EventRecord> due = new ArrayList<>(1);
        synchronized (storms) {
            Key key = keyOf(record);
            Storm storm = storms.get(key);
            if (storm != null && now - storm.startNanos < WINDOW.toNanos()) {
                storm.repeats++;
                return;
            }
            if (storm != null) {
                storms.remove(key);
                addCount(storm, due);
            } else if (storms.size() == MAX_STORMS) {
                addCount(removeOldest(), due);
            }
            storms.put(key, new Storm(record, now));
        }
        due.forEach(next::report);
        next.report(record);
    }

    /** Writes the counts of the storms whose minute is over; to be called every few seconds. */
    public void flush() {
        flush(WINDOW);
    }

    /** Writes all counts, however fresh: for the end of the service. */
    public void flushAll() {
        flush(Duration.ZERO);
    }

    private void flush(Duration minAge) {
        long now = nanoTime.getAsLong();
        List<EventRecord> due = new ArrayList<>();
        synchronized (storms) {
            Map<Key, Storm> continuing = new LinkedHashMap<>();
            for (Iterator<Map.Entry<Key, Storm>> all = storms.entrySet().iterator(); all.hasNext();) {
                Map.Entry<Key, Storm> entry = all.next();
                Storm storm = entry.getValue();
                // Insertion order is age order, so the first fresh one ends the search.
                if (now - storm.startNanos < minAge.toNanos()) {
                    break;
                }
                all.remove();
                if (storm.repeats > 0) {
                    continuing.put(entry.getKey(), new Storm(storm.first, now));
                    addCount(storm, due);
                }
            }
            storms.putAll(continuing);
        }
        due.forEach(next::report);
    }

    private static boolean canStorm(GatewayEvent event) {
        return event.severity().compareTo(GatewayEvent.Severity.WARN) >= 0 && event.factNames().contains("client");
    }

    private static Key keyOf(EventRecord record) {
        String client = record.fact("client");
        return new Key(record.event(), client.substring(0, Math.max(0, client.lastIndexOf(':'))), record.fact("host"));
    }

    private Storm removeOldest() {
        Iterator<Storm> oldest = storms.values().iterator();
        Storm storm = oldest.next();
        oldest.remove();
        return storm;
    }

    private static void addCount(Storm storm, List<EventRecord> due) {
        if (storm.repeats > 0) {
            due.add(storm.first.repeated(storm.repeats));
        }
    }
}
