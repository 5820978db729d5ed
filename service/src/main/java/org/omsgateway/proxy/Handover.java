package org.omsgateway.proxy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import java.util.List;

/** Hands a channel over to the handlers of its next stage. */
public final class Handover {
    private Handover() {}

    /**
     * Replaces all handlers of {@code channel} by {@code handlers}; on its event loop. A decoder passes on its
     * remaining bytes when it is removed. The old handlers are removed from the last to the first, so these bytes reach
     * only the new handlers.
     */
    public static void to(Channel channel, ChannelHandler... handlers) {
        ChannelPipeline pipeline = channel.pipeline();
        List<ChannelHandler> former = pipeline.toMap().values().stream().toList();
        pipeline.addLast(handlers);
        for (int i = former.size() - 1; i >= 0; i--) {
            pipeline.remove(former.get(i));
        }
    }
}
