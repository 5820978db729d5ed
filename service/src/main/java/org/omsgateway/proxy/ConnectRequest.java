package org.omsgateway.proxy;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.omsgateway.policy.Destination;

/** A proper CONNECT request (RFC 9110, section 9.3.6), shown without its secrets. */
final class ConnectRequest {
    private static final Pattern USER_INFORMATION = Pattern.compile("^((?:[a-zA-Z]+://)?)[^/?#]*@");
    private static final Set<String> HARMLESS_HEADERS = Set.of(
            "host", "user-agent", "connection", "proxy-connection", "keep-alive", "via", "accept", "content-length");

    private final HttpRequest head;
    private final Destination destination;

    private ConnectRequest(HttpRequest head, Destination destination) {
        this.head = head;
        this.destination = destination;
    }

    /** @throws RefusedRequestException if {@code head} is not a proper CONNECT */
    static ConnectRequest read(HttpRequest head) throws RefusedRequestException {
        if (head.decoderResult().isFailure()) {
            throw RefusedRequestException.unreadable(head.decoderResult().cause());
        }
        if (!head.method().equals(HttpMethod.CONNECT)) {
            throw new RefusedRequestException(
                    HttpResponseStatus.METHOD_NOT_ALLOWED, "This gateway answers CONNECT only", line(head));
        }
        if (head.protocolVersion().majorVersion() != 1) {
            throw new RefusedRequestException(HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED,
                    "This gateway speaks HTTP/1.1 and HTTP/1.0", line(head) + " " + head.protocolVersion());
        }
        if (hasContent(head.headers())) {
            throw bad("CONNECT has no content", line(head) + " with content");
        }
        if (head.headers().getAll(HttpHeaderNames.HOST).size() > 1) {
            throw bad("There is more than one Host", line(head) + " with several Hosts");
        }
        try {
            return new ConnectRequest(head, Destination.parse(head.uri()));
        } catch (IllegalArgumentException e) {
            throw bad("CONNECT has a wrong target: " + e.getMessage(), line(head) + " (" + e.getMessage() + ")");
        }
    }

    Destination destination() {
        return destination;
    }

    /** The target as the client wrote it: {@code host:port} and nothing else. */
    String target() {
        return head.uri();
    }

    /** The {@code Via} fields: the proxies through which the request has come. */
    List<String> via() {
        return head.headers().getAllAsString(HttpHeaderNames.VIA);
    }

    /** {@code [name, value];[name, value]}, without secrets. */
    String headers() {
        return head.headers().entries().stream()
                .map(header -> "[" + header.getKey() + ", "
                        + (isHarmless(header.getKey()) ? header.getValue() : "***") + "]")
                .collect(Collectors.joining(";"));
    }

    private static boolean hasContent(HttpHeaders headers) {
        return headers.contains(HttpHeaderNames.TRANSFER_ENCODING)
                || headers.contains(HttpHeaderNames.CONTENT_LENGTH)
                        && !"0".equals(headers.get(HttpHeaderNames.CONTENT_LENGTH));
    }

    private static boolean isHarmless(String headerName) {
        return HARMLESS_HEADERS.contains(headerName.toLowerCase(Locale.ROOT));
    }

    private static RefusedRequestException bad(String message, String request) {
        return new RefusedRequestException(HttpResponseStatus.BAD_REQUEST, message, request);
    }

    /** The method and the target, without user information and query, which may be secret. */
    private static String line(HttpRequest head) {
        return head.method() + " " + USER_INFORMATION.matcher(head.uri()).replaceFirst("$1***@")
                .replaceFirst("[?].*", "?***");
    }
}
