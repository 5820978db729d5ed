package org.omsgateway.proxy;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;

/** Why a request is not a proper CONNECT. The message is for the client: ASCII, without what the client sent. */
final class RefusedRequestException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient HttpResponseStatus status;
    private final String request;

    /** @param request for the log: what was asked for, without secrets */
    RefusedRequestException(HttpResponseStatus status, String message, String request) {
        // Any client can cause one: no stack trace.
        super(message, null, false, false);
        this.status = status;
        this.request = request;
    }

    /** @param cause what the decoder says, which may repeat the head and its secrets and is therefore not shown */
    static RefusedRequestException unreadable(Throwable cause) {
        HttpResponseStatus status = cause instanceof TooLongHttpLineException ? HttpResponseStatus.REQUEST_URI_TOO_LONG
                : cause instanceof TooLongHttpHeaderException ? HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
                : HttpResponseStatus.BAD_REQUEST;
        String problem = status == HttpResponseStatus.BAD_REQUEST ? "not readable as HTTP" : status.reasonPhrase();
        return new RefusedRequestException(status, "The request cannot be understood", "a request that is " + problem);
    }

    HttpResponseStatus status() {
        return status;
    }

    String request() {
        return request;
    }
}
