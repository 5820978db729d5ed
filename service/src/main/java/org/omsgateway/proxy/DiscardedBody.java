package org.omsgateway.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Promise;

/**
 * Reads the content of a response to its end and drops it, byte by byte, so that no memory is held.
 *
 * <pre>
 * chunked   chunk* last-chunk trailer* CRLF
 * chunk     size(hex) [; extension] CRLF data CRLF
 * </pre>
 */
final class DiscardedBody extends ChannelInboundHandlerAdapter {
    /** In bytes, with all that chunks need. A new connection is cheaper than a longer body. */
    static final int MAX_LENGTH = 64 * 1024;
    private static final int MAX_SIZE_DIGITS = 8;

    private enum State { DATA, SIZE, EXTENSION, DATA_END, TRAILER_START, TRAILER, ENDED, LOST }

    private final boolean chunked;
    private final Promise<Boolean> reusable;
    private State state;
    private long remaining;
    private int digits;
    private int read;

    /** @param reusable completes with whether another request can follow on the connection */
    DiscardedBody(long length, Promise<Boolean> reusable) {
        this.chunked = length == RelayProxyFraming.CHUNKED;
        this.reusable = reusable;
        this.remaining = chunked ? 0 : length;
        this.state = chunked ? State.SIZE : length == 0 ? State.ENDED : length > MAX_LENGTH ? State.LOST : State.DATA;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        ctx.executor().execute(() -> proceed(ctx));
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof ByteBuf bytes) {
            bytes.forEachByte(this::take);
        }
        ReferenceCountUtil.release(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        proceed(ctx);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            reusable.trySuccess(false);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        reusable.trySuccess(false);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        reusable.trySuccess(false);
    }

    private void proceed(ChannelHandlerContext ctx) {
        if (state == State.ENDED || state == State.LOST) {
            reusable.trySuccess(state == State.ENDED);
        } else if (!reusable.isDone()) {
            ctx.read();
        }
    }

    /** Returns whether to go on. */
    private boolean take(byte b) {
        // What follows the end of the content was not asked for.
        state = state == State.ENDED || ++read > MAX_LENGTH ? State.LOST : after(b);
        return state != State.LOST;
    }

    private State after(byte b) {
        return switch (state) {
            case DATA -> --remaining > 0 ? State.DATA : chunked ? State.DATA_END : State.ENDED;
            case DATA_END -> b == '\n' ? State.SIZE : b == '\r' ? State.DATA_END : State.LOST;
            case SIZE -> size(b);
            case EXTENSION -> b == '\n' ? sizeRead() : State.EXTENSION;
            case TRAILER_START -> b == '\n' ? State.ENDED : b == '\r' ? State.TRAILER_START : State.TRAILER;
            case TRAILER -> b == '\n' ? State.TRAILER_START : State.TRAILER;
            default -> State.LOST;
        };
    }

    private State size(byte b) {
        int digit = Character.digit(b, 16);
        if (digit >= 0 && digits < MAX_SIZE_DIGITS) {
            remaining = remaining * 16 + digit;
            digits++;
            return State.SIZE;
        }
        if (digits == 0 || digit >= 0) {
            return State.LOST;
        }
        return b == '\n' ? sizeRead() : State.EXTENSION;
    }

    private State sizeRead() {
        digits = 0;
        return remaining == 0 ? State.TRAILER_START : State.DATA;
    }
}
