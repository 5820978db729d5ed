package org.omsgateway.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.util.ReferenceCountUtil;

/**
 * Reads one request head of at most 8 KiB. The decoder keeps the bytes after the head unparsed, for example a
 * ClientHello in the same segment, and passes them on when it is removed.
 *
 * <p>Takes what real clients send: lines that end with LF alone, and CONNECT with a Content-Length or a
 * Transfer-Encoding, which mean nothing because CONNECT has no content (RFC 9110, section 9.3.6). This leniency does
 * not open request smuggling, which needs another server that reads the same bytes and finds another end of the
 * request: only the parsed destination and {@link Via} are passed on, in a head that the gateway writes anew; and no
 * second request follows on a connection, because all later bytes must be a TLS handshake.
 */
final class RequestDecoder extends HttpRequestDecoder {
    /** The type of a handshake's record (RFC 8446, section 5.1), its first byte; more may come in a later segment. */
    private static final int TLS_HANDSHAKE = 22;

    /** In bytes. A CONNECT line with the longest host name has less than 300. */
    private static final int MAX_FIRST_LINE = 1024;
    /** In bytes. */
    private static final int MAX_HEADERS = 8 * 1024 - MAX_FIRST_LINE;

    private boolean begun;

    RequestDecoder() {
        super(new HttpDecoderConfig().setMaxInitialLineLength(MAX_FIRST_LINE).setMaxHeaderSize(MAX_HEADERS)
                .setStrictLineParsing(false));
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

    @Override
    protected HttpMessage createMessage(String[] initialLine) throws Exception {
        HttpMessage message = super.createMessage(initialLine);
        return message instanceof HttpRequest request && request.method().equals(HttpMethod.CONNECT)
                ? new DefaultHttpRequest(
                        request.protocolVersion(), request.method(), request.uri(), new HeadersWithoutContent())
                : message;
    }

    /** Drops the fields about a content, before the decoder tries to understand them. */
    private static final class HeadersWithoutContent extends DefaultHttpHeaders {
        @Override
        public HttpHeaders add(CharSequence name, Object value) {
            return HttpHeaderNames.CONTENT_LENGTH.contentEqualsIgnoreCase(name)
                    || HttpHeaderNames.TRANSFER_ENCODING.contentEqualsIgnoreCase(name) ? this : super.add(name, value);
        }
    }

    private static boolean canBeginRequest(int character) {
        return character > ' ' && character < 0x7f || character == '\r' || character == '\n';
    }
}
