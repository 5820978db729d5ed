package org.omsgateway.eventlog;

import java.util.Optional;

/** How many more lines of one origin are written within a minute. The rest is counted, and the last of it kept. */
final class LineLimit {
    final long startNanos;
    private final EventRecord.Scope scope;
    private int room;
    private int withheld;
    private EventRecord last;

    LineLimit(EventRecord.Scope scope, int room, long startNanos) {
        this.scope = scope;
        this.room = room;
        this.startNanos = startNanos;
    }

    boolean hasRoom() {
        return room > 0;
    }

    /** Takes the room for one line, or counts {@code count} events as withheld and returns false. */
    boolean take(EventRecord record, int count) {
        if (room > 0) {
            room--;
            return true;
        }
        withheld += count;
        last = record.withoutCause();
        return false;
    }

    /** The line that says how many events were withheld; none if none were. */
    Optional<EventRecord> summary() {
        return withheld == 0 ? Optional.empty() : Optional.of(last.repeated(withheld, scope));
    }
}
