package org.omsgateway.eventlog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Keeps a storm from filling the log. Warnings and errors that agree in all facts but the client's port and the
 * tunnel's number are passed on once, then as a count each minute, with the latest of them. What differs is passed on
 * too, up to a number of lines a minute for each client and for all of them; one line then says how many more there
 * were. All else passes at once.
 */
final class Coalescer {
    static final Duration WINDOW = Duration.ofMinutes(1);
    static final int LINES_OF_CLIENT = 20;
    static final int LINES_OF_ALL = 1200;
    /** Estimated bytes of the storms told apart at a time. Past it the counts of the oldest are written early. */
    static final int MAX_BYTES = 8 << 20;

    private record Key(GatewayEvent event, List<String> facts) {}

    private static final class Storm {
        final long startNanos;
        final int bytes;
        EventRecord latest;
        int repeats;

        Storm(EventRecord first, long startNanos) {
            this.latest = first;
            this.startNanos = startNanos;
            this.bytes = 512 + 2 * first.facts().stream().mapToInt(fact -> fact.length() * Character.BYTES).sum();
        }
    }

    private final Consumer<EventRecord> next;
    private final LongSupplier nanoTime;
    /** By age: the oldest first. */
    private final Map<Key, Storm> storms = new LinkedHashMap<>();
    /** By age: the oldest first. */
    private final Map<String, LineLimit> clients = new LinkedHashMap<>();
    private LineLimit all;
    private int bytes;

    /** @param nanoTime a clock such as {@link System#nanoTime} */
    Coalescer(Consumer<EventRecord> next, LongSupplier nanoTime) {
        this.next = next;
        this.nanoTime = nanoTime;
        this.all = limitOfAll(nanoTime.getAsLong());
    }

    /** Takes an event from any thread. */
    void report(EventRecord record) {
        if (!canStorm(record.event())) {
            next.accept(record);
            return;
        }
        List<EventRecord> due = new ArrayList<>(1);
        synchronized (storms) {
            coalesce(record, due);
        }
        due.forEach(next);
    }

    /** Writes the counts whose minute is over; to be called every few seconds. */
    void flush() {
        List<EventRecord> due = new ArrayList<>();
        synchronized (storms) {
            long now = nanoTime.getAsLong();
            renewAll(now, due);
            clients.values().removeIf(limit -> ends(limit, now, due));
            endOldStorms(now, due);
        }
        due.forEach(next);
    }

    /** Writes all counts, however fresh, and forgets what was being counted. */
    void flushAll() {
        List<EventRecord> due = new ArrayList<>();
        synchronized (storms) {
            storms.values().forEach(storm -> end(storm, due));
            storms.clear();
            bytes = 0;
            clients.values().forEach(limit -> limit.summary().ifPresent(due::add));
            clients.clear();
            all.summary().ifPresent(due::add);
            all = limitOfAll(nanoTime.getAsLong());
        }
        due.forEach(next);
    }

    private void coalesce(EventRecord record, List<EventRecord> due) {
        long now = nanoTime.getAsLong();
        Key key = new Key(record.event(), record.lastingFacts());
        Storm storm = storms.get(key);
        if (storm != null && !isOver(storm.startNanos, now)) {
            storm.repeats++;
            storm.latest = record.withoutCause();
            return;
        }
        if (storm != null) {
            storms.remove(key);
            end(storm, due);
        }
        if (takesLine(record, now, due)) {
            begin(key, record, now);
            evictOldest(due);
            due.add(record);
        }
    }

    private boolean takesLine(EventRecord record, long now, List<EventRecord> due) {
        renewAll(now, due);
        String client = record.clientNetwork();
        // Without room for anybody no client needs a limit of its own, so a flood of clients takes no memory.
        if (all.hasRoom() && !client.isEmpty()) {
            LineLimit limit = clients.get(client);
            if (limit == null || ends(limit, now, due)) {
                limit = new LineLimit(EventRecord.Scope.CLIENT, LINES_OF_CLIENT, now);
                clients.remove(client);
                clients.put(client, limit);
            }
            if (!limit.take(record, 1)) {
                return false;
            }
        }
        return all.take(record, 1);
    }

    private void renewAll(long now, List<EventRecord> due) {
        if (ends(all, now, due)) {
            all = limitOfAll(now);
        }
    }

    private boolean ends(LineLimit limit, long now, List<EventRecord> due) {
        boolean over = isOver(limit.startNanos, now);
        if (over) {
            limit.summary().ifPresent(due::add);
        }
        return over;
    }

    private void begin(Key key, EventRecord record, long now) {
        // Without its cause: a stack trace is too much to keep.
        Storm storm = new Storm(record.withoutCause(), now);
        storms.put(key, storm);
        bytes += storm.bytes;
    }

    private void end(Storm storm, List<EventRecord> due) {
        bytes -= storm.bytes;
        if (storm.repeats > 0 && all.take(storm.latest, storm.repeats)) {
            due.add(storm.latest.repeated(storm.repeats, EventRecord.Scope.SAME));
        }
    }

    private void endOldStorms(long now, List<EventRecord> due) {
        Map<Key, Storm> ended = new LinkedHashMap<>();
        for (Iterator<Map.Entry<Key, Storm>> byAge = storms.entrySet().iterator(); byAge.hasNext();) {
            Map.Entry<Key, Storm> entry = byAge.next();
            if (!isOver(entry.getValue().startNanos, now)) {
                break;
            }
            byAge.remove();
            end(entry.getValue(), due);
            ended.put(entry.getKey(), entry.getValue());
        }
        // One that went on all minute is likely to go on: it keeps being counted without a line of its own.
        ended.forEach((key, storm) -> {
            if (storm.repeats > 0) {
                begin(key, storm.latest, now);
            }
        });
    }

    private void evictOldest(List<EventRecord> due) {
        for (Iterator<Storm> byAge = storms.values().iterator(); bytes > MAX_BYTES && byAge.hasNext();) {
            Storm oldest = byAge.next();
            byAge.remove();
            end(oldest, due);
        }
    }

    private static LineLimit limitOfAll(long now) {
        return new LineLimit(EventRecord.Scope.ALL_CLIENTS, LINES_OF_ALL, now);
    }

    private static boolean isOver(long startNanos, long now) {
        return now - startNanos >= WINDOW.toNanos();
    }

    /** Wrong settings are never held back: the administrator who made them looks for the line. */
    private static boolean canStorm(GatewayEvent event) {
        return event.severity().compareTo(GatewayEvent.Severity.WARN) >= 0 && event != GatewayEvent.WRONG_CONFIGURATION;
    }
}
