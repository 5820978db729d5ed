package org.omsgateway.proxy;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.List;
import org.omsgateway.policy.Destination;

/** Opens the way to a destination. */
@FunctionalInterface
public interface Dialer {
    /**
     * Opens a channel whose bytes are those of the destination's server.
     *
     * @param loop runs the channel, and completes the future
     * @return a channel that does not read by itself (auto-read is off) and allows half-closure; fails with
     *     {@link DialException}. Its pipeline may hold handlers with bytes that came early: they hand them on when they
     *     are removed ({@link Handover}). Cancelling the future, while it is under way, closes what was opened.
     */
    Future<Channel> dial(Destination destination, EventLoop loop);

    /** Whether this dialer has sent a request with these {@code Via} fields, so that to dial again would never end. */
    default boolean hasSent(List<String> via) {
        return false;
    }

    /** How the dialer gets there, for events: {@code directly} or {@code via relay proxy host:port}. */
    default String route() {
        return "directly";
    }
}
