package org.omsgateway.eventlog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Keeps a storm from filling the log. The same warning or error for the same client address and host is passed on once,
 * then as a count each minute. All other events pass at once.
 */
public final class CoalescingEventSink implements EventSink {
    static final Duration WINDOW = Duration.ofMinutes(1);
    /**
     * Estimated bytes of all storms that are kept, which is some 10,000 ordinary storms. Beyond this limit the oldest
     * are written early, so that a client cannot use more memory by naming new and longer hosts.
     */
    static final int MAX_BYTES = 8 << 20;

    private record Key(GatewayEvent event, String clientAddress, String host) {}

    private static final class Storm {
        final EventRecord first;
        final long startNanos;
        int repeats;

        Storm(EventRecord first, long startNanos) {
            this.first = first;
            this.startNanos = startNanos;
        }

        int bytes() {
            return 512 + first.facts().stream().mapToInt(fact -> fact.length() * Character.BYTES).sum();
        }
    }

    private final EventSink next;
    private final LongSupplier nanoTime;
    /** By age: the oldest first. */
    private final Map<Key, Storm> storms = new LinkedHashMap<>();
    private int bytes;

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
                end(storm, due);
            }
            begin(key, record, now);
            while (bytes > MAX_BYTES) {
                Iterator<Storm> oldest = storms.values().iterator();
                Storm evicted = oldest.next();
                oldest.remove();
                end(evicted, due);
            }
        }
        due.forEach(next::report);
        next.report(record);
    }

    /** Writes the counts of the storms whose minute is over; to be called every few seconds. */
    public void flush() {
        flush(WINDOW);
    }

    /** Writes all counts, whatever their age, at the end of the service. */
    public void flushAll() {
        flush(Duration.ZERO);
    }

    private void flush(Duration minAge) {
        long now = nanoTime.getAsLong();
        List<EventRecord> due = new ArrayList<>();
        synchronized (storms) {
            Map<Key, Storm> ended = new LinkedHashMap<>();
            for (Iterator<Map.Entry<Key, Storm>> byAge = storms.entrySet().iterator(); byAge.hasNext();) {
                Map.Entry<Key, Storm> entry = byAge.next();
                if (now - entry.getValue().startNanos < minAge.toNanos()) {
                    break;
                }
                byAge.remove();
                end(entry.getValue(), due);
                ended.put(entry.getKey(), entry.getValue());
            }
            // A storm that lasted a minute is likely to go on: it is counted on without a line of its own.
            ended.forEach((key, storm) -> {
                if (storm.repeats > 0) {
                    begin(key, storm.first, now);
                }
            });
        }
        due.forEach(next::report);
    }

    private void begin(Key key, EventRecord record, long now) {
        // The cause is left out, because a stack trace is too large to keep.
        Storm storm = new Storm(record.repeated(0), now);
        storms.put(key, storm);
        bytes += storm.bytes();
    }

    private void end(Storm storm, List<EventRecord> due) {
        bytes -= storm.bytes();
        if (storm.repeats > 0) {
            due.add(storm.first.repeated(storm.repeats));
        }
    }

    private static boolean canStorm(GatewayEvent event) {
        return event.severity().compareTo(GatewayEvent.Severity.WARN) >= 0 && event.factNames().contains("client");
    }

    private static Key keyOf(EventRecord record) {
        String client = record.fact("client");
        return new Key(record.event(), client.substring(0, Math.max(0, client.lastIndexOf(':'))), record.fact("host"));
    }
}
