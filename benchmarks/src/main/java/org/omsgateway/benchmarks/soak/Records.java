package org.omsgateway.benchmarks.soak;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What became of all uploads. Safe for use by several threads. */
final class Records {
    private final List<Long> nanos = new ArrayList<>();
    private long bytes;
    private long uploads;
    private long excused;
    private boolean broken;
    private long brokenUntilNanos = System.nanoTime();
    private int corrupted;
    private final List<String> unexcused = new ArrayList<>();

    /** Something on the way of uploads is broken from now on. */
    synchronized void breaks() {
        broken = true;
    }

    /** What was broken is whole, and shows no more after {@code tail}. */
    synchronized void mends(Duration tail) {
        broken = false;
        long untilNanos = System.nanoTime() + tail.toNanos();
        brokenUntilNanos = untilNanos - brokenUntilNanos > 0 ? untilNanos : brokenUntilNanos;
    }

    /** How long something that was broken may still show. */
    synchronized Duration tail() {
        return Duration.ofNanos(Math.max(0, brokenUntilNanos - System.nanoTime()));
    }

    synchronized void confirmed(long count, long durationNanos) {
        bytes += count;
        uploads++;
        nanos.add(durationNanos);
    }

    /** @param openedNanos the time at which the agent began to open its tunnel */
    synchronized void failed(IOException cause, long openedNanos) {
        if (cause instanceof Upload.CorruptedException) {
            corrupted++;
        } else if (broken || openedNanos - brokenUntilNanos < 0) {
            excused++;
        } else {
            unexcused.add(cause.toString());
        }
    }

    synchronized long bytes() {
        return bytes;
    }

    synchronized long uploads() {
        return uploads;
    }

    synchronized long excused() {
        return excused;
    }

    synchronized int corrupted() {
        return corrupted;
    }

    /** The failures for which there is no excuse. */
    synchronized List<String> unexcused() {
        return List.copyOf(unexcused);
    }

    /** Within how many milliseconds nine of ten uploads since the last call were confirmed; 0 without uploads. */
    synchronized double p90Millis() {
        List<Long> sorted = nanos.stream().sorted().toList();
        nanos.clear();
        return sorted.isEmpty() ? 0 : sorted.get(sorted.size() * 9 / 10) / 1e6;
    }
}
