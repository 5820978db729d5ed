package org.omsgateway.proxy;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;

/**
 * One direction of a tunnel: forwards the bytes of its channel to the peer. Reading pauses while the peer is not
 * writable. The end of one direction is passed on without ending the other. Both channels are on one event loop.
 */
final class Pipe extends ChannelInboundHandlerAdapter {
    private final DuplexChannel peer;
    private final IdleWatch idle;

    Pipe(Channel peer, IdleWatch idle) {
        this.peer = (DuplexChannel) peer;
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
            // Netty drops pending writes when an output is shut down, so wait until they are written.
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
