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
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;

/**
 * Reads one request head of at most 8 KiB. The decoder keeps the bytes after the head unparsed, for example a
 * ClientHello in the same segment, and passes them on when it is removed. A head is parsed only once it is whole,
 * because its parsed form takes up to thirty times its memory.
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

    /** In bytes. */
    private static final int MAX_HEAD = 8 * 1024;
    /** In bytes. A CONNECT line with the longest host name has less than 300. */
    private static final int MAX_FIRST_LINE = 1024;

    private final WaitingBytes head;
    private final HeadEnd end = new HeadEnd();
    private boolean begun;
    private boolean whole;

    RequestDecoder(MemoryBudget memory) {
        super(new HttpDecoderConfig().setMaxInitialLineLength(MAX_FIRST_LINE)
                .setMaxHeaderSize(MAX_HEAD - MAX_FIRST_LINE).setStrictLineParsing(false));
        setSingleDecode(true);
        head = new WaitingBytes(memory);
    }

    /** Whether the client has sent any bytes yet. */
    boolean hasBegun() {
        return begun;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        if (whole || !(message instanceof ByteBuf bytes) || !bytes.isReadable()) {
            super.channelRead(ctx, message);
            return;
        }
        int first = bytes.getUnsignedByte(bytes.readerIndex());
        if (!begun && !canBeginRequest(first)) {
            // The end of a head, which may never come, for example in a TLS record, need not be waited for.
            bytes.release();
            ctx.fireExceptionCaught(first == TLS_HANDSHAKE
                    ? RefusedRequestException.tls()
                    : RefusedRequestException.unreadable(new CorruptedFrameException("not HTTP")));
            return;
        }
        begun = true;
        whole = end.isIn(bytes);
        head.add(ctx.alloc(), bytes);
        if (whole) {
            super.channelRead(ctx, head.takeAll());
        } else if (head.length() > MAX_HEAD) {
            ctx.fireExceptionCaught(RefusedRequestException.unreadable(
                    end.hasLine() ? new TooLongHttpHeaderException() : new TooLongHttpLineException()));
        } else if (!head.charge()) {
            ctx.fireExceptionCaught(new MemoryBudget.ExceededException());
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
        super.channelReadComplete(ctx);
        if (!whole) {
            ctx.read();
        }
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext ctx) throws Exception {
        head.release();
        super.handlerRemoved0(ctx);
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

    /** Looks for the empty line that ends a head. Lines may end with LF alone (RFC 9112, section 2.2). */
    private static final class HeadEnd {
        private boolean inHead;
        private boolean inLine;
        private boolean hasLine;

        boolean isIn(ByteBuf bytes) {
            for (int i = bytes.readerIndex(); i < bytes.writerIndex(); i++) {
                byte next = bytes.getByte(i);
                if (next == '\n') {
                    if (inHead && !inLine) {
                        return true;
                    }
                    hasLine |= inHead;
                    inLine = false;
                } else if (next != '\r') {
                    inHead |= (next & 0xff) > ' ';
                    inLine = inHead;
                }
            }
            return false;
        }

        boolean hasLine() {
            return hasLine;
        }
    }
}
