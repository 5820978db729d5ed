package org.omsgateway.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.omsgateway.policy.Destination;

/** How heads of requests are read, and how they are shown. */
class ConnectRequestTest {
    private static HttpRequest head(String method, String target, String version) {
        return new DefaultHttpRequest(HttpVersion.valueOf(version), HttpMethod.valueOf(method), target);
    }

    private static HttpRequest connect() {
        return head("CONNECT", "a.example:443", "HTTP/1.1");
    }

    private static RefusedRequestException refusalOf(HttpRequest head) {
        return catchThrowableOfType(RefusedRequestException.class, () -> ConnectRequest.read(head));
    }

    private static HttpRequest unreadable(Exception cause) {
        HttpRequest head = connect();
        head.setDecoderResult(DecoderResult.failure(cause));
        return head;
    }

    @ParameterizedTest
    @CsvSource({
        "a.example:443, HTTP/1.1, a.example, 443",
        "a.example:80, HTTP/1.0, a.example, 80",
        "A.Example.:443, HTTP/1.1, a.example, 443",
        "[::1]:443, HTTP/1.1, 0:0:0:0:0:0:0:1, 443",
    })
    void readsTheDestination(String target, String version, String host, int port) throws Exception {
        ConnectRequest request = ConnectRequest.read(head("CONNECT", target, version));
        assertThat(request.destination()).isEqualTo(new Destination(host, port));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, http://a.example/, HTTP/1.1, 405, GET http://a.example/",
        "GET, https://a.example:8443/x?sig=s3cret, HTTP/1.1, 405, GET https://a.example:8443/***",
        "GET, /, HTTP/1.1, 405, GET /",
        "GET, /s3cret, HTTP/1.1, 405, GET *** (7 characters)",
        "connect, a.example:443, HTTP/1.1, 405, connect a.example:443",
        "s3cret, a.example:443, HTTP/1.1, 405, an unknown method a.example:443",
        "CONNECT, a.example:443, HTTP/2.0, 505, CONNECT a.example:443 (neither HTTP/1.1 nor HTTP/1.0)",
        "CONNECT, a.example:443, s3cret/1.1, 400, CONNECT a.example:443 (not HTTP)",
        "CONNECT, a.example, HTTP/1.1, 400, CONNECT *** (9 characters) (malformed: the port is missing)",
        "CONNECT, [::1]:0443, HTTP/1.1, 400,"
            + " CONNECT [::1]:0443 (malformed: the port is no number between 1 and 65535)",
    })
    void refusesAnImproperConnect(String method, String target, String version, int status, String shown) {
        RefusedRequestException refusal = refusalOf(head(method, target, version));
        assertThat(refusal.status().code()).isEqualTo(status);
        assertThat(refusal.request()).isEqualTo(shown);
        assertThat(refusal.getMessage()).isASCII().doesNotContain("example");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "//user:s3cret@a.example/",
        "user:s3cret@a.example:443",
        "user:a/s3cret@a.example:443",
        "user:a#s3cret@a.example:443",
        "user:s3cret",
        "user%3As3cret%40a.example:443",
        "http://user:s3cret@a.example/",
        "http://user%3As3cret%40a.example/",
        "http://s3cret%2540a.example/",
        "http://s3cret/@a.example/",
        "http://s3cret#@a.example/",
        "http:user:s3cret@a.example",
        "coap+tcp://user:s3cret@a.example",
        "s3cret://a.example",
        "http://a.example/s3cret",
        "http://a.example?s3cret",
        "http://a.example:s3cret/",
        "http://a.example\\s3cret",
        "http://s3cret\u00ef\u00bc\u00a0a.example/",
        "/s3cret", "?s3cret", "#s3cret", "s3cret",
    })
    void showsNothingOfATargetThatMayBeSecret(String target) {
        for (String method : List.of("GET", "CONNECT")) {
            assertThat(refusalOf(head(method, target, "HTTP/1.1")).request())
                    .startsWith(method + " ").doesNotContain("s3cret");
        }
    }

    @Test
    void showsAHostInUtf8AsWhatItIs() {
        String target = new String("bücher.例え.example:443".getBytes(UTF_8), ISO_8859_1);
        assertThat(refusalOf(head("CONNECT", target, "HTTP/1.1")).request())
                .isEqualTo("CONNECT bücher.例え.example:443 (malformed: the host is not a valid name or address)");
        assertThat(refusalOf(head("CONNECT", "b\u00fccher.example:443", "HTTP/1.1")).request())
                .startsWith("CONNECT b\u00fccher.example:443 (");
    }

    @Test
    void refusesSeveralHosts() {
        HttpRequest head = connect();
        head.headers().add("Host", "a").add("Host", "b");
        assertThat(refusalOf(head).status().code()).isEqualTo(400);
        assertThat(refusalOf(head).request()).isEqualTo("CONNECT a.example:443 with several Hosts");
    }

    @Test
    void showsNothingOfAHeadThatCanNotBeRead() {
        RefusedRequestException malformed = refusalOf(unreadable(new IllegalArgumentException("Basic s3cret")));
        assertThat(malformed.status().code()).isEqualTo(400);
        assertThat(malformed.request()).isEqualTo("a request that is not readable as HTTP");
        RefusedRequestException longLine = refusalOf(unreadable(new TooLongHttpLineException("s3cret")));
        assertThat(longLine.status().code()).isEqualTo(414);
        assertThat(longLine.request()).isEqualTo("a request that is Request-URI Too Long");
        RefusedRequestException longHeader = refusalOf(unreadable(new TooLongHttpHeaderException("s3cret")));
        assertThat(longHeader.status().code()).isEqualTo(431);
        assertThat(longHeader.request()).isEqualTo("a request that is Request Header Fields Too Large");
    }

    @Test
    void showsTheHeadersInOrderButOnlyWhatIsHarmless() throws Exception {
        HttpRequest head = connect();
        head.headers().add("HOST", "a.example").add("X-Api-Key", "s3cret").add("Via", "1.1 b").add("via", "1.1 c")
                .add("Proxy-Authorization", "Basic s3cret").add("X-s3cret", "a");
        ConnectRequest request = ConnectRequest.read(head);
        assertThat(RequestText.headers(head.headers())).isEqualTo("[HOST, a.example];[X-Api-Key, ***];[Via, 1.1 b];"
                + "[via, 1.1 c];[Proxy-Authorization, ***];[***, ***]");
        assertThat(request.via().passedOnBy("d")).isEqualTo("1.1 b, 1.1 c, 1.1 d");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Host | a.example:443", "Host | [::1]:443", "User-Agent | curl/7.37.0", "Proxy-Connection | Keep-Alive",
        "User-Agent | Mozilla/5.0 (Windows NT; Windows NT 10.0; en-US) WindowsPowerShell/5.1.17763.1",
        "Via | 1.1 proxy.example:3128 (squid/5.7), HTTP/1.0 b", "Keep-Alive | timeout=5, max=100", "Accept | */*",
        "Via | 1.1 oms-gateway-01234567-89ab-cdef-0123-456789abcdef",
    })
    void showsHarmlessValues(String name, String value) throws Exception {
        assertThat(shown(name, value)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Host | user:s3cret@h", "Host | h:s3cret", "Host | s3cret%40h", "Host | h/s3cret", "Via | 1.1 user:s3cret@p",
        "Via | 1.1 p (s3cret)", "Via | s3cret p", "Via | 1.1 p, 1.1 user:s3cret@p", "User-Agent | user:s3cret@h",
        "User-Agent | a/1 (user:s3cret)", "User-Agent | s3cret", "Connection | s3cret", "Proxy-Connection | s3cret",
        "Keep-Alive | timeout=s3cret", "Accept | s3cret/*", "Accept | */*;q=s3cret", "Cookie | s3cret",
    })
    void hidesValuesThatMayBeSecret(String name, String value) throws Exception {
        assertThat(shown(name, value)).isEqualTo("***");
    }

    private static String shown(String name, String value) throws Exception {
        HttpRequest head = connect();
        head.headers().add(name, value);
        String shown = RequestText.headers(head.headers());
        return shown.substring(("[" + name + ", ").length(), shown.length() - 1);
    }
}
