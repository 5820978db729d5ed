package org.omsgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.omsgateway.TestGateway.HOST;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Vector;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.NameType;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.ServerName;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.TlsCredentialedDecryptor;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsFatalAlertReceived;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsServerProtocol;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedDecryptor;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
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

/** Bouncy Castle on both sides: it still speaks versions that other stacks have dropped. */
class BouncyCastleTest {
    private static final TlsRules ALL_VERSIONS = new TlsRules(TlsVersion.TLS_1_0, TlsVersion.TLS_1_3, false, true);
    private static final BcTlsCrypto CRYPTO = new BcTlsCrypto(new SecureRandom());

    @TempDir
    private static Path folder;

    private static TlsCredentialedDecryptor credential;

    @BeforeAll
    static void makeCertificate() throws Exception {
        OpenSsl openSsl = new OpenSsl(folder);
        openSsl.makeCertificate("server", "/CN=" + HOST, "subjectAltName=DNS:" + HOST);
        openSsl.run("x509", "-in", "server.crt", "-outform", "DER", "-out", "server.der");
        openSsl.run("pkcs8", "-topk8", "-nocrypt", "-in", "server.key", "-outform", "DER", "-out", "server.pk8");
        TlsCertificate certificate = CRYPTO.createCertificate(Files.readAllBytes(folder.resolve("server.der")));
        credential = new BcDefaultTlsCredentialedDecryptor(CRYPTO, new Certificate(new TlsCertificate[] {certificate}),
                PrivateKeyFactory.createKey(Files.readAllBytes(folder.resolve("server.pk8"))));
    }

    /** A server that speaks only {@code version} and echoes what it receives. */
    private static TestServer serverOf(ProtocolVersion version) throws IOException {
        return new TestServer(socket -> {
            TlsServerProtocol tls = new TlsServerProtocol(socket.getInputStream(), socket.getOutputStream());
            tls.accept(new DefaultTlsServer(CRYPTO) {
                @Override
                protected ProtocolVersion[] getSupportedVersions() {
                    return version.only();
                }

                @Override
                protected int[] getSupportedCipherSuites() {
                    return new int[] {CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA};
                }

                @Override
                protected TlsCredentialedDecryptor getRSAEncryptionCredentials() {
                    return credential;
                }
            });
            tls.getInputStream().transferTo(tls.getOutputStream());
        });
    }

    private static String echo(TestGateway gateway, ProtocolVersion... versions) throws IOException {
        try (RawClient client = new RawClient(new InetSocketAddress(gateway.port())).openTunnel(HOST + ":443")) {
            Socket socket = client.socket();
            TlsClientProtocol tls = new TlsClientProtocol(socket.getInputStream(), socket.getOutputStream());
            tls.connect(new Client(versions));
            tls.getOutputStream().write("hello".getBytes(StandardCharsets.UTF_8));
            return new String(tls.getInputStream().readNBytes(5), StandardCharsets.UTF_8);
        }
    }

    private static final class Client extends DefaultTlsClient {
        private final ProtocolVersion[] versions;

        Client(ProtocolVersion... versions) {
            super(CRYPTO);
            this.versions = versions;
        }

        @Override
        protected ProtocolVersion[] getSupportedVersions() {
            return versions;
        }

        @Override
        protected int[] getSupportedCipherSuites() {
            return new int[] {CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA};
        }

        @Override
        protected Vector<ServerName> getSNIServerNames() {
            Vector<ServerName> names = new Vector<>();
            names.add(new ServerName(NameType.host_name, HOST.getBytes(StandardCharsets.UTF_8)));
            return names;
        }

        @Override
        public TlsAuthentication getAuthentication() {
            return new TlsAuthentication() {
                @Override
                public void notifyServerCertificate(TlsServerCertificate certificate) {
                    // The test is about the gateway's verdict only.
                }

                @Override
                public TlsCredentials getClientCredentials(CertificateRequest request) {
                    return null;
                }
            };
        }
    }

    private static void assertRefused(TestGateway gateway, String version, ProtocolVersion... versions) {
        assertThatThrownBy(() -> echo(gateway, versions)).isInstanceOf(TlsFatalAlertReceived.class)
                .hasMessageContaining("protocol_version(70)");
        gateway.awaitLine("ERROR TlsParser - Unsupported TLS/SSL protocol version: " + version + ". Host " + HOST);
        assertThat(gateway.rejections()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"TLS 1.0", "TLS 1.1", "TLS 1.2"})
    void verifiesAVersionThatBothKnow(String name) throws Exception {
        ProtocolVersion version = versionOf(name);
        try (TestServer server = serverOf(version); TestGateway gateway = new TestGateway(folder, server.port(),
                ALL_VERSIONS)) {
            assertThat(echo(gateway, ProtocolVersion.TLSv12.downTo(ProtocolVersion.SSLv3))).isEqualTo("hello");
            gateway.awaitVerified(name
                    + ": verified version, SNI, server certificate (names only), no client certificate presented;"
                    + " not visible: a renegotiation, if any");
        }
    }

    @Test
    void refusesAClientOfSsl3() throws Exception {
        try (TestServer server = serverOf(ProtocolVersion.SSLv3);
                TestGateway gateway = new TestGateway(folder, server.port(), ALL_VERSIONS)) {
            assertRefused(gateway, "SSL 3.0", ProtocolVersion.SSLv3);
        }
    }

    @Test
    void refusesAServerThatSelectsSsl3() throws Exception {
        try (TestServer server = serverOf(ProtocolVersion.SSLv3);
                TestGateway gateway = new TestGateway(folder, server.port(), ALL_VERSIONS)) {
            assertRefused(gateway, "SSL 3.0", ProtocolVersion.TLSv12.downTo(ProtocolVersion.SSLv3));
        }
    }

    @Test
    void refusesAServerThatSelectsAnOldVersion() throws Exception {
        try (TestServer server = serverOf(ProtocolVersion.TLSv11);
                TestGateway gateway = new TestGateway(folder, server.port(), TlsRules.DEFAULT)) {
            assertRefused(gateway, "TLS 1.1", ProtocolVersion.TLSv12.downTo(ProtocolVersion.TLSv10));
        }
    }

    @Test
    void refusesAClientThatOffersOldVersionsOnly() throws Exception {
        try (TestServer server = serverOf(ProtocolVersion.TLSv11);
                TestGateway gateway = new TestGateway(folder, server.port(), TlsRules.DEFAULT)) {
            assertRefused(gateway, "TLS 1.1", ProtocolVersion.TLSv11.downTo(ProtocolVersion.TLSv10));
        }
    }

    private static ProtocolVersion versionOf(String name) {
        return switch (name) {
            case "TLS 1.0" -> ProtocolVersion.TLSv10;
            case "TLS 1.1" -> ProtocolVersion.TLSv11;
            default -> ProtocolVersion.TLSv12;
        };
    }
}
