package org.omsgateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.omsgateway.testing.Handshakes.CERTIFICATE_REQUEST;
import static org.omsgateway.testing.Handshakes.CHANGE_CIPHER_SPEC;
import static org.omsgateway.testing.Handshakes.CLIENT_KEY_EXCHANGE;
import static org.omsgateway.testing.Handshakes.FINISHED;
import static org.omsgateway.testing.Handshakes.NEW_SESSION_TICKET;
import static org.omsgateway.testing.Handshakes.SERVER_HELLO_12;
import static org.omsgateway.testing.Handshakes.SERVER_HELLO_13;
import static org.omsgateway.testing.Handshakes.SERVER_HELLO_DONE;
import static org.omsgateway.testing.TlsBytes.bytes;
import static org.omsgateway.testing.TlsBytes.concat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.omsgateway.config.Limits;
import org.omsgateway.eventlog.GatewayEvent;
import org.omsgateway.testing.Await;
import org.omsgateway.testing.Handshakes;
import org.omsgateway.testing.RawClient;
import org.omsgateway.testing.TestCertificates;
import org.omsgateway.testing.TestServer;
import org.omsgateway.tls.EncryptedRecords;

/** Handshakes as literal bytes through real sockets: the bytes that arrive on each side, and the events. */
class TlsGuardTest {
    private static final String HOST = "a.allowed.example";
    private static final byte[] CLIENT_HELLO = Handshakes.clientHello("0303", Handshakes.sni(HOST));
    private static final byte[] CLIENT_HELLO_13 =
            Handshakes.clientHello("0303", Handshakes.sni(HOST) + Handshakes.TLS_1_3);
    private static final byte[] CERTIFICATE = certificate("*.allowed.example");
    private static final byte[] SERVER_FLIGHT =
            concat(SERVER_HELLO_12, CERTIFICATE, CERTIFICATE_REQUEST, SERVER_HELLO_DONE);
    private static final byte[] CLIENT_FLIGHT = concat(CLIENT_KEY_EXCHANGE, CHANGE_CIPHER_SPEC, FINISHED);
    private static final byte[] SERVER_END = concat(NEW_SESSION_TICKET, CHANGE_CIPHER_SPEC, FINISHED);

    private final BlockingQueue<Socket> accepted = new LinkedBlockingQueue<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private TestServer listener;
    private TestProxy proxy;
    private RawClient client;
    private Socket server;

    private static byte[] certificate(String host) {
        return Handshakes.certificate(TestCertificates.forHosts(host));
    }

    private void open() throws Exception {
        open(Limits.DEFAULT);
    }

    /** Opens a tunnel with both ends in the test's hands. */
    private void open(Limits limits) throws Exception {
        listener = new TestServer(socket -> {
            accepted.add(socket);
            awaitTheEnd();
        });
        proxy = new TestProxy(TestProxy.dialerTo(listener.address()), limits);
        client = new RawClient(proxy.address()).openTunnel(HOST + ":443");
        server = accepted.take();
        server.setTcpNoDelay(true);
        server.setSoTimeout((int) Await.PATIENCE.toMillis());
    }

    private void awaitTheEnd() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void close() throws IOException {
        over.countDown();
        client.close();
        proxy.close();
        listener.close();
    }

    private void serverSends(byte[] bytes) throws IOException {
        server.getOutputStream().write(bytes);
    }

    private void assertServerReceives(byte[] bytes) throws IOException {
        assertThat(server.getInputStream().readNBytes(bytes.length)).isEqualTo(bytes);
    }

    private void assertClientReceives(byte[] bytes) throws IOException {
        assertThat(client.socket().getInputStream().readNBytes(bytes.length)).isEqualTo(bytes);
    }

    /** Checks that the client receives a fatal alert as its last bytes, and the server receives nothing more. */
    private void assertRefused(GatewayEvent event, int alert, String message) throws IOException {
        assertThat(client.socket().getInputStream().readAllBytes())
                .isEqualTo(new byte[] {21, 3, 3, 0, 2, 2, (byte) alert});
        assertThat(server.getInputStream().readAllBytes()).isEmpty();
        assertThat(proxy.events.await(event)).startsWith(message).contains(HOST)
                .endsWith("lient 127.0.0.1:" + client.socket().getLocalPort() + " (tunnel 1)");
    }

    private void assertVerified(String facts) {
        assertThat(proxy.events.await(GatewayEvent.TLS_VERIFIED)).isEqualTo("TLS session is successfully verified. "
                + facts + ". Host " + HOST + ", client 127.0.0.1:" + client.socket().getLocalPort() + " (tunnel 1)");
        proxy.events.assertNothingWrong();
    }

    @Test
    void letsAHandshakeOfTls12PassUnchanged() throws Exception {
        open();
        client.send(CLIENT_HELLO);
        assertServerReceives(CLIENT_HELLO);
        serverSends(SERVER_FLIGHT);
        assertClientReceives(SERVER_FLIGHT);
        client.send(CLIENT_FLIGHT);
        assertServerReceives(CLIENT_FLIGHT);
        serverSends(SERVER_END);
        assertClientReceives(SERVER_END);

        assertVerified("TLS 1.2: verified version, SNI, server certificate (names only), no client certificate"
                + " presented; not visible: a renegotiation, if any");
    }

    @Test
    void letsAHandshakeOfTls13PassUnchanged() throws Exception {
        open();
        client.send(CLIENT_HELLO_13);
        assertServerReceives(CLIENT_HELLO_13);
        serverSends(concat(SERVER_HELLO_13, Handshakes.APPLICATION_DATA));
        assertClientReceives(concat(SERVER_HELLO_13, Handshakes.APPLICATION_DATA));

        assertVerified("TLS 1.3: verified version, SNI; not visible: certificates (encrypted)");
    }

    @Test
    void letsAHandshakeInOneByteSegmentsPass() throws Exception {
        open();
        for (byte b : CLIENT_HELLO) {
            client.send(new byte[] {b});
        }
        assertServerReceives(CLIENT_HELLO);
        for (byte b : SERVER_FLIGHT) {
            serverSends(new byte[] {b});
        }
        assertClientReceives(SERVER_FLIGHT);
    }

    @Test
    void passesOnWhatFollowsTheHandshakeInTheSameSegment() throws Exception {
        open();
        client.send(CLIENT_HELLO);
        assertServerReceives(CLIENT_HELLO);
        serverSends(SERVER_FLIGHT);
        assertClientReceives(SERVER_FLIGHT);
        client.send(concat(CLIENT_FLIGHT, Handshakes.APPLICATION_DATA));
        assertServerReceives(concat(CLIENT_FLIGHT, Handshakes.APPLICATION_DATA));
        serverSends(concat(SERVER_END, Handshakes.APPLICATION_DATA));
        assertClientReceives(concat(SERVER_END, Handshakes.APPLICATION_DATA));
    }

    @Test
    void holdsAMessageBackUntilItIsWhole() throws Exception {
        open();
        client.send(Arrays.copyOf(CLIENT_HELLO, CLIENT_HELLO.length - 1));
        // The other direction shows that the gateway has read all of it, because TCP keeps no order between the two.
        serverSends(bytes("15 0303 (2 0100)"));
        assertClientReceives(bytes("15 0303 (2 0100)"));
        assertThat(server.getInputStream().available()).isZero();
        client.send(Arrays.copyOfRange(CLIENT_HELLO, CLIENT_HELLO.length - 1, CLIENT_HELLO.length));
        assertServerReceives(CLIENT_HELLO);
    }

    @Test
    void reportsAServerThatEndsDuringTheHandshakeWithoutAnAlert() throws Exception {
        open();
        client.send(CLIENT_HELLO);
        assertServerReceives(CLIENT_HELLO);
        server.close();
        assertThat(proxy.events.await(GatewayEvent.NETWORK_ERROR))
                .endsWith(": the server closed the connection during the TLS handshake (tunnel 1)");
    }

    @Test
    void reportsAServerThatResetsAmidTheHandshake() throws Exception {
        open();
        client.send(CLIENT_HELLO);
        assertServerReceives(CLIENT_HELLO);
        server.setSoLinger(true, 0);
        server.close();
        assertThat(proxy.events.await(GatewayEvent.NETWORK_ERROR)).endsWith(" to " + HOST + " directly: the server, or"
                + " a firewall on the way, reset the connection during the TLS handshake (tunnel 1)");
        assertThat(client.readAll()).isEmpty();
    }

    @Test
    void reportsAServerThatEndsBeforeTheHandshake() throws Exception {
        open();
        server.close();
        assertThat(proxy.events.await(GatewayEvent.NETWORK_ERROR))
                .endsWith(": the server closed the connection before the TLS handshake (tunnel 1)");
        assertThat(client.readAll()).isEmpty();
    }

    @Test
    void reportsAServerThatResetsBeforeTheClientHelloIsWhole() throws Exception {
        open();
        client.send(Arrays.copyOf(CLIENT_HELLO, CLIENT_HELLO.length - 1));
        server.setSoLinger(true, 0);
        server.close();
        assertThat(proxy.events.await(GatewayEvent.NETWORK_ERROR)).endsWith(" to " + HOST + " directly: the server, or"
                + " a firewall on the way, reset the connection before the TLS handshake (tunnel 1)");
        assertThat(client.readAll()).isEmpty();
    }

    @Test
    void keepsQuietAboutAClientThatResetsAmidTheHandshake() throws Exception {
        open();
        client.send(CLIENT_HELLO);
        assertServerReceives(CLIENT_HELLO);
        client.reset();
        proxy.events.await(GatewayEvent.TUNNEL_ENDED);
        proxy.events.assertNothingWrong();
    }

    @Test
    void refusesAnotherServerName() throws Exception {
        open();
        client.send(Handshakes.clientHello("0303", Handshakes.sni("evil.example")));
        assertRefused(GatewayEvent.SNI_MISMATCH, 112,
                "Client SNI (evil.example) is not the target host (" + HOST + ")");
    }

    @Test
    void refusesAMissingServerName() throws Exception {
        open();
        client.send(Handshakes.clientHello("0303", ""));
        assertRefused(GatewayEvent.SNI_MISSING, 109, "Client SNI is missing. Target host (" + HOST + ")");
    }

    @Test
    void escapesAServerNameThatWouldForgeALogLine() throws Exception {
        open();
        client.send(Handshakes.clientHello("0303", "0000 (2 (2 00 (2 'evil' 0d0a 'ERROR' 1b)))"));
        assertRefused(GatewayEvent.SNI_MISMATCH, 112, "Client SNI (evil\\u000d\\u000aERROR\\u001b) is not");
    }

    @Test
    void refusesAVersionThatTheServerSelects() throws Exception {
        open();
        client.send(CLIENT_HELLO);
        assertServerReceives(CLIENT_HELLO);
        serverSends(Handshakes.serverHello("0301", ""));
        assertRefused(GatewayEvent.UNSUPPORTED_VERSION, 70, "Unsupported TLS/SSL protocol version: TLS 1.0. ");
    }

    @Test
    void refusesAServerCertificateForAnotherHost() throws Exception {
        open();
        client.send(CLIENT_HELLO);
        assertServerReceives(CLIENT_HELLO);
        serverSends(concat(SERVER_HELLO_12, certificate("evil.example"), SERVER_HELLO_DONE));
        assertRefused(GatewayEvent.SERVER_CERTIFICATE_MISMATCH, 112,
                "Server certificate (evil.example) is not for the target host (" + HOST + ")");
    }

    @Test
    void refusesAClientCertificate() throws Exception {
        open();
        client.send(CLIENT_HELLO);
        assertServerReceives(CLIENT_HELLO);
        serverSends(SERVER_FLIGHT);
        assertClientReceives(SERVER_FLIGHT);
        client.send(concat(Handshakes.certificate(TestCertificates.forSubject("CN=Gateway")), CLIENT_FLIGHT));
        assertRefused(GatewayEvent.INVALID_CLIENT_CERTIFICATE, 42, "Invalid Client certificate: CN=Gateway");
    }

    @Test
    void escapesASubjectThatWouldForgeALogLine() throws Exception {
        open();
        client.send(CLIENT_HELLO);
        assertServerReceives(CLIENT_HELLO);
        serverSends(SERVER_FLIGHT);
        assertClientReceives(SERVER_FLIGHT);
        client.send(Handshakes.certificate(TestCertificates.forSubject("CN=a\u202e\u2028b\nERROR")));
        assertRefused(GatewayEvent.INVALID_CLIENT_CERTIFICATE, 42,
                "Invalid Client certificate: CN=\"a\\u202e\\u2028b\\u000aERROR\". ");
    }

    @Test
    void refusesWhatIsNotTls() throws Exception {
        open();
        client.send("GET / HTTP/1.1\r\n\r\n");
        assertThat(client.read(7)).isEqualTo("\25\3\1\0\2\2\12");
        assertThat(client.readAll()).isEmpty();
        assertThat(server.getInputStream().readAllBytes()).isEmpty();
        assertThat(proxy.events.await(GatewayEvent.HANDSHAKE_UNREADABLE)).startsWith("TLS handshake could not be"
                + " parsed: Client does not speak TLS: no record begins with 0x47. Host " + HOST + ", client ");
    }

    @Test
    void refusesAServerThatIsNotTls() throws Exception {
        open();
        client.send(CLIENT_HELLO);
        assertServerReceives(CLIENT_HELLO);
        serverSends("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        assertRefused(GatewayEvent.HANDSHAKE_UNREADABLE, 10, "TLS handshake could not be parsed: Server does not");
    }

    @Test
    void refusesWhatComesGluedToTheRequest() throws Exception {
        open();
        try (RawClient other = new RawClient(proxy.address())) {
            other.send("CONNECT " + HOST + ":443 HTTP/1.1\r\n\r\nhello");
            assertThat(other.readAll()).isEqualTo("HTTP/1.1 200 Connection established\r\n\r\n\25\3\1\0\2\2\12");
            assertThat(accepted.take().getInputStream().readAllBytes()).isEmpty();
        }
    }

    @Test
    void deliversTheAlertToAClientThatIsStillSending() throws Exception {
        open();
        client.send(Handshakes.clientHello("0303", Handshakes.sni("evil.example")));
        for (int i = 0; i < 20; i++) {
            client.send(new byte[1000]);
        }
        assertRefused(GatewayEvent.SNI_MISMATCH, 112, "Client SNI (evil.example)");
    }

    @Test
    void endsAHandshakeThatDoesNotBegin() throws Exception {
        open(hasty());
        assertThat(client.readAll()).isEqualTo("\25\3\1\0\2\2\50");
        assertThat(proxy.events.await(GatewayEvent.HANDSHAKE_UNREADABLE))
                .startsWith("TLS handshake could not be parsed: no whole ClientHello within 0.3 s. Host " + HOST);
    }

    @Test
    void endsAHandshakeThatTheServerDoesNotAnswer() throws Exception {
        open(hasty());
        client.send(CLIENT_HELLO);
        assertServerReceives(CLIENT_HELLO);
        assertRefused(GatewayEvent.HANDSHAKE_UNREADABLE, 40,
                "TLS handshake could not be parsed: no whole answer of the server within 0.3 s. ");
    }

    @Test
    void endsAHandshakeThatDoesNotEnd() throws Exception {
        open(hasty());
        client.send(CLIENT_HELLO);
        assertServerReceives(CLIENT_HELLO);
        serverSends(SERVER_FLIGHT);
        assertClientReceives(SERVER_FLIGHT);
        assertRefused(GatewayEvent.HANDSHAKE_UNREADABLE, 40,
                "TLS handshake could not be parsed: not complete within 0.3 s. ");
    }

    private static Limits hasty() {
        return new Limits(Duration.ofSeconds(15), Duration.ofMillis(300), Duration.ofMinutes(10), Duration.ZERO, 100,
                0);
    }

    @Test
    void hasNoMoreDeadlineOnceVerified() throws Exception {
        open(hasty());
        client.send(CLIENT_HELLO_13);
        assertServerReceives(CLIENT_HELLO_13);
        serverSends(SERVER_HELLO_13);
        assertClientReceives(SERVER_HELLO_13);
        try (RawClient late = new RawClient(proxy.address()).openTunnel(HOST + ":443")) {
            assertThat(late.readAll()).isNotEmpty();
        }
        client.send(Handshakes.APPLICATION_DATA);
        assertServerReceives(Handshakes.APPLICATION_DATA);
    }

    /** Does the handshake of TLS 1.2 or TLS 1.3 with both ends. */
    private void verify(boolean tls13) throws Exception {
        open();
        client.send(tls13 ? CLIENT_HELLO_13 : CLIENT_HELLO);
        assertServerReceives(tls13 ? CLIENT_HELLO_13 : CLIENT_HELLO);
        serverSends(tls13 ? SERVER_HELLO_13 : SERVER_FLIGHT);
        assertClientReceives(tls13 ? SERVER_HELLO_13 : SERVER_FLIGHT);
        if (!tls13) {
            client.send(CLIENT_FLIGHT);
            assertServerReceives(CLIENT_FLIGHT);
            serverSends(SERVER_END);
            assertClientReceives(SERVER_END);
        }
    }

    /** Checks that both sides are closed without anything more. */
    private void assertEnded(String event) throws IOException {
        assertThat(client.socket().getInputStream().readAllBytes()).isEmpty();
        assertThat(server.getInputStream().readAllBytes()).isEmpty();
        assertThat(proxy.events.await(GatewayEvent.HANDSHAKE_UNREADABLE)).startsWith(
                "TLS handshake could not be parsed: " + event + ". Host " + HOST + ", client 127.0.0.1:");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void refusesAClientThatDoesNotGoOnWithTls(boolean tls13) throws Exception {
        verify(tls13);
        client.send("GET / HTTP/1.1\r\n\r\n");
        assertEnded("Client does not speak TLS: no record begins with 0x47");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void refusesAServerThatDoesNotGoOnWithTls(boolean tls13) throws Exception {
        verify(tls13);
        serverSends(Handshakes.APPLICATION_DATA);
        assertClientReceives(Handshakes.APPLICATION_DATA);
        serverSends(bytes("17 0202 (2 00)"));
        assertEnded("Server sent a record of version 2.x");
    }

    @Test
    void refusesWhatIsNotTlsBehindTheHandshakeInTheSameSegment() throws Exception {
        open();
        client.send(CLIENT_HELLO_13);
        assertServerReceives(CLIENT_HELLO_13);
        serverSends(concat(SERVER_HELLO_13, "SSH-2.0".getBytes(StandardCharsets.UTF_8)));
        assertRefused(GatewayEvent.HANDSHAKE_UNREADABLE, 10, "TLS handshake could not be parsed: Server does not");
    }

    @Test
    void readsAFewRecordsAndNoMore() throws Exception {
        verify(true);
        for (int i = 0; i < EncryptedRecords.FEW; i++) {
            for (byte b : Handshakes.APPLICATION_DATA) {
                client.send(new byte[] {b});
            }
            assertServerReceives(Handshakes.APPLICATION_DATA);
        }
        client.send("anything");
        assertServerReceives("anything".getBytes(StandardCharsets.UTF_8));
        proxy.events.assertNothingWrong();
    }

    @Test
    void readsEncryptedAlertsAndTheLongestRecordsOfTls12() throws Exception {
        verify(false);
        byte[] records = concat(bytes("15 0303 (2 0*26)"), bytes("17 0303 (2 0*18432)"));
        serverSends(records);
        assertClientReceives(records);
        serverSends(bytes("17 0303 4801"));
        assertEnded("Server sent a record of 18433 bytes");
    }

    @Test
    void keepsQuietAboutAClientThatGivesUpWithinItsHello() throws Exception {
        open(hasty());
        client.send(Arrays.copyOf(CLIENT_HELLO, 20)).close();
        assertThat(server.getInputStream().readAllBytes()).isEmpty();
        proxy.events.await(GatewayEvent.TUNNEL_ENDED);
        proxy.events.assertNothingWrong();
    }

    @Test
    void passesOnTheAlertOfAClientThatGivesUp() throws Exception {
        open();
        client.send(concat(CLIENT_HELLO, bytes("15 0303 (2 0230)"))).shutdownOutput();
        assertServerReceives(concat(CLIENT_HELLO, bytes("15 0303 (2 0230)")));
        assertThat(server.getInputStream().readAllBytes()).isEmpty();
        assertThat(client.readAll()).isEmpty();
        proxy.events.assertNothingWrong();
    }

    @Test
    void passesOnTheAlertOfAServerThatGivesUp() throws Exception {
        open(hasty());
        client.send(CLIENT_HELLO);
        assertServerReceives(CLIENT_HELLO);
        serverSends(bytes("15 0303 (2 0228)"));
        server.shutdownOutput();
        assertThat(client.readAll()).isEqualTo("\25\3\3\0\2\2\50");
        assertThat(server.getInputStream().readAllBytes()).isEmpty();
        proxy.events.assertNothingWrong();
    }

    @Test
    void namesEachMessageInTheTrace() throws Exception {
        open();
        client.send(CLIENT_HELLO);
        assertServerReceives(CLIENT_HELLO);
        serverSends(SERVER_FLIGHT);
        assertClientReceives(SERVER_FLIGHT);
        proxy.events.await(GatewayEvent.SERVER_VERIFIED);

        assertThat(proxy.events.messages(GatewayEvent.CLIENT_SNI))
                .containsExactly("Client SNI: " + HOST + " (tunnel 1)");
        assertThat(proxy.events.messages(GatewayEvent.SNI_VERIFIED))
                .containsExactly("Client SNI is verified (tunnel 1)");
        assertThat(proxy.events.messages(GatewayEvent.HANDSHAKE_MESSAGE))
                .map(message -> message.replaceAll("\\. Client 127\\.0\\.0\\.1:\\d+ \\(tunnel 1\\)$", ""))
                .containsExactly(
                        "Client handshake message: ClientHello",
                        "Server handshake message: ServerHello",
                        "Server handshake message: Certificate",
                        "Server handshake message: CertificateRequest",
                        "Server handshake message: ServerHelloDone");
        assertThat(proxy.events.messages(GatewayEvent.SERVER_VERIFIED))
                .containsExactly("Server-side passed verification (tunnel 1)");
    }
}
