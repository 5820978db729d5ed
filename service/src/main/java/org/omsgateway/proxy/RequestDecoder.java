package org.omsgateway.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.util.ReferenceCountUtil;

/**
 * Reads one request head. The decoder keeps the bytes after the head unparsed, for example a ClientHello in the same
 * segment, and passes them on when it is removed.
 */
final class RequestDecoder extends HttpRequestDecoder {
    /** The type of a handshake's record (RFC 8446, section 5.1), its first byte; more may come in a later segment. */
    private static final int TLS_HANDSHAKE = 22;

    private boolean begun;

    RequestDecoder() {
        super(HeadLimits.newDecoderConfig());
        setSingleDecode(true);
    }

    /** Whether the client has sent any bytes yet. */
    boolean hasBegun() {
        return begun;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        if (!begun && message instanceof ByteBuf bytes && bytes.isReadable()) {
            begun = true;
            int first = bytes.getUnsignedByte(bytes.readerIndex());
            if (!canBeginRequest(first)) {
                // The decoder would wait for the end of a line, which may never come, for example in a TLS record.
                ctx.fireExceptionCaught(first == TLS_HANDSHAKE
                        ? RefusedRequestException.tls()
                        : RefusedRequestException.unreadable(new CorruptedFrameException("not HTTP")));
                ReferenceCountUtil.release(message);
                return;
            }
        }
        super.channelRead(ctx, message);
    }

    private static boolean canBeginRequest(int character) {
        return character > ' ' && character < 0x7f || character == '\r' || character == '\n';
    }
}
