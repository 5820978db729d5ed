package org.omsgateway.proxy;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import org.omsgateway.policy.Destination;

/**
 * A proper CONNECT request (RFC 9110, section 9.3.6). The rest of its head, which may take much memory, is not kept.
 *
 * @param via the proxies through which the request has come
 */
record ConnectRequest(Destination destination, Via via) {
    /** @throws RefusedRequestException if {@code head} is not a proper CONNECT */
    static ConnectRequest read(HttpRequest head) throws RefusedRequestException {
        if (head.decoderResult().isFailure()) {
            throw RefusedRequestException.unreadable(head.decoderResult().cause());
        }
        if (!head.method().equals(HttpMethod.CONNECT)) {
            throw new RefusedRequestException(
                    HttpResponseStatus.METHOD_NOT_ALLOWED, "This gateway answers CONNECT only", line(head));
        }
        if (!head.protocolVersion().protocolName().equals(HttpVersion.HTTP_1_1.protocolName())) {
            throw bad("The protocol is not HTTP", line(head) + " (not HTTP)");
        }
        if (head.protocolVersion().majorVersion() != 1) {
            throw new RefusedRequestException(HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED,
                    "This gateway speaks HTTP/1.1 and HTTP/1.0", line(head) + " (neither HTTP/1.1 nor HTTP/1.0)");
        }
        if (head.headers().getAll(HttpHeaderNames.HOST).size() > 1) {
            throw bad("There is more than one Host", line(head) + " with several Hosts");
        }
        try {
            return new ConnectRequest(Destination.parse(head.uri()),
                    new Via(head.headers().getAllAsString(HttpHeaderNames.VIA),
                            head.protocolVersion().text().substring("HTTP/".length())));
        } catch (IllegalArgumentException e) {
            throw bad("CONNECT has a wrong target: " + e.getMessage(),
                    line(head) + " (malformed: " + e.getMessage() + ")");
        }
    }

    private static RefusedRequestException bad(String message, String request) {
        return new RefusedRequestException(HttpResponseStatus.BAD_REQUEST, message, request);
    }

    private static String line(HttpRequest head) {
        return RequestText.method(head.method().name()) + " " + RequestText.target(head.uri());
    }
}
