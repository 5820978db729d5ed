package org.omsgateway.proxy;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;

/**
 * The reason why a request is not a proper CONNECT. The message is for the client: ASCII, without any text of the
 * client.
 */
final class RefusedRequestException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient HttpResponseStatus status;
    private final String request;

    /** @param request the request for the log, without secrets */
    RefusedRequestException(HttpResponseStatus status, String message, String request) {
        // No stack trace, because any client can cause this exception.
        super(message, null, false, false);
        this.status = status;
        this.request = request;
    }

    /** @param cause the decoder's failure, which is not shown because it may repeat the head and its secrets */
    static RefusedRequestException unreadable(Throwable cause) {
        HttpResponseStatus status = cause instanceof TooLongHttpLineException ? HttpResponseStatus.REQUEST_URI_TOO_LONG
                : cause instanceof TooLongHttpHeaderException ? HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
                : HttpResponseStatus.BAD_REQUEST;
        String problem = status == HttpResponseStatus.BAD_REQUEST ? "not readable as HTTP" : status.reasonPhrase();
        return new RefusedRequestException(status, "The request cannot be understood", "a request that is " + problem);
    }

    /** The client has begun a TLS handshake with the gateway itself. */
    static RefusedRequestException tls() {
        return new RefusedRequestException(HttpResponseStatus.BAD_REQUEST, "This gateway is an http:// proxy",
                "a TLS handshake: the client takes this gateway for an https:// proxy");
    }

    HttpResponseStatus status() {
        return status;
    }

    String request() {
        return request;
    }
}
