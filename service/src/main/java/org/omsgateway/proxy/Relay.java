package org.omsgateway.proxy;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;

/**
 * One direction of a tunnel: what its channel receives goes to the peer. A peer that takes no more stops the reading
 * here; the end of one direction is passed on without ending the other. Both channels are on one event loop.
 */
final class Relay extends ChannelInboundHandlerAdapter {
    private final SocketChannel peer;
    private final IdleWatch idle;

    Relay(Channel peer, IdleWatch idle) {
        this.peer = (SocketChannel) peer;
        this.idle = idle;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        peer.write(message, peer.voidPromise());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        idle.touch();
        peer.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        peer.config().setAutoRead(ctx.channel().isWritable());
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            // Netty drops what is still to be written when an output is shut down: wait for it to be gone.
            peer.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> {
                if (peer.isInputShutdown()) {
                    peer.close();
                    ctx.close();
                } else {
                    peer.shutdownOutput();
                }
            });
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
