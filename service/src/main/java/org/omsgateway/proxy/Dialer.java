package org.omsgateway.proxy;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.Optional;
import org.omsgateway.policy.Destination;

/** Opens connections to destinations. */
@FunctionalInterface
public interface Dialer {
    /**
     * Opens a channel whose bytes are those of the destination's server.
     *
     * @param requester for whom the dialer dials
     * @param loop runs the channel, and completes the future
     * @return a channel that does not read by itself (auto-read is off) and allows half-closure; fails with
     *     {@link DialException}, or with {@link MemoryBudget.ExceededException}. Its pipeline may have handlers that
     *     hold early bytes; they pass these bytes on when they are removed ({@link Handover}). Cancelling the future
     *     before it completes closes all connections of the attempt.
     */
    Future<Channel> dial(Destination destination, Requester requester, EventLoop loop);

    /**
     * As {@link #dial(Destination, Requester, EventLoop)}, for the request of a client that may be a proxy itself.
     *
     * @param via matters only if this dialer passes the request on
     */
    default Future<Channel> dial(Destination destination, Requester requester, Via via, EventLoop loop) {
        return dial(destination, requester, loop);
    }

    /** The relay proxy, {@code host:port}, that this dialer goes through. */
    default Optional<String> relay() {
        return Optional.empty();
    }

    /** The dialer's route, for events: {@code directly} or {@code via relay proxy host:port}. */
    default String route() {
        return relay().map(relay -> "via relay proxy " + relay).orElse("directly");
    }
}
