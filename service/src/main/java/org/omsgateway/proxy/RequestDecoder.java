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
            if (!canBeginRequest(bytes.getUnsignedByte(bytes.readerIndex()))) {
                // The decoder would wait for the end of a line, which may never come, for example in a TLS record.
                ctx.fireExceptionCaught(beginsTls(bytes)
                        ? RefusedRequestException.tls()
                        : RefusedRequestException.unreadable(new CorruptedFrameException("not HTTP")));
                ReferenceCountUtil.release(message);
                return;
            }
        }
        super.channelRead(ctx, message);
    }

    /** Whether a record of a TLS handshake begins here (RFC 8446, section 5.1): type 22, version 3.x. */
    private static boolean beginsTls(ByteBuf bytes) {
        int first = bytes.readerIndex();
        return bytes.getByte(first) == 22 && (bytes.readableBytes() == 1 || bytes.getByte(first + 1) == 3);
    }

    private static boolean canBeginRequest(int character) {
        return character > ' ' && character < 0x7f || character == '\r' || character == '\n';
    }
}
