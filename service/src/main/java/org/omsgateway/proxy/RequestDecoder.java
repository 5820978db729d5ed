package org.omsgateway.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.util.ReferenceCountUtil;

/**
 * Reads one request head. What follows it, perhaps a ClientHello in the same segment, is kept as it is and handed on
 * when the decoder is removed.
 */
final class RequestDecoder extends HttpRequestDecoder {
    private boolean begun;

    RequestDecoder() {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(ClientPipeline.MAX_FIRST_LINE)
                .setMaxHeaderSize(ClientPipeline.MAX_HEADERS));
        setSingleDecode(true);
    }

    /** Whether the client has sent anything yet. */
    boolean hasBegun() {
        return begun;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        if (!begun && message instanceof ByteBuf bytes && bytes.isReadable()) {
            begun = true;
            if (!canBeginRequest(bytes.getUnsignedByte(bytes.readerIndex()))) {
                // The decoder would wait for the end of a line, which a TLS record, say, may never bring.
                ReferenceCountUtil.release(message);
                ctx.fireExceptionCaught(new CorruptedFrameException("not HTTP"));
                return;
            }
        }
        super.channelRead(ctx, message);
    }

    private static boolean canBeginRequest(int character) {
        return character > ' ' && character < 0x7f || character == '\r' || character == '\n';
    }
}
