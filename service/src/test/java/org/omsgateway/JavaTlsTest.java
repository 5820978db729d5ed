package org.omsgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.omsgateway.TestGateway.HOST;
import static org.omsgateway.TestGateway.WORKSPACE;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.omsgateway.config.TlsRules;
import org.omsgateway.testing.OpenSsl;
import org.omsgateway.testing.RawClient;
import org.omsgateway.testing.TestServer;
import org.omsgateway.tls.TlsVersion;

/** The JDK talks to the JDK through the gateway. */
class JavaTlsTest {
    private static final String PASSWORD = "changeit";
    private static final String[] NAMES = {"server", "agent", "stranger"};

    @TempDir
    private static Path folder;

    /** Echoes what it receives. It requests a client certificate, but does not require one. */
    private static TestServer server;

    @BeforeAll
    static void start() throws Exception {
        OpenSsl openSsl = new OpenSsl(folder);
        openSsl.makeCertificate("server", "/CN=" + HOST, "subjectAltName=DNS:" + HOST);
        openSsl.makeCertificate("agent", "/CN=" + WORKSPACE + "/O=Microsoft", "extendedKeyUsage=clientAuth");
        openSsl.makeCertificate("stranger", "/CN=Gateway", "extendedKeyUsage=clientAuth");
        for (String name : NAMES) {
            openSsl.run("pkcs12", "-export", "-in", name + ".crt", "-inkey", name + ".key", "-name", name,
                    "-out", name + ".p12", "-passout", "pass:" + PASSWORD);
        }
        SSLContext context = context("server");
        server = new TestServer(socket -> {
            SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(socket, null, false);
            tls.setUseClientMode(false);
            tls.setWantClientAuth(true);
            tls.getInputStream().transferTo(tls.getOutputStream());
        });
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    /** Presents the certificate called {@code name}, and trusts every server. */
    private static SSLContext context(String name) throws Exception {
        KeyStore own = KeyStore.getInstance(folder.resolve(name + ".p12").toFile(), PASSWORD.toCharArray());
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(own, PASSWORD.toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        for (String other : NAMES) {
            try (InputStream in = Files.newInputStream(folder.resolve(other + ".crt"))) {
                trusted.setCertificateEntry(other, CertificateFactory.getInstance("X.509").generateCertificate(in));
            }
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static TestGateway gateway() throws IOException {
        return new TestGateway(folder, server.port(), TlsRules.DEFAULT);
    }

    private static void echo(TestGateway gateway, SSLContext context, String version) throws IOException {
        try (RawClient client = new RawClient(new InetSocketAddress(gateway.port())).openTunnel(HOST + ":443")) {
            Socket socket = client.socket();
            SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(socket, HOST, 443, false);
            tls.setEnabledProtocols(new String[] {version});
            tls.getOutputStream().write("hello".getBytes(StandardCharsets.UTF_8));
            assertThat(tls.getInputStream().readNBytes(5)).asString().isEqualTo("hello");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        TLSv1.2 | TLS 1.2: verified version, SNI, server certificate (names only), \
        client certificate (O=Microsoft, CN=%s); not visible: a renegotiation, if any
        TLSv1.3 | TLS 1.3: verified version, SNI; not visible: certificates (encrypted)
        """)
    void verifiesAnAgent(String version, String verified) throws Exception {
        try (TestGateway gateway = gateway()) {
            echo(gateway, context("agent"), version);
            gateway.awaitVerified(verified.formatted(WORKSPACE));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        TLSv1.2 | TLS 1.2: verified version, SNI; not visible: certificates (session resumed), a renegotiation, if any
        TLSv1.3 | TLS 1.3: verified version, SNI; not visible: certificates (encrypted)
        """)
    void verifiesAResumedSession(String version, String verified) throws Exception {
        SSLContext context = context("agent");
        try (TestGateway gateway = gateway()) {
            echo(gateway, context, version);
            echo(gateway, context, version);
            gateway.awaitVerified(verified);
        }
    }

    @Test
    void refusesAClientCertificateThatIsNotAllowed() throws Exception {
        try (TestGateway gateway = gateway()) {
            assertThatThrownBy(() -> echo(gateway, context("stranger"), "TLSv1.2"))
                    .isInstanceOf(SSLException.class).hasMessageContaining("bad_certificate");
            gateway.awaitLine("ERROR TcpConnection - Invalid Client certificate: CN=Gateway. ");
        }
    }

    /** Asks for the client's certificate after the first byte, and sends its subject, as Kestrel and IIS can. */
    private static TestServer serverThatAsksLater() throws Exception {
        SSLContext context = context("server");
        return new TestServer(socket -> {
            SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(socket, null, false);
            tls.setUseClientMode(false);
            tls.getInputStream().read();
            // A resumed session would have no certificate.
            tls.getSession().invalidate();
            tls.setNeedClientAuth(true);
            CompletableFuture<SSLSession> later = new CompletableFuture<>();
            tls.addHandshakeCompletedListener(done -> later.complete(done.getSession()));
            tls.startHandshake();
            // A further handshake goes on only while somebody reads.
            CompletableFuture.supplyAsync(() -> read(tls)).whenComplete((end, failure) ->
                    later.completeExceptionally(new IOException("no further handshake", failure)));
            tls.getOutputStream().write(
                    later.join().getPeerPrincipal().getName().getBytes(StandardCharsets.US_ASCII));
            tls.close();
        });
    }

    private static int read(SSLSocket socket) {
        try {
            return socket.getInputStream().read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String subjectAskedLater(TestGateway gateway) throws Exception {
        try (RawClient client = new RawClient(new InetSocketAddress(gateway.port())).openTunnel(HOST + ":443")) {
            SSLSocket tls = (SSLSocket) context("agent").getSocketFactory()
                    .createSocket(client.socket(), HOST, 443, false);
            tls.setEnabledProtocols(new String[] {"TLSv1.2"});
            tls.getOutputStream().write('a');
            return new String(tls.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    /** The client may or may not have begun the further handshake when the session ends. */
    private static String subjectUnlessEnded(TestGateway gateway) throws Exception {
        try {
            return subjectAskedLater(gateway);
        } catch (IOException ended) {
            return "";
        }
    }

    @Test
    void letsAServerAskForTheClientsCertificateLaterUnlessThatIsForbidden() throws Exception {
        TlsRules forbidding = new TlsRules(TlsVersion.TLS_1_2, TlsVersion.TLS_1_3, false, false);
        try (TestServer later = serverThatAsksLater();
                TestGateway gateway = new TestGateway(folder, later.port(), TlsRules.DEFAULT)) {
            assertThat(subjectAskedLater(gateway)).isEqualTo("O=Microsoft,CN=" + WORKSPACE);
            gateway.awaitLine("DEBUG TcpConnection - TLS session is renegotiated. Not visible:");
        }
        try (TestServer later = serverThatAsksLater();
                TestGateway gateway = new TestGateway(folder, later.port(), forbidding)) {
            assertThat(subjectUnlessEnded(gateway)).isEmpty();
            gateway.awaitLine("ERROR TcpConnection - Renegotiation of the TLS session is forbidden. Host " + HOST);
        }
    }
}
