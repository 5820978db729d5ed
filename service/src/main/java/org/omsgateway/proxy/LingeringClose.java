package org.omsgateway.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Ends a connection so that its last words arrive. If a socket is closed while the peer still sends, the connection is
 * reset, and the reset may overtake the response (RFC 9112, section 9.6). Therefore the output is closed first, and the
 * input is read and dropped for a while.
 */
final class LingeringClose extends ChannelInboundHandlerAdapter {
    private static final Duration LINGER = Duration.ofSeconds(2);

    private LingeringClose() {}

    /** Writes and releases {@code lastWords}, replaces all handlers, and closes; on the channel's event loop. */
    static void after(Channel channel, ByteBuf lastWords) {
        Handover.to(channel, new LingeringClose());
        channel.writeAndFlush(lastWords).addListener(written -> {
            DuplexChannel connection = (DuplexChannel) channel;
            if (written.isSuccess() && !connection.isInputShutdown()) {
                connection.shutdownOutput();
            } else {
                channel.close();
            }
        });
        channel.config().setAutoRead(true);
        channel.eventLoop().schedule(() -> channel.close(), LINGER.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether {@code channel} is already closing in this way. */
    static boolean isUnderWay(Channel channel) {
        return channel.pipeline().get(LingeringClose.class) != null;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ReferenceCountUtil.release(message);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent && ((DuplexChannel) ctx.channel()).isOutputShutdown()) {
            ctx.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
