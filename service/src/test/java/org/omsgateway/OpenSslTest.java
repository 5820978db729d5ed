package org.omsgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.omsgateway.TestGateway.HOST;
import static org.omsgateway.TestGateway.WORKSPACE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.omsgateway.config.TlsRules;
import org.omsgateway.testing.OpenProxy;
import org.omsgateway.testing.OpenSsl;
import org.omsgateway.testing.Program;
import org.omsgateway.testing.TestServer;
import org.omsgateway.tls.TlsVersion;

/** OpenSSL talks to OpenSSL through the gateway. */
class OpenSslTest {
    private static final TlsRules NO_RENEGOTIATION =
            new TlsRules(TlsVersion.TLS_1_2, TlsVersion.TLS_1_3, false, false);
    private static final String FORBIDDEN =
            "ERROR TcpConnection - Renegotiation of the TLS session is forbidden. Host " + HOST + ", client 127.0.0.1:";
    private static final String RENEGOTIATED = "DEBUG TcpConnection - TLS session is renegotiated. Not visible:";
    private static final TlsRules ALL_VERSIONS = new TlsRules(TlsVersion.TLS_1_0, TlsVersion.TLS_1_3, false, true);
    private static final String PAGE = "s_server -accept";
    private static final String[] AGENT = {"-cert", "agent.crt", "-key", "agent.key"};
    private static final String[] STRANGER = {"-cert", "stranger.crt", "-key", "stranger.key"};
    private static final String AGENT_SUBJECT = "O=Microsoft, OU=Linux Monitoring Agent, CN=agent, CN=" + WORKSPACE;

    @TempDir
    private static Path folder;

    private static OpenSsl openSsl;
    /** Requests a client certificate, but does not require one. */
    private static Program server;
    private static int serverPort;

    @BeforeAll
    static void start() throws Exception {
        openSsl = new OpenSsl(folder);
        openSsl.makeCertificate("server", "/CN=" + HOST, "subjectAltName=DNS:*.ods.example");
        openSsl.makeCertificate("evil", "/CN=" + HOST, "subjectAltName=DNS:evil.example");
        openSsl.makeCertificate("agent", "/CN=" + WORKSPACE + "/CN=agent/OU=Linux Monitoring Agent/O=Microsoft",
                "extendedKeyUsage=clientAuth");
        openSsl.makeCertificate("stranger", "/CN=Gateway", "extendedKeyUsage=clientAuth");
        serverPort = TestServer.unusedPort();
        server = openSsl.server(serverPort, "server", "-www", "-verify", "1", "-client_renegotiation");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static TestGateway gateway(TlsRules rules, String... allowedClientCertificates) throws IOException {
        return new TestGateway(folder, serverPort, rules, allowedClientCertificates);
    }

    private static Program client(String proxy, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of("openssl", "s_client", "-proxy", proxy, "-connect", HOST
                + ":443", "-cipher", "ALL:@SECLEVEL=0", "-CAfile", "server.crt", "-verify_return_error"));
        command.addAll(List.of(options));
        return Program.start(folder, command);
    }

    private static String[] with(String[] options, String... more) {
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    /** Loads the server's page. */
    private static String load(TestGateway gateway, String... options) throws Exception {
        try (Program client = client(gateway.proxy(), with(options, "-ign_eof")).input("GET / HTTP/1.0\r\n\r\n")) {
            client.awaitOutput(PAGE);
            assertThat(client.exitCode()).as(client.output()).isZero();
            return client.output();
        }
    }

    /** Checks that the client ends with this alert from the gateway. */
    private static void assertRefused(TestGateway gateway, String alert, String line,
            String... options) throws Exception {
        try (Program client = client(gateway.proxy(), options).input("")) {
            assertThat(client.exitCode()).as(client.output()).isEqualTo(1);
            assertThat(client.output()).contains(alert).doesNotContain(PAGE);
        }
        gateway.awaitLine(line);
        assertThat(gateway.rejections()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"-tls1, TLS 1.0", "-tls1_1, TLS 1.1", "-tls1_2, TLS 1.2"})
    void verifiesBothCertificatesUpToTls12(String option, String version) throws Exception {
        try (TestGateway gateway = gateway(ALL_VERSIONS)) {
            load(gateway, with(AGENT, option));
            gateway.awaitVerified(version
                    + ": verified version, SNI, server certificate (names only), client certificate ("
                    + AGENT_SUBJECT + "); not visible: a renegotiation, if any");
        }
    }

    @ParameterizedTest
    @CsvSource({"-tls1, TLS 1.0", "-tls1_1, TLS 1.1", "-tls1_2, TLS 1.2"})
    void verifiesClientsWithoutCertificate(String option, String version) throws Exception {
        try (TestGateway gateway = gateway(ALL_VERSIONS)) {
            load(gateway, option);
            gateway.awaitVerified(version
                    + ": verified version, SNI, server certificate (names only), no client certificate presented;"
                    + " not visible: a renegotiation, if any");
        }
    }

    @Test
    void verifiesWhatTls13Shows() throws Exception {
        try (TestGateway gateway = gateway(TlsRules.DEFAULT)) {
            load(gateway, with(AGENT, "-tls1_3"));
            gateway.awaitVerified("TLS 1.3: verified version, SNI; not visible: certificates (encrypted)");
            assertThat(gateway.rejections()).isZero();
        }
    }

    @Test
    void verifiesBothHellosWhenTheServerAsksForAnotherKeyShare() throws Exception {
        int port = TestServer.unusedPort();
        try (Program choosy = openSsl.server(port, "server", "-www", "-groups", "P-521");
                TestGateway gateway = new TestGateway(folder, port, TlsRules.DEFAULT)) {
            load(gateway, "-groups", "X25519:P-521");
            gateway.awaitLine("TlsParser - Server handshake message: HelloRetryRequest. Client 127.0.0.1:");
            gateway.awaitVerified("TLS 1.3: verified version, SNI; not visible: certificates (encrypted)");
            assertThat(choosy.output()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"-tls1", "-tls1_2", "-tls1_3"})
    void verifiesHandshakesInOneByteSegments(String option) throws Exception {
        try (TestGateway gateway = new TestGateway(folder, OpenProxy.splittingTo(serverPort), ALL_VERSIONS);
                TestServer entrance = OpenProxy.splitterBefore(gateway.port());
                Program client = client("127.0.0.1:" + entrance.port(), with(AGENT, option, "-ign_eof"))
                        .input("GET / HTTP/1.0\r\n\r\n")) {
            client.awaitOutput(PAGE);
            gateway.awaitLine("TLS session is successfully verified");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        -tls1_2           | TLS 1.2: verified version, SNI; \
        not visible: certificates (session resumed), a renegotiation, if any
        -tls1_2 -no_ticket| TLS 1.2: verified version, SNI; \
        not visible: certificates (session resumed), a renegotiation, if any
        -tls1_3           | TLS 1.3: verified version, SNI; not visible: certificates (encrypted)
        """)
    void verifiesResumedSessions(String options, String verified) throws Exception {
        String session = folder.resolve("session.pem").toString();
        try (TestGateway gateway = gateway(TlsRules.DEFAULT)) {
            load(gateway, with(options.split(" "), "-sess_out", session));
            assertThat(load(gateway, with(options.split(" "), "-sess_in", session))).contains("Reused, TLSv1.");
            gateway.awaitVerified(verified);
        }
    }

    @Test
    void letsEarlyDataPass() throws Exception {
        int port = TestServer.unusedPort();
        Path session = folder.resolve("early.pem");
        Path early = Files.writeString(folder.resolve("early.txt"), "GET / HTTP/1.0\r\n\r\n");
        try (Program eager = openSsl.server(port, "server", "-early_data");
                TestGateway gateway = new TestGateway(folder, port, TlsRules.DEFAULT)) {
            try (Program client = client(gateway.proxy(), "-sess_out", session.toString())) {
                client.await("a ticket", () -> Files.exists(session) && Files.size(session) > 0);
                client.type("Q\n");
                assertThat(client.exitCode()).isZero();
            }
            try (Program client = client(gateway.proxy(),
                    "-sess_in", session.toString(), "-early_data", early.toString()).input("Q\n")) {
                assertThat(client.exitCode()).isZero();
                assertThat(client.output()).contains("Early data was accepted");
                eager.awaitOutput("GET / HTTP/1.0");
            }
            gateway.awaitLine("TlsParser - Client handshake message: early data. Client 127.0.0.1:");
        }
    }

    @Test
    void letsARenegotiationPassThatTheClientAsksFor() throws Exception {
        try (TestGateway gateway = gateway(TlsRules.DEFAULT);
                Program client = client(gateway.proxy(), with(AGENT, "-tls1_2"))) {
            gateway.awaitLine("TLS session is successfully verified");
            client.type("R\n");
            client.awaitOutput("RENEGOTIATING");
            client.type("GET / HTTP/1.0\r\n\r\n");
            client.awaitOutput(PAGE);
            gateway.awaitLine(RENEGOTIATED);
            assertThat(gateway.log()).containsOnlyOnce(RENEGOTIATED);
            assertThat(gateway.rejections()).isZero();
        }
    }

    @Test
    void refusesARenegotiationThatTheClientAsksForIfForbidden() throws Exception {
        try (TestGateway gateway = gateway(NO_RENEGOTIATION);
                Program client = client(gateway.proxy(), with(AGENT, "-tls1_2"))) {
            gateway.awaitLine("TLS session is successfully verified");
            client.type("R\n");
            gateway.awaitLine(FORBIDDEN);
            assertThat(client.exitCode()).isNotZero();
            assertThat(gateway.rejections()).isEqualTo(1);
        }
    }

    @Test
    void letsASessionWithoutRenegotiationPassIfItIsForbidden() throws Exception {
        for (String option : List.of("-tls1_2", "-tls1_3")) {
            try (TestGateway gateway = gateway(NO_RENEGOTIATION)) {
                load(gateway, with(AGENT, option));
                assertThat(gateway.rejections()).isZero();
            }
        }
    }

    /** As the server asks, before the client has shown the certificate that the gateway would not see. */
    @Test
    void refusesARenegotiationThatTheServerAsksForIfForbidden() throws Exception {
        int port = TestServer.unusedPort();
        try (Program asking = openSsl.server(port, "server", "-CAfile", "stranger.crt", "-no_cache",
                        "-nameopt", "RFC2253");
                TestGateway gateway = new TestGateway(folder, port, NO_RENEGOTIATION);
                Program client = client(gateway.proxy(), with(STRANGER, "-tls1_2", "-no_ticket"))) {
            gateway.awaitVerified("TLS 1.2: verified version, SNI, server certificate (names only),"
                    + " no client certificate presented; not visible: ");
            asking.type("R\n");
            gateway.awaitLine(FORBIDDEN);
            client.exitCode();
            assertThat(asking.output()).doesNotContain("CN=Gateway");
            assertThat(gateway.rejections()).isEqualTo(1);
        }
    }

    /** Renegotiates, as IIS does for paths that require a certificate. The second handshake is encrypted. */
    @Test
    void letsARenegotiationPassThatTheServerAsksFor() throws Exception {
        int port = TestServer.unusedPort();
        try (Program asking = openSsl.server(port, "server", "-CAfile", "stranger.crt", "-no_cache",
                        "-nameopt", "RFC2253");
                TestGateway gateway = new TestGateway(folder, port, TlsRules.DEFAULT);
                Program client = client(gateway.proxy(), with(STRANGER, "-tls1_2", "-no_ticket"))) {
            gateway.awaitVerified(
                    "TLS 1.2: verified version, SNI, server certificate (names only), no client certificate presented;"
                            + " not visible: a renegotiation, if any");
            asking.type("R\n");
            asking.awaitOutput("CN=Gateway");
            gateway.awaitLine(RENEGOTIATED);
            asking.type("answer\n");
            client.awaitOutput("answer");
            assertThat(gateway.rejections()).isZero();
        }
    }

    @Test
    void refusesAnOldVersion() throws Exception {
        try (TestGateway gateway = gateway(TlsRules.DEFAULT)) {
            assertRefused(gateway, "SSL alert number 70",
                    "ERROR TlsParser - Unsupported TLS/SSL protocol version: TLS 1.1. Host " + HOST, "-tls1_1");
        }
    }

    @Test
    void refusesAVersionAboveTheMaximum() throws Exception {
        try (TestGateway gateway = gateway(new TlsRules(TlsVersion.TLS_1_2, TlsVersion.TLS_1_2, false, true))) {
            assertRefused(gateway, "SSL alert number 70",
                    "ERROR TlsParser - Unsupported TLS/SSL protocol version: TLS 1.3. Host " + HOST);
            load(gateway, "-tls1_2");
        }
    }

    @Test
    void refusesAnotherServerName() throws Exception {
        try (TestGateway gateway = gateway(TlsRules.DEFAULT)) {
            assertRefused(gateway, "SSL alert number 112", "ERROR TcpConnection - Client SNI (evil.example) is not the"
                    + " target host (" + HOST + ")", "-servername", "evil.example");
        }
    }

    @Test
    void refusesAMissingServerNameUnlessAllowed() throws Exception {
        try (TestGateway gateway = gateway(TlsRules.DEFAULT)) {
            assertRefused(gateway, "SSL alert number 109",
                    "ERROR TcpConnection - Client SNI is missing. Target host (" + HOST + ")", "-noservername");
        }
        try (TestGateway gateway = gateway(new TlsRules(TlsVersion.TLS_1_2, TlsVersion.TLS_1_3, true, true))) {
            load(gateway, "-noservername");
            gateway.awaitVerified(
                    "TLS 1.3: verified version; not visible: SNI (not sent), certificates (encrypted)");
        }
    }

    @Test
    void refusesAClientCertificateThatIsNotAllowed() throws Exception {
        try (TestGateway gateway = gateway(TlsRules.DEFAULT)) {
            assertRefused(gateway, "SSL alert number 42",
                    "ERROR TcpConnection - Invalid Client certificate: CN=Gateway. Host " + HOST,
                    with(STRANGER, "-tls1_2"));
        }
        try (TestGateway gateway = gateway(TlsRules.DEFAULT, "Gateway")) {
            load(gateway, with(STRANGER, "-tls1_2"));
        }
    }

    @Test
    void refusesAServerCertificateForAnotherHost() throws Exception {
        int port = TestServer.unusedPort();
        try (Program evil = openSsl.server(port, "evil", "-www");
                TestGateway gateway = new TestGateway(folder, port, TlsRules.DEFAULT)) {
            assertRefused(gateway, "SSL alert number 112", "ERROR TcpConnection - Server certificate (evil.example)"
                    + " is not for the target host (" + HOST + ")", "-tls1_2");
            assertThat(evil.output()).doesNotContain("GET");
        }
    }

    @Test
    void refusesAnAnonymousServer() throws Exception {
        int port = TestServer.unusedPort();
        try (Program anonymous = Program.start(folder, "openssl", "s_server", "-accept", "127.0.0.1:" + port,
                        "-nocert", "-tls1_2", "-cipher", "aNULL:@SECLEVEL=0");
                TestGateway gateway = new TestGateway(folder, port, TlsRules.DEFAULT)) {
            anonymous.awaitOutput("ACCEPT");
            assertRefused(gateway, "SSL alert number 112", "ERROR TcpConnection - Server certificate (none) is not for"
                    + " the target host (" + HOST + ")", "-tls1_2", "-cipher", "aNULL:@SECLEVEL=0");
        }
    }

    @Test
    void curlPresentsAClientCertificate() throws Exception {
        String[] options = {"-sS", "--cacert", "server.crt", "--tls-max", "1.2", "--cert", "agent.crt", "--key",
                "agent.key"};
        try (TestGateway gateway = gateway(TlsRules.DEFAULT)) {
            List<String> command = new ArrayList<>(List.of("curl", "-x", "http://" + gateway.proxy()));
            command.addAll(List.of(options));
            command.add("https://" + HOST + "/");
            try (Program curl = Program.start(folder, command)) {
                assertThat(curl.exitCode()).as(curl.output()).isZero();
                assertThat(curl.output()).contains(PAGE);
            }
            gateway.awaitVerified(
                    "TLS 1.2: verified version, SNI, server certificate (names only), client certificate ("
                    + AGENT_SUBJECT + "); not visible: a renegotiation, if any");
        }
    }

    @Test
    void curlSaysWhyItIsRefused() throws Exception {
        try (TestGateway gateway = gateway(TlsRules.DEFAULT);
                Program curl = Program.start(folder, "curl", "-sS", "-x", "http://" + gateway.proxy(), "-k",
                        "--tls-max", "1.2", "--cert", "stranger.crt", "--key", "stranger.key",
                        "https://" + HOST + "/")) {
            assertThat(curl.exitCode()).isNotZero();
            assertThat(curl.output()).contains("alert bad certificate");
        }
    }
}
