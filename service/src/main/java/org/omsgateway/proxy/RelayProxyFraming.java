package org.omsgateway.proxy;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What the head of a response says about the end of its content and about the connection (RFC 9112, sections 6.3 and
 * 9.3). Anything doubtful means that the connection is of no further use.
 *
 * @param length of the content in bytes; {@link #CHUNKED}, or {@link #NONE} if no field says so
 * @param closes whether the connection ends with the response
 */
record RelayProxyFraming(long length, boolean closes) {
    static final long CHUNKED = -1;
    static final long NONE = -2;
    static final RelayProxyFraming OF_HTTP_1_1 = new RelayProxyFraming(NONE, false);
    static final RelayProxyFraming OF_HTTP_1_0 = new RelayProxyFraming(NONE, true);
    static final RelayProxyFraming UNKNOWN = OF_HTTP_1_0;

    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,15}");

    /** Adds what a field says. */
    RelayProxyFraming with(String name, String value) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "connection", "proxy-connection" -> withConnection(value);
            case "content-length" -> LENGTH.matcher(value).matches() && (length == NONE || isLength(value))
                    ? new RelayProxyFraming(Long.parseLong(value), closes) : UNKNOWN;
            case "transfer-encoding" -> length == NONE && value.equalsIgnoreCase("chunked")
                    ? new RelayProxyFraming(CHUNKED, closes) : UNKNOWN;
            default -> this;
        };
    }

    /** Whether another request can follow on the connection once the content has been read. */
    boolean isReusable() {
        return !closes && length != NONE;
    }

    private boolean isLength(String value) {
        return length == Long.parseLong(value);
    }

    private RelayProxyFraming withConnection(String value) {
        boolean says = Arrays.stream(value.split(",")).map(String::strip).anyMatch("close"::equalsIgnoreCase);
        boolean keeps = Arrays.stream(value.split(",")).map(String::strip).anyMatch("keep-alive"::equalsIgnoreCase);
        return new RelayProxyFraming(length, says || closes && !keeps);
    }
}
