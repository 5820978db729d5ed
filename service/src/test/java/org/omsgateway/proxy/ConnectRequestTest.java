package org.omsgateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        assertThat(request.target()).isEqualTo(target);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, http://a.example/, HTTP/1.1, 405, GET http://a.example/",
        "GET, http://user:s3cret@a.example/x?sig=s3cret, HTTP/1.1, 405, GET http://***@a.example/x?***",
        "connect, a.example:443, HTTP/1.1, 405, connect a.example:443",
        "CONNECT, a.example:443, HTTP/2.0, 505, CONNECT a.example:443 HTTP/2.0",
        "CONNECT, a.example, HTTP/1.1, 400, CONNECT a.example (the port is missing)",
        "CONNECT, user:s3cret@a.example:443, HTTP/1.1, 400,"
            + " CONNECT ***@a.example:443 (the host is not a valid name or address)",
    })
    void refusesAnImproperConnect(String method, String target, String version, int status, String shown) {
        RefusedRequestException refusal = refusalOf(head(method, target, version));
        assertThat(refusal.status().code()).isEqualTo(status);
        assertThat(refusal.request()).isEqualTo(shown);
        assertThat(refusal.getMessage()).isASCII().doesNotContain("example");
    }

    @ParameterizedTest
    @CsvSource({"Content-Length, 5", "Content-Length, x", "Transfer-Encoding, chunked", "Transfer-Encoding, identity"})
    void refusesContent(String name, String value) {
        HttpRequest head = connect();
        head.headers().add(name, value);
        assertThat(refusalOf(head).status().code()).isEqualTo(400);
        assertThat(refusalOf(head).request()).isEqualTo("CONNECT a.example:443 with content");
    }

    @Test
    void takesAContentLengthOfZero() throws Exception {
        HttpRequest head = connect();
        head.headers().add("Content-Length", "0");
        assertThat(ConnectRequest.read(head).destination()).isEqualTo(new Destination("a.example", 443));
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
    void showsTheHeadersInOrderButOnlyHarmlessValues() throws Exception {
        HttpRequest head = connect();
        head.headers().add("HOST", "a.example").add("X-Api-Key", "s3cret").add("Via", "1.1 b").add("via", "1.1 c")
                .add("Proxy-Authorization", "Basic s3cret");
        ConnectRequest request = ConnectRequest.read(head);
        assertThat(request.headers()).isEqualTo(
                "[HOST, a.example];[X-Api-Key, ***];[Via, 1.1 b];[via, 1.1 c];[Proxy-Authorization, ***]");
        assertThat(request.via()).containsExactly("1.1 b", "1.1 c");
    }
}
