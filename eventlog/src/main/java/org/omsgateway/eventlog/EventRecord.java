package org.omsgateway.eventlog;

import java.util.Arrays;
import java.util.List;

/**
 * One event with its facts as text, safe for any log.
 *
 * @param event what happened
 * @param facts one for each of {@link GatewayEvent#factNames()}, escaped and of bounded length
 * @param repeats how many more events like this one the record counts; 0 for a single event
 * @param cause the failure behind it, for logs that show stack traces, or null
 */
public record EventRecord(GatewayEvent event, List<String> facts, int repeats, Throwable cause) {
    public EventRecord {
        facts = List.copyOf(facts);
        if (facts.size() != event.factNames().size()) {
            throw new IllegalArgumentException(event + " takes " + event.factNames() + ", not " + facts);
        }
    }

    /**
     * An event of its own. Facts may be text from the network: they are escaped here. An
     * {@link java.net.InetSocketAddress} is shown as {@code ip:port}, an {@link Iterable} as a list separated by
     * commas, a {@link Throwable} as its message, and becomes the cause.
     */
    public static EventRecord of(GatewayEvent event, Object... facts) {
        Throwable cause = null;
        for (Object fact : facts) {
            if (fact instanceof Throwable failure) {
                cause = failure;
            }
        }
        return new EventRecord(event, Arrays.stream(facts).map(EventText::of).toList(), 0, cause);
    }

    /** The same event as a count of {@code count} more. */
    EventRecord repeated(int count) {
        return new EventRecord(event, facts, count, null);
    }

    /** The line's text without time, thread, level and component. */
    public String message() {
        String message = event.message(facts);
        return repeats == 0 ? message : message + " (" + repeats + " more like this)";
    }

    /** The fact called {@code name}, or "" where the event has none of that name. */
    String fact(String name) {
        int index = event.factNames().indexOf(name);
        return index < 0 ? "" : facts.get(index);
    }
}
