package org.omsgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.omsgateway.config.GatewayConfig;
import org.omsgateway.config.Limits;
import org.omsgateway.config.RelayProxy;
import org.omsgateway.config.TlsRules;
import org.omsgateway.eventlog.GatewayEvent.Severity;
import org.omsgateway.testing.OpenProxy;
import org.omsgateway.testing.Program;
import org.omsgateway.testing.TestServer;
import org.omsgateway.testing.TlsServer;

class SelfTestTest {
    private static final String HOST = "www.allowed.example";
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

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
            Check check = new SelfTest(noRelay(), List.of(HOST), direct(http.address()), tls).run().get(1);
            assertThat(check.passed()).isFalse();
            assertThat(check.detail()).startsWith("the TLS handshake failed");
        }
    }

    @Test
    void failsAHostThatCanNotBeConnected() throws Exception {
        InetSocketAddress nobody = new InetSocketAddress("127.0.0.1", TestServer.unusedPort());
        List<Check> checks = new SelfTest(noRelay(), List.of(HOST), direct(nobody), tls).run();
        assertThat(check("host", checks)).isEqualTo(new Check("host", HOST, false, "Connection refused"));
    }

    @Test
    void passesAHostThatWantsAClientCertificate() throws Exception {
        int port = TestServer.unusedPort();
        try (Program strict = Program.start(folder, "openssl", "s_server", "-accept", "127.0.0.1:" + port,
                "-Verify", "1", "-verify_return_error", "-tls1_2", "-cert", "server.crt", "-key", "server.key")) {
            strict.awaitOutput("ACCEPT");
            List<Check> checks = new SelfTest(noRelay(), List.of(HOST),
                    direct(new InetSocketAddress("127.0.0.1", port)), tls).run();
            assertThat(check("host", checks))
                    .isEqualTo(new Check("host", HOST, true, "TLS; the server wants a client certificate"));
        }
    }

    @Test
    void reachesHostsThroughTheRelayProxy() throws Exception {
        try (TestServer relay = OpenProxy.to(server.address().getPort())) {
            List<Check> checks = run(config(TestServer.unusedPort(), relay.port()), tls, HOST);
            assertThat(check("relay", checks))
                    .isEqualTo(new Check("relay", "127.0.0.1:" + relay.port(), true, "it opens tunnels"));
            assertThat(check("host", checks).passed()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "HTTP/1.1 407 Who are you| false| it wants a user name and password (407)",
        "HTTP/1.0 403 No| true| it answered 403 No for www.allowed.example",
        "HTTP/1.1 500 \u001b[31mred| true| it answered 500 ?[31mred for www.allowed.example",
        "SSH-2.0-x| false| it does not speak HTTP",
        "| false| it closed the connection without an answer",
    })
    void tellsWhatTheRelayProxyAnswers(String head, boolean passed, String detail) throws Exception {
        try (TestServer relay = new TestServer(answering(head == null ? "" : head + "\r\n\r\n"))) {
            List<Check> checks = run(config(TestServer.unusedPort(), relay.port()), tls, HOST);
            assertThat(check("relay", checks))
                    .isEqualTo(new Check("relay", "127.0.0.1:" + relay.port(), passed, detail));
            assertThat(check("host", checks).passed()).isFalse();
        }
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
        "SSH-2.0-x| false| it does not speak HTTP",
    })
    void tellsWhatTheServiceAnswers(String head, boolean passed, String detail) throws Exception {
        try (TestServer service = new TestServer(answering(head + "\r\n\r\n"))) {
            assertThat(check("service", run(config(service.port(), 0), tls, HOST)))
                    .isEqualTo(new Check("service", "127.0.0.1:" + service.port(), passed, detail));
        }
    }

    private static List<Check> run(GatewayConfig config, TlsProbe tls, String... hosts) throws InterruptedException {
        return new SelfTest(config, List.of(hosts), direct(server.address()), tls).run();
    }

    private static Check check(String kind, List<Check> checks) {
        return checks.stream().filter(check -> check.kind().equals(kind)).findFirst().orElseThrow();
    }

    private static Route direct(InetSocketAddress address) {
        return host -> DirectRoute.connect("127.0.0.1", address.getPort(), TIMEOUT);
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
        return new GatewayConfig(
                Optional.of(InetAddress.getByName("127.0.0.1")), port, Severity.INFO, List.of(), List.of(),
                Optional.of(new RelayProxy("127.0.0.1", relayPort, Optional.empty())).filter(relay -> relayPort > 0),
                TlsRules.DEFAULT, Limits.DEFAULT);
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
