package org.omsgateway.proxy;

import io.netty.channel.EventLoop;
import java.util.List;
import java.util.function.Function;
import org.omsgateway.config.RelayProxy;
import org.omsgateway.eventlog.EventSink;
import org.omsgateway.policy.Destination;

/** Several relay proxies in the order in which to use them, and what the dials of all clients have shown of them. */
final class RelayGroup {
    private final List<Relay> relays;
    /** The destination that was last reached or, at first, tried while one of the relay proxies did not serve. */
    private volatile Destination reached;
    private volatile Looped looped;

    /** A request that has come back to this gateway. */
    private record Looped(Destination destination, long nanos) {}

    /** @param dialers makes the dialer through one relay proxy alone */
    RelayGroup(List<RelayProxy> proxies, Function<RelayProxy, Dialer> dialers, Relay.Pauses pauses, EventSink events) {
        relays = proxies.stream()
                .map(proxy -> new Relay(proxy.authority(), dialers.apply(proxy), () -> reached, pauses, events))
                .toList();
    }

    /** All of them, in order. */
    List<Relay> relays() {
        return relays;
    }

    /** {@code loser} does not serve: {@code destination} was reached without it, or it is not there. */
    void lost(Relay loser, String cause, Destination destination, EventLoop loop) {
        reached = destination;
        loser.fails(cause, this::inUse, loop);
    }

    /** {@code winner} has reached {@code destination}. */
    void reached(Relay winner, Destination destination) {
        winner.works();
        for (Relay relay : relays) {
            if (!relay.serves()) {
                reached = destination;
            }
        }
    }

    void looped(Destination destination) {
        looped = new Looped(destination, System.nanoTime());
    }

    /** Whether a request for {@code destination} has come back to this gateway since {@code nanos}. */
    boolean hasLooped(Destination destination, long nanos) {
        Looped last = looped;
        return last != null && last.destination().equals(destination) && last.nanos() - nanos >= 0;
    }

    /** Ends what goes on in the background. */
    void retire() {
        relays.forEach(Relay::retire);
    }

    private String inUse() {
        return relays.stream().filter(Relay::serves).findFirst().map(Relay::authority).orElse("none");
    }
}
