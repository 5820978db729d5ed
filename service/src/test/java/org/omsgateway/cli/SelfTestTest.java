package org.omsgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.omsgateway.config.AccessRules;
import org.omsgateway.config.GatewayConfig;
import org.omsgateway.config.Limits;
import org.omsgateway.config.RelayProxy;
import org.omsgateway.config.RelayRules;
import org.omsgateway.config.TlsRules;
import org.omsgateway.eventlog.GatewayEvent.Severity;
import org.omsgateway.policy.Destination;
import org.omsgateway.proxy.DialRequest;
import org.omsgateway.proxy.Dialer;
import org.omsgateway.proxy.Dialers;
import org.omsgateway.proxy.MemoryBudget;
import org.omsgateway.proxy.SystemNameResolver;
import org.omsgateway.testing.Await;
import org.omsgateway.testing.OpenProxy;
import org.omsgateway.testing.Program;
import org.omsgateway.testing.TestServer;
import org.omsgateway.testing.TlsServer;

class SelfTestTest {
    private static final String HOST = "www.allowed.example";
    private static final Duration TIMEOUT = Await.PATIENCE;
    private static final Dialers DIALERS = new Dialers(new SystemNameResolver(), MemoryBudget.ofThisProcess());

    @TempDir
    private static Path folder;
    private static TlsServer server;
    private static TlsProbe tls;

    @BeforeAll
    static void startServer() throws Exception {
        server = new TlsServer(folder);
        tls = new TlsProbe(trust(server.certificate()));
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Test
    void passesAHostThatCompletesATlsHandshake() throws Exception {
        assertThat(check("host", run(noRelay(), tls, HOST)))
                .isEqualTo(new Check("host", HOST, true, "TLSv1.3"));
    }

    @Test
    void failsAHostWhoseCertificateNobodyTrusts() throws Exception {
        assertThat(check("host", run(noRelay(), new TlsProbe(), HOST)).detail())
                .startsWith("its certificate is not trusted on this machine");
    }

    @Test
    void failsAHostWithACertificateForAnotherHost() throws Exception {
        Check check = check("host", run(noRelay(), tls, "other.example"));
        assertThat(check.passed()).isFalse();
        assertThat(check.detail()).contains("other.example");
    }

    @Test
    void failsAHostThatSpeaksNoTls() throws Exception {
        try (TestServer http = new TestServer(client -> {
            client.getOutputStream().write("220 mail.example\r\n".getBytes(StandardCharsets.US_ASCII));
            client.getInputStream().read();
        })) {
            Check check = new SelfTest(noRelay(), List.of(HOST), dialerTo(http.address()), tls).run().get(1);
            assertThat(check.passed()).isFalse();
            assertThat(check.detail()).isEqualTo("the TLS handshake failed: the server does not speak TLS");
        }
    }

    @Test
    void failsAHostThatCanNotBeConnected() throws Exception {
        InetSocketAddress nobody = new InetSocketAddress("127.0.0.1", TestServer.unusedPort());
        List<Check> checks = new SelfTest(noRelay(), List.of(HOST), dialerTo(nobody), tls).run();
        assertThat(check("host", checks)).isEqualTo(new Check("host", HOST, false,
                nobody.getHostString() + ":" + nobody.getPort() + ": Connection refused"));
    }

    @Test
    void passesAHostThatWantsAClientCertificate() throws Exception {
        int port = TestServer.unusedPort();
        try (Program strict = Program.start(folder, "openssl", "s_server", "-accept", "127.0.0.1:" + port,
                "-Verify", "1", "-verify_return_error", "-tls1_2", "-cert", "server.crt", "-key", "server.key")) {
            strict.awaitOutput("ACCEPT");
            List<Check> checks = new SelfTest(noRelay(), List.of(HOST),
                    dialerTo(new InetSocketAddress("127.0.0.1", port)), tls).run();
            assertThat(check("host", checks))
                    .isEqualTo(new Check("host", HOST, true, "TLS; the server wants a client certificate"));
        }
    }

    @Test
    void reachesHostsThroughTheRelayProxy() throws Exception {
        try (TestServer relay = OpenProxy.to(server.address().getPort())) {
            List<Check> checks = run(config(TestServer.unusedPort(), relay.port()), tls, HOST);
            assertThat(check("relay", checks))
                    .isEqualTo(new Check("relay", "127.0.0.1:" + relay.port(), true,
                            "it opens tunnels after 1 request; it asks for no authentication"));
            assertThat(check("host", checks).passed()).isTrue();
        }
    }

    @Test
    void waitsForARelayProxyThatKeepsSilentNoLongerThanItConnects() throws Exception {
        try (TestServer relay = new TestServer(client -> {
            client.getOutputStream().write('H');
            client.getInputStream().readAllBytes();
        })) {
            GatewayConfig hasty = config(TestServer.unusedPort(), relay.port(), hasty());
            String timeout = "(the relay proxy did not|no) answer within 300 ms";
            assertThat(check("relay", run(hasty, tls, HOST)).detail()).matches(timeout);
            assertThat(check("host", run(hasty, tls, HOST)).detail()).matches(timeout);
        }
    }

    /** Each byte in time does not make the whole answer come in time. */
    @Test
    void waitsForARelayProxyThatDripsNoLongerThanItConnects() throws Exception {
        try (TestServer relay = new TestServer(client -> {
            OpenProxy.readHead(client.getInputStream());
            client.setSoTimeout(20);
            for (int next : "HTTP/1.1 200 OK\r\nX: ".getBytes(StandardCharsets.US_ASCII)) {
                drip(client, next);
            }
            while (true) {
                drip(client, 'x');
            }
        })) {
            GatewayConfig hasty = config(TestServer.unusedPort(), relay.port(), hasty());
            String timeout = "the relay proxy did not answer within 300 ms";
            assertThat(check("relay", run(hasty, tls, HOST)).detail()).isEqualTo(timeout);
            assertThat(check("host", run(hasty, tls, HOST)).detail()).isEqualTo(timeout);
        }
    }

    /** Sends one byte after the time-out of a read; throws when the client has gone. */
    private static void drip(Socket client, int next) throws IOException {
        try {
            if (client.getInputStream().read() < 0) {
                throw new IOException("closed");
            }
        } catch (SocketTimeoutException later) {
            client.getOutputStream().write(next);
        }
    }

    @Test
    void waitsForAHostThatKeepsSilentNoLongerThanItConnects() throws Exception {
        try (TestServer silent = new TestServer(client -> client.getInputStream().readAllBytes())) {
            GatewayConfig hasty = config(TestServer.unusedPort(), 0, hasty());
            assertThat(check("host", new SelfTest(hasty, List.of(HOST), dialerTo(silent.address()), tls).run()))
                    .isEqualTo(new Check("host", HOST, false, "no answer within 300 ms"));
        }
    }

    @Test
    void failsAHostThatEndsItsOutputAmidTheHandshake() throws Exception {
        try (TestServer curt = new TestServer(client -> {
            client.getInputStream().read();
            client.shutdownOutput();
            client.getInputStream().readAllBytes();
        })) {
            Check check = check("host", new SelfTest(noRelay(), List.of(HOST), dialerTo(curt.address()), tls).run());
            assertThat(check.passed()).isFalse();
            assertThat(check.detail()).startsWith("the TLS handshake failed: ");
        }
    }

    private static Limits hasty() {
        return new Limits(Duration.ofMillis(300), Limits.DEFAULT.handshakeTimeout(), Limits.DEFAULT.idleTimeout(),
                Limits.DEFAULT.drainTime(), Limits.DEFAULT.maxConnections(), Limits.DEFAULT.maxConnectionsPerClient());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "HTTP/1.1 407 Who are you| false| the relay proxy answered 407 Proxy Authentication Required;"
            + " it names no scheme by which to authenticate; it was asked once",
        "HTTP/1.0 403 No| true| it answered 403 Forbidden for www.allowed.example after 1 request; it asks for no"
            + " authentication",
        "HTTP/1.1 500 \u001b[31mred| true| it answered 500 Internal Server Error for www.allowed.example after 1"
            + " request; it asks for no authentication",
        "SSH-2.0-x| false| the relay proxy's answer is malformed",
        "| false| the relay proxy closed the connection without an answer",
    })
    void reportsTheAnswerOfTheRelayProxy(String head, boolean passed, String detail) throws Exception {
        try (TestServer relay = new TestServer(answering(head == null ? "" : head + "\r\n\r\n"))) {
            List<Check> checks = run(config(TestServer.unusedPort(), relay.port()), tls, HOST);
            assertThat(check("relay", checks))
                    .isEqualTo(new Check("relay", "127.0.0.1:" + relay.port(), passed, detail));
            assertThat(check("host", checks).passed()).isFalse();
        }
    }

    /** Each relay proxy by itself, whatever comes after the authentication. */
    @Test
    void saysOfEachRelayProxyHowItAuthenticates() throws Exception {
        String asks = "HTTP/1.1 407 x\r\nProxy-Authenticate: Basic\r\n\r\n";
        try (TestServer good = byPassword("HTTP/1.1 200 x\r\n\r\n");
                TestServer strict = byPassword("HTTP/1.1 403 x\r\n\r\n");
                TestServer lost = byPassword("HTTP/1.1 502 x\r\n\r\n");
                TestServer wrong = byPassword(asks)) {
            RelayProxy[] relays = Stream.of(good, strict, lost, wrong)
                    .map(relay -> new RelayProxy("127.0.0.1", relay.port(),
                            Optional.of(new RelayProxy.Credential("agent" + relay.port(), "s3cret"))))
                    .toArray(RelayProxy[]::new);
            GatewayConfig config = new GatewayConfig(Optional.empty(), TestServer.unusedPort(), Severity.INFO,
                    AccessRules.DEFAULT, RelayRules.through(relays), TlsRules.DEFAULT, Limits.DEFAULT, true);
            List<Check> checks = run(config, tls, HOST).stream().filter(check -> check.kind().equals("relay")).toList();
            String used = "after 2 requests; it offers Basic; used: Basic as agent";
            assertThat(checks).containsExactly(
                    new Check("relay", relays[0].authority(), true, "it opens tunnels " + used + good.port()),
                    new Check("relay", relays[1].authority(), true,
                            "it answered 403 Forbidden for " + HOST + " " + used + strict.port()),
                    new Check("relay", relays[2].authority(), true,
                            "it answered 502 Bad Gateway for " + HOST + " " + used + lost.port()),
                    new Check("relay", relays[3].authority(), false, "the relay proxy answered 407 Proxy Authentication"
                            + " Required; it offers Basic; Basic as agent" + wrong.port() + ": it has refused"
                            + " RelayProxyUsername and RelayProxyPassword; it was asked 2 times"));
        }
    }

    /** Asks for a password, and answers {@code afterwards} to it. */
    private static TestServer byPassword(String afterwards) throws IOException {
        return new TestServer(client -> {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) client.getInputStream().read());
            }
            boolean isGiven = head.indexOf("Proxy-Authorization: Basic ") >= 0;
            String answer = isGiven ? afterwards : "HTTP/1.1 407 x\r\nProxy-Authenticate: Basic\r\n\r\n";
            client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            client.shutdownOutput();
            client.getInputStream().readAllBytes();
        });
    }

    @Test
    void passesAServiceThatLetsClientsThrough() throws Exception {
        try (TestServer service = OpenProxy.to(server.address().getPort())) {
            assertThat(check("service", run(config(service.port(), 0), tls, HOST)))
                    .isEqualTo(new Check("service", "127.0.0.1:" + service.port(), true,
                            "it lets clients through to " + HOST));
            assertThat(check("service", run(config(service.port(), 0), tls))).extracting(Check::detail)
                    .isEqualTo("it accepts connections");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "HTTP/1.1 403 Forbidden| false| it refuses www.allowed.example: it has other settings than these",
        "HTTP/1.1 502 Bad Gateway| true| it answers, but can't reach www.allowed.example",
        "HTTP/1.1 503 Service Unavailable| false| it answered 503 Service Unavailable",
        "SSH-2.0-x| false| the gateway's answer is malformed",
    })
    void reportsTheAnswerOfTheService(String head, boolean passed, String detail) throws Exception {
        try (TestServer service = new TestServer(answering(head + "\r\n\r\n"))) {
            assertThat(check("service", run(config(service.port(), 0), tls, HOST)))
                    .isEqualTo(new Check("service", "127.0.0.1:" + service.port(), passed, detail));
        }
    }

    private static List<Check> run(GatewayConfig config, TlsProbe tls, String... hosts) throws InterruptedException {
        Dialer dialer = config.relay().proxies().isEmpty() ? dialerTo(server.address()) : DIALERS.of(config);
        return new SelfTest(config, List.of(hosts), dialer, tls).run();
    }

    private static Check check(String kind, List<Check> checks) {
        return checks.stream().filter(check -> check.kind().equals(kind)).findFirst().orElseThrow();
    }

    /** Connects to {@code address} for every destination. */
    private static Dialer dialerTo(InetSocketAddress address) {
        Dialer dialer = DIALERS.direct(TIMEOUT);
        return (request, loop) -> dialer.dial(
                DialRequest.of(new Destination("127.0.0.1", address.getPort()), request.requester()), loop);
    }

    private static TestServer.Treatment answering(String answer) {
        return client -> {
            OpenProxy.readHead(client.getInputStream());
            client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            client.shutdownOutput();
            client.getInputStream().readAllBytes();
        };
    }

    private static GatewayConfig noRelay() throws IOException {
        return config(TestServer.unusedPort(), 0);
    }

    /** @param relayPort 0 for no relay proxy */
    private static GatewayConfig config(int port, int relayPort) throws IOException {
        return config(port, relayPort, Limits.DEFAULT);
    }

    private static GatewayConfig config(int port, int relayPort, Limits limits) throws IOException {
        return new GatewayConfig(
                Optional.of(InetAddress.getByName("127.0.0.1")), port, Severity.INFO, AccessRules.DEFAULT,
                relayPort == 0 ? RelayRules.DIRECT
                        : RelayRules.through(new RelayProxy("127.0.0.1", relayPort, Optional.empty())),
                TlsRules.DEFAULT, limits, true);
    }

    private static TrustManager[] trust(Path certificate) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(certificate)) {
            store.setCertificateEntry("server", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
