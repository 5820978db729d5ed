package org.omsgateway.proxy;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import org.omsgateway.eventlog.EventSink;
import org.omsgateway.eventlog.GatewayEvent;

/**
 * A stage of a client's connection. A failure ends the connection; only a fault of the program and a want of memory are
 * events.
 */
abstract class Stage extends ChannelInboundHandlerAdapter {
    private final EventSink events;

    Stage(EventSink events) {
        this.events = events;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof MemoryBudget.ExceededException) {
            events.report(GatewayEvent.CONNECTION_LIMIT, ctx.channel().remoteAddress(), MemoryBudget.NAME);
            LingeringClose.after(ctx.channel(), HttpAnswer.noRoom());
            return;
        }
        if (!(cause instanceof IOException)) {
            events.report(GatewayEvent.APPLICATION_ERROR, cause);
        }
        ctx.close();
    }
}
