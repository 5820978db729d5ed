package org.omsgateway.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import org.omsgateway.proxy.ClientConnection.End;
import org.omsgateway.tls.Side;

/**
 * One direction of a tunnel: forwards the bytes of its channel to the peer. Reading pauses while the peer is not
 * writable. The end of one direction is passed on without ending the other. Both channels are on one event loop.
 */
final class Pipe extends ChannelInboundHandlerAdapter {
    private final Side sender;
    private final DuplexChannel peer;
    private final ClientConnection connection;
    private int unreported;

    /** @param sender whose bytes go to {@code peer} */
    Pipe(Side sender, Channel peer, ClientConnection connection) {
        this.sender = sender;
        this.peer = (DuplexChannel) peer;
        this.connection = connection;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        unreported += ((ByteBuf) message).readableBytes();
        peer.write(message, peer.voidPromise());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        connection.forwarded(sender, unreported);
        unreported = 0;
        peer.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        peer.config().setAutoRead(ctx.channel().isWritable());
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            connection.ends(sender == Side.CLIENT ? End.CLIENT_CLOSED : End.SERVER_CLOSED);
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
        connection.ends(sender == Side.CLIENT ? End.CLIENT_RESET : End.SERVER_RESET);
        ctx.close();
    }
}
