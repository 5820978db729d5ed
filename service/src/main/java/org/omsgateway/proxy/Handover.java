package org.omsgateway.proxy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import java.util.List;

/** Gives a channel over to the handlers of its next stage. */
final class Handover {
    private Handover() {}

    /**
     * Puts {@code handlers} in the place of all that are there. A decoder hands on the bytes it still holds when it
     * leaves, so the last one leaves first, and those bytes reach none but the new ones.
     */
    static void to(Channel channel, ChannelHandler... handlers) {
        ChannelPipeline pipeline = channel.pipeline();
        List<ChannelHandler> former = pipeline.toMap().values().stream().toList();
        pipeline.addLast(handlers);
        for (int i = former.size() - 1; i >= 0; i--) {
            pipeline.remove(former.get(i));
        }
    }
}
