package org.omsgateway.proxy;

import io.netty.handler.codec.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.omsgateway.policy.AddressText;

/**
 * What events show of a request. A client may put a secret anywhere, and wrongly formed requests above all are logged,
 * so only text of a known harmless form is shown. All patterns take linear time.
 */
final class RequestText {
    private static final Set<String> METHODS =
            Set.of("CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE");

    private static final String HOST = "(?:[\\p{L}\\p{M}\\p{N}._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])";
    private static final String PORT = ":[0-9]{1,5}";

    private static final String PRODUCT = "[A-Za-z][A-Za-z0-9._-]*+/[0-9][A-Za-z0-9.+_-]*+";
    private static final String HOP = "(?:HTTP/)?[0-9](?:\\.[0-9])? [A-Za-z0-9._-]++(?:" + PORT + ")?(?: \\(" + PRODUCT
            + "\\))?";
    /** Headers whose values are shown if they match. */
    private static final Map<String, Pattern> HARMLESS_VALUES = Map.of(
            "host", Pattern.compile(HOST + "(?:" + PORT + ")?"),
            "user-agent", Pattern.compile(PRODUCT + "(?: (?:" + PRODUCT + "|\\([A-Za-z0-9 .;,_/-]*+\\)))*+"),
            "connection", Pattern.compile("(?i)close|keep-alive"),
            "proxy-connection", Pattern.compile("(?i)close|keep-alive"),
            "keep-alive", Pattern.compile("(?i)(?:timeout|max)=[0-9]{1,6}(?:, ?(?:timeout|max)=[0-9]{1,6})?"),
            "via", Pattern.compile(HOP + "(?:, ?" + HOP + ")*+"),
            "accept", Pattern.compile("\\*/\\*"),
            "content-length", Pattern.compile("0"));
    /** Further headers whose names are shown. */
    private static final Set<String> KNOWN_NAMES = Set.of("accept-encoding", "accept-language",
            "authorization", "cache-control", "content-type", "cookie", "expect", "forwarded", "origin", "pragma",
            "proxy-authorization", "referer", "te", "trailer", "transfer-encoding", "upgrade", "x-api-key",
            "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto");

    private RequestText() {}

    /** {@code method} if it is one of HTTP's, in any case. */
    static String method(String method) {
        return METHODS.contains(method.toUpperCase(Locale.ROOT)) ? method : "an unknown method";
    }

    /**
     * A target as {@code host:port}, or scheme, host and port of a URL; of any other its length alone.
     *
     * @param target its bytes as Latin-1, as the decoder has them
     */
    static String target(String target) {
        String text = decoded(target);
        if (text.equals("*") || text.equals("/")) {
            return text;
        }
        return text.indexOf(':') > 0 ? AddressText.of(text) : AddressText.lengthOf(text);
    }

    /** {@code [name, value];[name, value]}, with {@code ***} for each name and value that is not known. */
    static String headers(HttpHeaders headers) {
        return headers.entries().stream()
                .map(header -> "[" + name(header.getKey()) + ", " + value(header.getKey(), header.getValue()) + "]")
                .collect(Collectors.joining(";"));
    }

    private static String name(String name) {
        String known = name.toLowerCase(Locale.ROOT);
        return HARMLESS_VALUES.containsKey(known) || KNOWN_NAMES.contains(known) ? name : AddressText.HIDDEN;
    }

    private static String value(String name, String value) {
        Pattern harmless = HARMLESS_VALUES.get(name.toLowerCase(Locale.ROOT));
        String text = decoded(value);
        return harmless != null && harmless.matcher(text).matches() ? text : AddressText.HIDDEN;
    }

    /** UTF-8 if that is what the bytes are, else Latin-1. */
    private static String decoded(String latin1) {
        try {
            byte[] bytes = latin1.getBytes(StandardCharsets.ISO_8859_1);
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return latin1;
        }
    }
}
