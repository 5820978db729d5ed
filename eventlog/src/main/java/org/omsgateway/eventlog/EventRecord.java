package org.omsgateway.eventlog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One event with its facts as text, safe for any log.
 *
 * @param event what happened
 * @param facts one for each of {@link GatewayEvent#factNames()}, escaped and of bounded length
 * @param repeats how many further events the record stands for; 0 for an event of its own
 * @param scope what these further events have in common; of no meaning where there are none
 * @param cause the failure behind it, for logs that show stack traces, or null
 */
public record EventRecord(GatewayEvent event, List<String> facts, int repeats, Scope scope, Throwable cause) {
    /** What the further events of a record have in common with it. */
    public enum Scope {
        /** All facts but the client's port and the tunnel's number. */
        SAME,
        /** The client's network. */
        CLIENT,
        /** Nothing. */
        ALL_CLIENTS
    }

    /** The length of the prefix of an IPv6 network that counts as one client, in 16-bit groups. */
    private static final int NETWORK_GROUPS = 4;

    public EventRecord {
        facts = List.copyOf(facts);
        if (facts.size() != event.factNames().size()) {
            throw new IllegalArgumentException(event + " takes " + event.factNames() + ", not " + facts);
        }
    }

    /**
     * An event of its own. Facts may be text from the network: they are escaped here. An
     * {@link java.net.InetSocketAddress} is shown as {@code ip:port}, an {@link Iterable} as a list separated by
     * commas, a {@link Throwable} as its message. The cause is kept only for a fault of the program: elsewhere the
     * message says all that an administrator needs.
     */
    public static EventRecord of(GatewayEvent event, Object... facts) {
        Throwable cause = event.isFaultOfProgram()
                ? (Throwable) Arrays.stream(facts).filter(Throwable.class::isInstance).findFirst().orElse(null) : null;
        List<String> texts = Arrays.stream(facts).map(EventText::of).toList();
        return new EventRecord(event, event.quote(texts), 0, Scope.SAME, cause);
    }

    /** The same event standing for {@code count} further ones. */
    EventRecord repeated(int count, Scope scope) {
        return new EventRecord(event, facts, count, scope, null);
    }

    /** The same event without the failure behind it. */
    EventRecord withoutCause() {
        return cause == null ? this : new EventRecord(event, facts, repeats, scope, null);
    }

    /** The line's text without time, thread, level and component. */
    public String message() {
        String message = event.message(facts);
        if (repeats == 0) {
            return message;
        }
        return switch (scope) {
            case SAME -> message + " (" + repeats + " more like this)";
            case CLIENT -> "and " + repeats + " further warnings of this client, the last: " + message;
            case ALL_CLIENTS -> "and " + repeats + " further warnings of all clients, the last: " + message;
        };
    }

    /** The fact called {@code name}, or "" where the event has none of that name. */
    String fact(String name) {
        int index = event.factNames().indexOf(name);
        return index < 0 ? "" : facts.get(index);
    }

    /** The facts without what differs from connection to connection: the client's port, the tunnel's number. */
    List<String> lastingFacts() {
        List<String> lasting = new ArrayList<>(facts);
        int client = event.factNames().indexOf("client");
        if (client >= 0) {
            lasting.set(client, clientAddress());
        }
        int tunnel = event.factNames().indexOf("tunnel");
        if (tunnel >= 0) {
            lasting.set(tunnel, "");
        }
        return lasting;
    }

    /**
     * What counts as one client: an IPv4 address, or the /64 of an IPv6 address, as a single machine has all addresses
     * of it at its disposal; "" where the event has no client.
     */
    String clientNetwork() {
        String address = clientAddress();
        if (!address.startsWith("[")) {
            return address;
        }
        // As Java writes it, an address has all eight groups.
        String[] groups = address.substring(1).split("[:%\\]]");
        return String.join(":", Arrays.asList(groups).subList(0, Math.min(NETWORK_GROUPS, groups.length)));
    }

    private String clientAddress() {
        String client = fact("client");
        return client.substring(0, Math.max(0, client.lastIndexOf(':')));
    }
}
