package org.omsgateway.proxy;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.List;
import org.omsgateway.policy.Destination;

/** Opens the way to a destination. */
public interface Dialer {
    /**
     * Opens a channel whose bytes are those of the destination's server.
     *
     * @param loop runs the channel, and completes the future
     * @return a channel that does not read by itself (auto-read is off) and allows half-closure; fails with
     *     {@link DialException}. Its pipeline may hold handlers with bytes that came early: they hand them on when they
     *     are removed. Cancelling it, while it is under way, closes what was opened.
     */
    Future<Channel> dial(Destination destination, EventLoop loop);

    /**
     * Whether a request with the {@code Via} fields {@code via} was sent by this dialer, so that to dial again would
     * never end.
     */
    default boolean hasSent(List<String> via) {
        return false;
    }

    /** How the dialer gets there, for events: {@code directly} or {@code via relay proxy host:port}. */
    String route();
}
