package org.omsgateway.proxy;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.TimeUnit;
import org.omsgateway.eventlog.EventSink;
import org.omsgateway.eventlog.FailureText;
import org.omsgateway.eventlog.GatewayEvent;

/**
 * Handles failures such as "too many open files". A pause lets connections end; an immediate retry would only spin. A
 * socket that fails again and again for another reason is broken, and {@link Listener} opens another one.
 */
final class AcceptFailures extends ChannelInboundHandlerAdapter {
    private static final int BROKEN = 3;

    private final EventSink events;
    private int failures;

    AcceptFailures(EventSink events) {
        this.events = events;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object accepted) {
        failures = 0;
        ctx.fireChannelRead(accepted);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // First of all: without descriptors, even a report may fail because of a class that is not loaded yet.
        ctx.channel().config().setAutoRead(false);
        ctx.executor().schedule(() -> ctx.channel().config().setAutoRead(true), 1, TimeUnit.SECONDS);
        events.report(GatewayEvent.ACCEPT_FAILED, cause);
        failures = FailureText.isShortage(cause) ? 0 : failures + 1;
        if (failures == BROKEN) {
            ctx.close();
        }
    }
}
