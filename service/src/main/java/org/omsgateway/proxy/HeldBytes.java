package org.omsgateway.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.ReferenceCountUtil;

/**
 * Holds the bytes that a client sends while the gateway dials, and passes them on when it is removed. The handler goes
 * on reading, because only a read shows that the client has gone.
 */
final class HeldBytes extends ChannelInboundHandlerAdapter {
    /** The maximum length of a ClientHello. After more bytes, reading pauses. */
    private static final int MAX_BYTES = 16 * 1024;

    private final WaitingBytes held;

    HeldBytes(MemoryBudget memory) {
        held = new WaitingBytes(memory);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        ctx.read();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof ByteBuf bytes) {
            held.add(ctx.alloc(), bytes);
            if (!held.charge()) {
                held.release();
                ctx.fireExceptionCaught(new MemoryBudget.ExceededException());
            }
        } else {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (held.length() < MAX_BYTES) {
            ctx.read();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            // A client that sends no more gets no tunnel, so nobody will need its bytes.
            held.release();
        }
        ctx.fireUserEventTriggered(event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        held.release();
        ctx.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        if (held.length() > 0) {
            ctx.fireChannelRead(held.takeAll());
            ctx.fireChannelReadComplete();
        } else {
            held.release();
        }
    }
}
