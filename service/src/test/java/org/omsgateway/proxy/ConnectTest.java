package org.omsgateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.omsgateway.config.Limits;
import org.omsgateway.eventlog.GatewayEvent;
import org.omsgateway.perfcounters.GatewayCounter;
import org.omsgateway.testing.Await;
import org.omsgateway.testing.CannedHandshake;
import org.omsgateway.testing.RawClient;
import org.omsgateway.testing.TestServer;

/** Requests as literal bytes, and their outcomes. */
class ConnectTest {
    private static final String CONNECT = "CONNECT allowed.example:443 HTTP/1.1\r\nHost: allowed.example:443\r\n\r\n";
    private static final String HELLO = CannedHandshake.clientHello("allowed.example");
    private static final String ANSWER =
            "HTTP/1.1 200 Connection established\r\n\r\n" + CannedHandshake.SERVER_HELLO;

    private TestServer server;
    private TestProxy proxy;

    @BeforeEach
    void start() throws IOException {
        server = new TestServer(TestServer.ECHO);
        proxy = new TestProxy(TestProxy.dialerTo(server.address()));
    }

    @AfterEach
    void stop() throws Exception {
        proxy.close();
        server.close();
    }

    private String answerTo(String request) throws IOException {
        try (RawClient client = new RawClient(proxy.address())) {
            return client.send(request).readAll();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        CONNECT,
        "CONNECT allowed.example:443 HTTP/1.0\r\n\r\n",
        "CONNECT allowed.example:443 HTTP/1.1\r\n\r\n",
        "\r\nCONNECT allowed.example:443 HTTP/1.1\r\n\r\n",
        "CONNECT ALLOWED.Example.:443 HTTP/1.1\r\nHost: other.example\r\n\r\n",
        "CONNECT a.b.allowed.example:443 HTTP/1.1\r\nContent-Length: 0\r\n\r\n",
    })
    void grantsATunnelAndPassesOnTheHelloThatComesGluedToTheRequest(String request) throws IOException {
        String hello = CannedHandshake.clientHello(
                request.contains("a.b.") ? "a.b.allowed.example" : "allowed.example");
        try (RawClient client = new RawClient(proxy.address())) {
            client.send(request + hello);
            assertThat(client.read(ANSWER.length())).isEqualTo(ANSWER);
            client.send(CannedHandshake.CLIENT_RECORDS + "later").shutdownOutput();
            assertThat(client.readAll()).isEqualTo("later");
        }
        proxy.events.assertNothingWrong();
    }

    /** WinHTTP of Wine copies the Content-Length of its POST into its CONNECT. */
    private static final List<String> ODD_HEADS = List.of(
            "CONNECT allowed.example:443 HTTP/1.1\nHost: allowed.example:443\n\n",
            "\r\nCONNECT allowed.example:443 HTTP/1.1\r\nHost: allowed.example:443\n\r\n",
            "CONNECT allowed.example:443 HTTP/1.0\n\n",
            "CONNECT allowed.example:443 HTTP/1.1\r\nContent-Length: 5\r\n\r\n",
            "CONNECT allowed.example:443 HTTP/1.1\r\nContent-Length: 70000\r\nProxy-Connection: Keep-Alive\r\n\r\n",
            "CONNECT allowed.example:443 HTTP/1.1\r\nContent-Length: x\r\ncontent-length: 7\r\n\r\n",
            "CONNECT allowed.example:443 HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n",
            "CONNECT allowed.example:443 HTTP/1.1\nContent-Length: 5\nTransfer-Encoding: gzip, chunked\n\n");

    static Stream<String> oddHeads() {
        return ODD_HEADS.stream();
    }

    /** The head is followed by a ClientHello, whatever it says of a content. */
    @ParameterizedTest
    @MethodSource("oddHeads")
    void grantsATunnelToAnOddHeadWhereverTheSegmentsAreSplit(String head) throws IOException {
        assertGranted(head + HELLO);
        proxy.events.assertNothingWrong();
    }

    @Test
    void grantsATunnelWhereverTheSegmentsAreSplit() throws IOException {
        assertGranted(CONNECT + HELLO);
    }

    private void assertGranted(String all) throws IOException {
        for (int split = 1; split < all.length(); split++) {
            try (RawClient client = new RawClient(proxy.address())) {
                client.send(all.substring(0, split)).send(all.substring(split));
                assertThat(client.read(ANSWER.length())).as("split at %d", split).isEqualTo(ANSWER);
            }
        }
    }

    /** What follows is the tunnel's, never another request. */
    @Test
    void takesARequestAfterARequestForAHandshakeThatIsNone() throws IOException {
        String second = "CONNECT other.allowed.example:443 HTTP/1.1\r\n\r\n";
        for (String head : ODD_HEADS) {
            try (RawClient client = new RawClient(proxy.address())) {
                client.send(head.replace("Content-Length: 5", "Content-Length: " + second.length()) + second);
                assertThat(client.readHead()).startsWith("HTTP/1.1 200 ");
                assertThat(client.readAll()).doesNotContain("HTTP/");
            }
        }
        Await.until("refusals", () ->
                proxy.events.messages(GatewayEvent.HANDSHAKE_UNREADABLE).size() == ODD_HEADS.size());
        assertThat(proxy.events.messages(GatewayEvent.CONNECT_RECEIVED)).hasSize(ODD_HEADS.size());
    }

    @Test
    void grantsATunnelToARequestInOneByteSegments() throws IOException {
        try (RawClient client = new RawClient(proxy.address())) {
            client.sendByteByByte(CONNECT + HELLO);
            assertThat(client.read(ANSWER.length())).isEqualTo(ANSWER);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        GET http://allowed.example/ HTTP/1.1               | 405 Method Not Allowed
        GET / HTTP/1.1                                     | 405 Method Not Allowed
        POST http://allowed.example:443/ HTTP/1.0          | 405 Method Not Allowed
        OPTIONS * HTTP/1.1                                 | 405 Method Not Allowed
        connect allowed.example:443 HTTP/1.1               | 405 Method Not Allowed
        CONNECT allowed.example:443 HTTP/2.0               | 505 HTTP Version Not Supported
        CONNECT allowed.example:443 FTP/1.1                | 400 Bad Request
        CONNECT allowed.example:443 HTTP/0.9               | 505 HTTP Version Not Supported
        CONNECT allowed.example:443                        | 400 Bad Request
        CONNECT                                            | 400 Bad Request
        CONNECT allowed.example HTTP/1.1                   | 400 Bad Request
        CONNECT allowed.example: HTTP/1.1                  | 400 Bad Request
        CONNECT allowed.example:0443 HTTP/1.1              | 400 Bad Request
        CONNECT allowed.example:443x HTTP/1.1              | 400 Bad Request
        CONNECT user@allowed.example:443 HTTP/1.1          | 400 Bad Request
        CONNECT http://allowed.example:443/ HTTP/1.1       | 400 Bad Request
        CONNECT allowed%2eexample:443 HTTP/1.1             | 400 Bad Request
        hello                                              | 400 Bad Request
        """)
    void refusesAnImproperConnectWithEvent104(String line, String status) throws IOException {
        assertThat(answerTo(line + "\r\nHost: allowed.example:443\r\n\r\nignored"))
                .startsWith("HTTP/1.1 " + status + "\r\n").contains("\r\nConnection: close\r\n");
        assertThat(proxy.events.messages(GatewayEvent.NOT_CONNECT)).hasSize(1);
        assertThat(server.accepted()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003",
        "\u0005\u0001\u0000", "\u0000", "\u00ff\u00fe"})
    void refusesWhatIsNotHttpAtItsFirstByte(String garbage) throws IOException {
        assertThat(answerTo(garbage)).startsWith("HTTP/1.1 400 Bad Request\r\n");
        proxy.events.await(GatewayEvent.NOT_CONNECT);
    }

    @ParameterizedTest
    @CsvSource({"'\u0016', true", "'\u0016\u0003\u0001\u0002\u0000\u0001', true", "'\u0017\u0003', false",
        "'\u0005\u0001\u0000', false"})
    void tellsAClientThatSpeaksTlsToTheGatewayFromGarbage(String bytes, boolean tls) throws IOException {
        assertThat(answerTo(bytes)).startsWith("HTTP/1.1 400 Bad Request\r\n");
        assertThat(proxy.events.await(GatewayEvent.NOT_CONNECT)).endsWith(tls
                ? ": a TLS handshake: the client takes this gateway for an https:// proxy (tunnel 1)"
                : ": a request that is not readable as HTTP (tunnel 1)");
    }

    @Test
    void saysWhichMethodIsAllowed() throws IOException {
        assertThat(answerTo("GET / HTTP/1.1\r\n\r\n")).contains("\r\nAllow: CONNECT\r\n");
    }

    @Test
    void limitsTheRequestLine() throws IOException {
        assertThat(answerTo("CONNECT " + "a".repeat(2000) + ":443 HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 414 ");
        proxy.events.await(GatewayEvent.NOT_CONNECT);
    }

    @Test
    void limitsTheHeaders() throws IOException {
        assertThat(answerTo("CONNECT allowed.example:443 HTTP/1.1\r\nX: " + "a".repeat(9000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431 ");
        proxy.events.await(GatewayEvent.NOT_CONNECT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"other.example", "xallowed.example", "allowed.example.other", "127.0.0.1", "[::1]"})
    void refusesAHostThatIsNotAllowed(String host) throws IOException {
        assertThat(answerTo("CONNECT " + host + ":443 HTTP/1.1\r\n\r\nglued")).startsWith("HTTP/1.1 403 Forbidden\r\n");
        assertThat(proxy.events.await(GatewayEvent.HOST_FORBIDDEN))
                .startsWith("Target host (" + host.replace("[::1]", "0:0:0:0:0:0:0:1")
                        + ") is forbidden. Destination server is not in allowed list. ");
        assertThat(server.accepted()).isZero();
    }

    @Test
    void refusesAPortOtherThan443() throws IOException {
        assertThat(answerTo("CONNECT allowed.example:80 HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 403 Forbidden\r\n");
        assertThat(proxy.events.await(GatewayEvent.PORT_FORBIDDEN))
                .startsWith("Target host (allowed.example) is forbidden. Destination port (80) is not secure (443). ");
    }

    @Test
    void answersNothingFurtherAfterARefusal() throws IOException {
        String answer = answerTo("GET / HTTP/1.1\r\n\r\n" + CONNECT);
        assertThat(answer).startsWith("HTTP/1.1 405 ").doesNotContain("200");
        assertThat(server.accepted()).isZero();
    }

    @Test
    void deliversARefusalToAClientThatIsStillSending() throws IOException {
        try (RawClient client = new RawClient(proxy.address())) {
            client.send("CONNECT other.example:443 HTTP/1.1\r\n\r\n");
            for (int i = 0; i < 20; i++) {
                client.send(new byte[1000]);
            }
            assertThat(client.readHead()).startsWith("HTTP/1.1 403 ");
        }
    }

    @Test
    void reportsTheRequestWithItsHeadersButNoSecret() throws IOException {
        try (RawClient client = new RawClient(proxy.address())) {
            client.send("CONNECT allowed.example:443 HTTP/1.1\r\nHost: h\r\nUser-Agent: curl/7.37.0\r\n"
                    + "Proxy-Authorization: Basic c2VjcmV0\r\n\r\n").readHead();
        }
        assertThat(proxy.events.await(GatewayEvent.CONNECT_RECEIVED)).matches("Got request from 127\\.0\\.0\\.1:\\d+: "
                + "CONNECT allowed\\.example:443 with headers "
                + "\\[Host, h];\\[User-Agent, curl/7\\.37\\.0];\\[Proxy-Authorization, \\*\\*\\*] \\(tunnel 1\\)");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "CONNECT user:s3cret@a.example:443 HTTP/1.1\r\n\r\n",
        "GET http://user:s3cret@a.example/ HTTP/1.1\r\n\r\n",
        "GET http://a.example/?sig=s3cret HTTP/1.1\r\n\r\n",
        "CONNECT allowed.example:443 HTTP/1.1 s3cret\r\nProxy-Authorization: Basic s3cret\r\n\r\n",
        "CONNECT other.example:443 HTTP/1.1\r\nX-Api-Key: s3cret\r\nPassword: s3cret\r\nAccept:\r\n\r\n",
    })
    void letsNoSecretIntoAnEvent(String request) throws IOException {
        answerTo(request);
        assertThat(proxy.events.messages()).isNotEmpty().noneMatch(message -> message.contains("s3cret"));
    }

    @Test
    void refusesTwoHosts() throws IOException {
        assertThat(answerTo("CONNECT allowed.example:443 HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ");
    }

    @Test
    void keepsQuietAboutAProbeThatConnectsAndCloses() throws IOException {
        for (int i = 0; i < 10; i++) {
            new RawClient(proxy.address()).close();
            try (RawClient halfClosing = new RawClient(proxy.address())) {
                assertThat(halfClosing.shutdownOutput().readAll()).isEmpty();
            }
        }
        awaitNoConnections();
        proxy.events.assertNothingWrong();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONNECT allow", "CONNECT allowed.example:443 HTTP/1.1\r\nHo", "\r\n"})
    void keepsQuietAboutAClientThatGivesUpWithinItsRequest(String part) throws IOException {
        try (RawClient client = new RawClient(proxy.address())) {
            client.send(part).shutdownOutput();
            assertThat(client.readAll()).isEmpty();
        }
        awaitNoConnections();
        proxy.events.assertNothingWrong();
    }

    @Test
    void endsARequestThatTakesTooLong() throws Exception {
        Limits hasty = new Limits(
                Duration.ofSeconds(5), Duration.ofMillis(300), Duration.ofMinutes(1), Duration.ZERO, 10, 0);
        try (TestProxy impatient = new TestProxy(TestProxy.dialerTo(server.address()), hasty);
                RawClient slow = new RawClient(impatient.address());
                RawClient silent = new RawClient(impatient.address())) {
            assertThat(slow.send("CONNECT allowed.exam").readAll()).startsWith("HTTP/1.1 408 ");
            assertThat(silent.readAll()).isEmpty();
            assertThat(impatient.events.messages(GatewayEvent.NOT_CONNECT)).hasSize(1);
        }
    }

    private void awaitNoConnections() {
        Await.until("no open connection", () -> proxy.counters.get(GatewayCounter.ACTIVE_CLIENT_CONNECTION) == 0);
    }
}
