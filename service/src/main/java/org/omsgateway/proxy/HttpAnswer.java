package org.omsgateway.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.CharsetUtil;

/** The gateway's own responses, ready for writing. The caller releases them; writing does so. */
final class HttpAnswer {
    private static final ByteBuf CONNECTION_ESTABLISHED = Unpooled.unreleasableBuffer(Unpooled.directBuffer()
            .writeBytes("HTTP/1.1 200 Connection established\r\n\r\n".getBytes(CharsetUtil.US_ASCII))
            .asReadOnly());

    private HttpAnswer() {}

    static ByteBuf connectionEstablished() {
        return CONNECTION_ESTABLISHED.duplicate();
    }

    /** The refusal of a connection over a limit. */
    static ByteBuf noRoom() {
        return refusal(HttpResponseStatus.SERVICE_UNAVAILABLE, "This gateway has no room for further connections");
    }

    /** A refusal that ends the connection; {@code reason} is ASCII and meant for the client's users. */
    static ByteBuf refusal(HttpResponseStatus status, String reason) {
        String extra = status.equals(HttpResponseStatus.METHOD_NOT_ALLOWED) ? "Allow: CONNECT\r\n" : "";
        return Unpooled.copiedBuffer("HTTP/1.1 " + status + "\r\n"
                + "Content-Type: text/plain\r\n"
                + "Content-Length: " + (reason.length() + 1) + "\r\n"
                + extra
                + "Connection: close\r\n\r\n"
                + reason + "\n", CharsetUtil.US_ASCII);
    }
}
