package org.omsgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.omsgateway.TestGateway.HOST;
import static org.omsgateway.TestGateway.WORKSPACE;

import java.io.IOException;
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

/** GnuTLS talks to GnuTLS through the gateway. */
class GnuTlsTest {
    private static final TlsRules ALL_VERSIONS = new TlsRules(TlsVersion.TLS_1_0, TlsVersion.TLS_1_3, false, true);
    private static final String PRIORITY = "NORMAL:-VERS-ALL:+VERS-";

    @TempDir
    private static Path folder;

    private static Program server;
    private static int serverPort;

    @BeforeAll
    static void start() throws Exception {
        OpenSsl openSsl = new OpenSsl(folder);
        openSsl.makeCertificate("server", "/CN=" + HOST, "subjectAltName=DNS:" + HOST);
        openSsl.makeCertificate("agent", "/O=Microsoft/OU=Microsoft Monitoring Agent/CN=agent/DC=" + WORKSPACE,
                "extendedKeyUsage=clientAuth");
        openSsl.makeCertificate("stranger", "/CN=Gateway", "extendedKeyUsage=clientAuth");
        serverPort = TestServer.unusedPort();
        server = Program.start(folder, "gnutls-serv", "--http", "-p", String.valueOf(serverPort),
                "--priority", "NORMAL:+VERS-TLS1.0:+VERS-TLS1.1",
                "--x509certfile", "server.crt", "--x509keyfile", "server.key");
        server.awaitListening(serverPort);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static TestGateway gateway() throws IOException {
        return new TestGateway(folder, serverPort, ALL_VERSIONS);
    }

    /** Runs a client without proxy support through a local port that leads into the tunnel. */
    private static Program client(TestServer entrance, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of("gnutls-cli", "-p", String.valueOf(entrance.port()), "127.0.0.1",
                "--sni-hostname", HOST, "--verify-hostname", HOST, "--x509cafile", "server.crt"));
        command.addAll(List.of(options));
        return Program.start(folder, command);
    }

    private static TestServer entranceTo(TestGateway gateway) throws IOException {
        return OpenProxy.tunnelThrough(gateway.port(), HOST + ":443");
    }

    private static void load(TestServer entrance, String... options) throws Exception {
        try (Program client = client(entrance, options)) {
            client.awaitOutput("Simple Client Mode:");
            client.type("GET / HTTP/1.0\r\n\r\n");
            client.awaitOutput("HTTP/1.0 200 OK");
        }
    }

    @ParameterizedTest
    @CsvSource({"1.0", "1.1", "1.2"})
    void verifiesBothCertificatesUpToTls12(String version) throws Exception {
        try (TestGateway gateway = gateway(); TestServer entrance = entranceTo(gateway)) {
            load(entrance, "--priority", PRIORITY + "TLS" + version,
                    "--x509certfile", "agent.crt", "--x509keyfile", "agent.key");
            gateway.awaitVerified("TLS " + version
                    + ": verified version, SNI, server certificate (names only), client certificate"
                    + " (DC=" + WORKSPACE
                    + ", CN=agent, OU=Microsoft Monitoring Agent, O=Microsoft); not visible: a renegotiation, if any");
        }
    }

    @Test
    void verifiesWhatTls13Shows() throws Exception {
        try (TestGateway gateway = gateway(); TestServer entrance = entranceTo(gateway)) {
            load(entrance);
            gateway.awaitVerified("TLS 1.3: verified version, SNI; not visible: certificates (encrypted)");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "TLS1.2, TLS 1.2: verified version% SNI; not visible: certificates (session resumed)% a renegotiation% if any",
        "TLS1.3, TLS 1.3: verified version% SNI; not visible: certificates (encrypted)"
    })
    void verifiesResumedSessions(String version, String verified) throws Exception {
        try (TestGateway gateway = gateway();
                TestServer entrance = entranceTo(gateway);
                Program client = client(entrance, "--resume", "--priority", PRIORITY + version).input("")) {
            client.awaitOutput("This is a resumed session");
            gateway.awaitVerified(verified.replace('%', ','));
        }
    }

    @Test
    void letsARehandshakePass() throws Exception {
        try (TestGateway gateway = gateway();
                TestServer entrance = entranceTo(gateway);
                Program client = client(entrance, "--rehandshake", "--priority", PRIORITY + "TLS1.2")) {
            client.awaitOutput("ReHandshake was completed");
            assertThat(gateway.rejections()).isZero();
        }
    }

    @Test
    void refusesAClientCertificateThatIsNotAllowed() throws Exception {
        try (TestGateway gateway = gateway();
                TestServer entrance = entranceTo(gateway);
                Program client = client(entrance, "--priority", PRIORITY + "TLS1.2",
                        "--x509certfile", "stranger.crt", "--x509keyfile", "stranger.key").input("")) {
            assertThat(client.exitCode()).isNotZero();
            assertThat(client.output()).contains("Received alert [42]: Certificate is bad");
            gateway.awaitLine("ERROR TcpConnection - Invalid Client certificate: CN=Gateway. ");
        }
    }
}
