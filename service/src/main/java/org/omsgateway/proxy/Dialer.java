package org.omsgateway.proxy;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;

/** Opens connections to destinations. */
@FunctionalInterface
public interface Dialer {
    /**
     * Opens a channel whose bytes are those of the destination's server.
     *
     * @param loop runs the channel, and completes the future
     * @return a channel that does not read by itself (auto-read is off) and allows half-closure; fails with
     *     {@link DialException}, or with {@link MemoryBudget.ExceededException}. Its pipeline may have handlers that
     *     hold early bytes; they pass these bytes on when they are removed ({@link Handover}). Cancelling the future
     *     before it completes closes all connections of the attempt.
     */
    Future<Channel> dial(DialRequest request, EventLoop loop);
}
