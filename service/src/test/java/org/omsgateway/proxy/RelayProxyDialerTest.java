package org.omsgateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.omsgateway.config.Limits;
import org.omsgateway.config.RelayProxy;
import org.omsgateway.eventlog.GatewayEvent;
import org.omsgateway.perfcounters.GatewayCounter;
import org.omsgateway.testing.Await;
import org.omsgateway.testing.CannedHandshake;
import org.omsgateway.testing.RawClient;
import org.omsgateway.testing.TestServer;

class RelayProxyDialerTest {
    private static final String TARGET = "allowed.example:443";
    /** The only bytes that a server may send before the client does: a TLS alert. */
    private static final String EARLY = "\25\3\3\0\2\1\0";
    private static final Duration TIMEOUT = Duration.ofMillis(500);

    /** The ways in which a relay proxy may fail to open a tunnel. */
    enum Failure {
        AUTHENTICATION_REQUIRED("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\n\r\n",
                "the relay proxy answered 407 Proxy Authentication Required; it offers Basic; for Basic,"
                        + " RelayProxyUsername and RelayProxyPassword have to be set"),
        NO_USABLE_SCHEME("HTTP/1.1 407 x\r\nProxy-Authenticate: Digest, Bearer\r\n"
                + "Proxy-Authenticate: s3cret a=b\r\n\r\n",
                "the relay proxy answered 407 Proxy Authentication Required; it offers Digest, Bearer, an unknown"
                        + " scheme; none of these is Negotiate, NTLM or Basic, which this gateway can use"),
        NO_SCHEME("HTTP/1.1 407 x\r\n\r\n", "the relay proxy answered 407 Proxy Authentication Required;"
                + " it names no scheme by which to authenticate"),
        FORBIDDEN("HTTP/1.1 403 Forbidden\r\nContent-Length: 4\r\n\r\nnope", "the relay proxy answered 403 Forbidden"),
        BAD_GATEWAY("HTTP/1.0 502 Bad Gateway\r\n\r\n", "the relay proxy answered 502 Bad Gateway"),
        REDIRECT("HTTP/1.1 302 Found\r\nLocation: http://x/\r\n\r\n", "the relay proxy answered 302 Found"),
        CLOSED_EARLY("", "the relay proxy closed the connection without an answer"),
        CLOSED_WITHIN_THE_HEAD("HTTP/1.1 200 OK\r\nX: ", "the relay proxy closed the connection without an answer"),
        INTERIM_ANSWERS_ONLY("HTTP/1.1 100 Continue\r\n\r\n".repeat(2000),
                "the relay proxy sends interim answers only"),
        OTHER_WORDS("HTTP/1.1 407 Basic dXNlcjpwYXNz\r\n\r\n",
                "the relay proxy answered 407 Proxy Authentication Required;"
                        + " it names no scheme by which to authenticate"),
        IMPOSSIBLE_CODE("HTTP/1.1 31337 x\r\n\r\n", "the relay proxy's answer is malformed"),
        MALFORMED("220 mail.example ESMTP\r\n\r\n", "the relay proxy's answer is malformed"),
        NOT_HTTP_WITHOUT_END("\25\3\1\0\2\2\106", "the relay proxy's answer is malformed"),
        SHORT_CODE("HTTP/1.1 20 x\r\n\r\n", "the relay proxy's answer is malformed"),
        OVERSIZED_LINE("HTTP/1.1 200 " + "a".repeat(9000) + "\r\n\r\n", "the relay proxy's answer is too long"),
        SLOPPY("\n\r\nHTTP/1.1\t403  no\nno field\n: x\n\n", "the relay proxy answered 403 Forbidden"),
        UNKNOWN_CODE("HTTP/1.1 999\r\n\r\n", "the relay proxy answered 999 Unknown Status \\(999\\)"),
        LONG("HTTP/1.1 503 x\r\nX: " + "a".repeat(9000) + "\r\n\r\n",
                "the relay proxy answered 503 Service Unavailable"),
        TWO_LENGTHS("HTTP/1.1 403 x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
                "the relay proxy answered 403 Forbidden"),
        REFUSED_AND_CLOSED_WITHIN_THE_HEAD("HTTP/1.1 502 Bad\r\nX: ", "the relay proxy answered 502 Bad Gateway"),
        REFUSED_AND_CLOSED_WITHIN_THE_LINE("HTTP/1.1 403", "the relay proxy answered 403 Forbidden"),
        GRANTED_AND_CLOSED_WITHIN_THE_LINE("HTTP/1.1 200 Conn",
                "the relay proxy closed the connection without an answer"),
        REFUSED_AFTER_AN_INTERIM_ANSWER("HTTP/1.1 102 Processing\r\nA: b\r\n\r\nHTTP/1.1 502 x\r\n\r\n",
                "the relay proxy answered 502 Bad Gateway"),
        FOLDED_CHALLENGE("HTTP/1.1 407 x\nproxy-authenticate : Digest,\n Bearer\n\n",
                "the relay proxy answered 407 Proxy Authentication Required; it offers Digest, Bearer;"
                        + " none of these is Negotiate, NTLM or Basic, which this gateway can use"),
        OVERSIZED_HEADERS("HTTP/1.1 200 OK\r\nX: " + "a".repeat(9000) + "\r\n\r\n",
                "the relay proxy's answer is too long");

        private final String answer;
        private final String cause;

        Failure(String answer, String cause) {
            this.answer = answer;
            this.cause = cause;
        }
    }

    private static TestProxy proxyVia(TestServer relay, RelayProxy.Credential credential) throws IOException {
        return proxyVia(relay.port(), credential, Limits.DEFAULT.connectTimeout());
    }

    private static TestProxy proxyVia(int port, RelayProxy.Credential credential, Duration timeout) throws IOException {
        RelayProxy relay = new RelayProxy("127.0.0.1", port, Optional.ofNullable(credential));
        return new TestProxy(new Dialers(new SystemNameResolver(), MemoryBudget.ofThisProcess())
                .through("the relay proxy", relay, timeout));
    }

    private static String readHead(Socket socket) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int b = socket.getInputStream().read();
            if (b < 0) {
                break;
            }
            head.append((char) b);
        }
        return head.toString();
    }

    private static void writeByteByByte(Socket socket, String text) throws IOException {
        socket.setTcpNoDelay(true);
        for (byte b : text.getBytes(StandardCharsets.ISO_8859_1)) {
            socket.getOutputStream().write(b);
        }
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @EnumSource
    void reportsEachFailureOfTheRelayProxyAndAnswers502(Failure failure) throws Exception {
        assertReported(failure, socket -> write(socket, failure.answer));
        assertReported(failure, socket -> writeByteByByte(socket, failure.answer));
    }

    private static void assertReported(Failure failure, TestServer.Treatment answer) throws Exception {
        try (TestServer relay = new TestServer(socket -> {
                    readHead(socket);
                    answer.treat(socket);
                });
                TestProxy proxy = proxyVia(relay, null);
                RawClient client = new RawClient(proxy.address())) {
            assertThat(client.send("CONNECT " + TARGET + " HTTP/1.1\r\n\r\n").readAll())
                    .startsWith("HTTP/1.1 502 Bad Gateway\r\n");
            assertThat(proxy.events.await(GatewayEvent.NETWORK_ERROR)).matches(
                    "Cannot connect 127\\.0\\.0\\.1:\\d+ to allowed\\.example via relay proxy 127\\.0\\.0\\.1:"
                            + relay.port() + ": " + failure.cause + " \\(tunnel 1\\)");
        }
    }

    @Test
    void reportsARelayProxyThatDoesNotAnswerAndAnswers504() throws Exception {
        try (TestServer relay = new TestServer(socket -> socket.getInputStream().readAllBytes());
                TestProxy proxy = proxyVia(relay.port(), null, TIMEOUT);
                RawClient client = new RawClient(proxy.address())) {
            assertThat(client.send("CONNECT " + TARGET + " HTTP/1.1\r\n\r\n").readAll())
                    .startsWith("HTTP/1.1 504 Gateway Timeout\r\n");
            assertThat(proxy.events.await(GatewayEvent.NETWORK_ERROR))
                    .endsWith("the relay proxy did not answer within 500 ms (tunnel 1)");
        }
    }

    @Test
    void givesUpAsSoonAsTheClientHasGone() throws Exception {
        CompletableFuture<String> received = new CompletableFuture<>();
        try (TestServer relay = new TestServer(socket -> {
                    readHead(socket);
                    received.complete(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
                });
                TestProxy proxy = proxyVia(relay.port(), null, Duration.ofMinutes(5));
                RawClient client = new RawClient(proxy.address())) {
            client.send("CONNECT " + TARGET + " HTTP/1.1\r\n\r\nhello");
            Await.until("the relay proxy", () -> relay.accepted() == 1);
            client.reset();
            assertThat(received.get()).isEmpty();
        }
    }

    @Test
    void reportsACredentialThatTheRelayProxyRefuses() throws Exception {
        try (TestServer relay = new TestServer(socket -> {
                    readHead(socket);
                    write(socket, "HTTP/1.1 407 dXNlcjpnZWhlaW0=\r\nProxy-Authenticate: Digest realm=\"user:geheim\","
                            + " qop=\"auth, Basic\", BASIC realm=\"geheim\"\r\n\r\n");
                });
                TestProxy proxy = proxyVia(relay, new RelayProxy.Credential("user", "geheim"));
                RawClient client = new RawClient(proxy.address())) {
            assertThat(client.send("CONNECT " + TARGET + " HTTP/1.1\r\n\r\n").readAll()).startsWith("HTTP/1.1 502 ");
            assertThat(proxy.events.await(GatewayEvent.NETWORK_ERROR)).endsWith(": the relay proxy answered 407 Proxy"
                    + " Authentication Required; it offers Digest, Basic; Basic as user: it has refused"
                    + " RelayProxyUsername and RelayProxyPassword (tunnel 1)");
        }
    }

    @Test
    void reportsARelayProxyThatIsNotThere() throws Exception {
        int port = TestServer.unusedPort();
        try (TestProxy proxy = proxyVia(port, null, Await.PATIENCE);
                RawClient client = new RawClient(proxy.address())) {
            assertThat(client.send("CONNECT " + TARGET + " HTTP/1.1\r\n\r\n").readAll()).startsWith("HTTP/1.1 502 ");
            assertThat(proxy.events.await(GatewayEvent.NETWORK_ERROR))
                    .endsWith("via relay proxy 127.0.0.1:" + port + ": 127.0.0.1:" + port
                            + ": Connection refused (tunnel 1)");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        HTTP/1.1 200 Connection established;;           | false
        HTTP/1.0 200 OK;Via: 1.0 squid;;                | false
        HTTP/1.1 200;;                                  | false
        HTTP/1.1 204 No Content;;                       | false
        HTTP/1.1 200 OK;Content-Length: 5;;             | true
        HTTP/1.1 200 OK;Transfer-Encoding: chunked;;    | true
        HTTP/1.1 100 Continue;;HTTP/1.1 200 OK;;        | true
        HTTP/1.1 102 x;A: b;;HTTP/1.1 100;;HTTP/1.1 200;; | true
        HTTP/1.1 200 OK!A: b!!                          | true
        ;!HTTP/1.0 200!;                                | true
        HTTP/1.1 200 OK;Content-Length: 5;Transfer-Encoding: chunked;; | true
        HTTP/1.1 200 OK;Content-Length: 5;Content-Length: 6;;          | true
        HTTP/1.1 200 OK;Content-Length: abc;;           | true
        HTTP/1.1 200 OK;no field; folded;: x;;          | true
        """)
    void takesTheTunnelFromTheFirstByteAfterTheAnswer(String answer, boolean early) throws Exception {
        String glued = early ? EARLY : "";
        String bytes = answer.replace(";", "\r\n").replace("!", "\n") + glued;
        assertTunnelBeginsWith(glued, socket -> write(socket, bytes));
        assertTunnelBeginsWith(glued, socket -> writeByteByByte(socket, bytes));
    }

    private static void assertTunnelBeginsWith(String glued, TestServer.Treatment answer) throws Exception {
        try (TestServer relay = new TestServer(socket -> {
                    readHead(socket);
                    answer.treat(socket);
                    TestServer.ECHO.treat(socket);
                });
                TestProxy proxy = proxyVia(relay, null);
                RawClient client = new RawClient(proxy.address()).openTunnel(TARGET)) {
            String beginning = glued + CannedHandshake.SERVER_HELLO;
            client.send(CannedHandshake.clientHello("allowed.example"));
            assertThat(client.read(beginning.length())).isEqualTo(beginning);
            client.send(CannedHandshake.CLIENT_RECORDS);
            assertThat(client.send("hello").shutdownOutput().readAll()).isEqualTo("hello");
        }
    }

    @Test
    void presentsTheCredentialAndOfTheClientsFieldsViaOnly() throws Exception {
        CompletableFuture<String> first = new CompletableFuture<>();
        CompletableFuture<String> head = new CompletableFuture<>();
        try (TestServer relay = new TestServer(socket -> {
                    first.complete(readHead(socket));
                    write(socket, "HTTP/1.1 407 x\r\nProxy-Authenticate: Basic\r\nContent-Length: 2\r\n\r\nno");
                    head.complete(readHead(socket));
                    write(socket, "HTTP/1.1 200 OK\r\n\r\n");
                });
                TestProxy proxy = proxyVia(relay, new RelayProxy.Credential("user", "pässword"));
                RawClient client = new RawClient(proxy.address())) {
            client.send("CONNECT " + TARGET + " HTTP/1.0\r\nX-Secret: 1\r\nVIA: 1.1 a (b)\r\nVia: 1.0 c\r\n\r\nglued")
                    .readHead();
            assertThat(first.get()).matches("CONNECT " + TARGET + " HTTP/1.1\r\nHost: " + TARGET + "\r\n"
                    + "Via: 1.1 a \\(b\\), 1.0 c, 1.0 oms-gateway-[-0-9a-f]{36}\r\n\r\n");
            assertThat(head.get()).isEqualTo(first.get().strip()
                    + "\r\nProxy-Authorization: Basic dXNlcjpww6Rzc3dvcmQ=\r\n\r\n");
        }
    }

    @Test
    void sendsNothingUpstreamWhenTheRelayProxyRefuses() throws Exception {
        CompletableFuture<String> received = new CompletableFuture<>();
        try (TestServer relay = new TestServer(socket -> {
                    readHead(socket);
                    write(socket, "HTTP/1.1 403 Forbidden\r\n\r\n");
                    received.complete(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
                });
                TestProxy proxy = proxyVia(relay, null);
                RawClient client = new RawClient(proxy.address())) {
            client.send("CONNECT " + TARGET + " HTTP/1.1\r\n\r\nsecret").readAll();
            assertThat(received.get()).isEmpty();
        }
    }

    @Test
    void chainsGateways() throws Exception {
        try (TestServer server = new TestServer(TestServer.ECHO);
                TestProxy outer = new TestProxy(TestProxy.dialerTo(server.address()));
                TestProxy inner = proxyVia(outer.address().getPort(), null, Await.PATIENCE);
                RawClient client = new RawClient(inner.address()).connect(TARGET)) {
            assertThat(client.send("hello").shutdownOutput().readAll()).isEqualTo("hello");
            outer.events.await(GatewayEvent.CONNECT_RECEIVED);
            inner.events.assertNothingWrong();
            assertThat(inner.counters.get(GatewayCounter.REJECTION_COUNT)).isZero();
        }
    }
}
