package org.omsgateway.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.omsgateway.testing.Handshakes.*;
import static org.omsgateway.tls.TlsAlert.*;
import static org.omsgateway.testing.TlsBytes.bytes;
import static org.omsgateway.testing.TlsBytes.concat;
import static org.omsgateway.testing.TlsBytes.message;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.omsgateway.eventlog.GatewayEvent;

/** Malformed handshakes of every kind, in literal bytes: each ends in event 402 with its cause, and in its alert. */
class MalformedHandshakeTest {
    /** A ClientHello up to its extensions. */
    private static final String HELLO = "0303 0*32 (1) (2 c02f) (1 00)";

    private static Arguments shape(TlsAlert alert, String cause, String notation) {
        return arguments(notation, cause, alert);
    }

    static Stream<Arguments> records() {
        return Stream.of(
                shape(UNEXPECTED_MESSAGE, "Client does not speak TLS: no record begins with 0x47", "'GET / HTTP/1.1'"),
                shape(UNEXPECTED_MESSAGE, "Client does not speak TLS: no record begins with 0x00", "00"),
                shape(UNEXPECTED_MESSAGE, "Client does not speak TLS: no record begins with 0x13", "13"),
                shape(UNEXPECTED_MESSAGE, "Client does not speak TLS: no record begins with 0x18", "18 0303 (2 01)"),
                shape(UNEXPECTED_MESSAGE, "Client does not speak TLS: no record begins with 0x80", "80 2e 02"),
                shape(UNEXPECTED_MESSAGE, "Client does not speak TLS: no record begins with 0xff", "ffffff"),
                shape(PROTOCOL_VERSION, "Client sent a record of version 2.x", "16 0200"),
                shape(PROTOCOL_VERSION, "Client sent a record of version 254.x", "16 feff 0000"),
                shape(UNEXPECTED_MESSAGE, "Client sent an alert before any ClientHello", "15 0301 (2 0164)"),
                shape(ILLEGAL_PARAMETER, "Client sent an alert of level 71", "15 0301 (2 4745)"),
                shape(RECORD_OVERFLOW, "Client sent a record of 16385 bytes", "16 0301 4001"),
                shape(RECORD_OVERFLOW, "Client sent a record of 65535 bytes", "16 0301 ffff"),
                shape(RECORD_OVERFLOW, "Client sent a record of 16641 bytes", "17 0303 4101"),
                shape(DECODE_ERROR, "Client sent 0 bytes in a record of type 22", "16 0301 0000"),
                shape(DECODE_ERROR, "Client sent 0 bytes in a record of type 21", "15 0301 0000"),
                shape(DECODE_ERROR, "Client sent 0 bytes in a record of type 20", "14 0301 0000"),
                shape(DECODE_ERROR, "Client sent 1 bytes in a record of type 21", "15 0301 (2 02)"),
                shape(DECODE_ERROR, "Client sent 4 bytes in a record of type 21", "15 0301 (2 0128 0228)"),
                shape(DECODE_ERROR, "Client sent 2 bytes in a record of type 20", "14 0301 (2 0101)"),
                shape(ILLEGAL_PARAMETER, "Client sent ChangeCipherSpec with value 2", "14 0301 (2 02)"),
                shape(UNEXPECTED_MESSAGE, "Client sent ChangeCipherSpec out of order", "14 0301 (2 01)"),
                shape(UNEXPECTED_MESSAGE, "Client sent application data amid the handshake", "17 0301 (2 00)"),
                shape(UNEXPECTED_MESSAGE, "Client sent application data amid the handshake", "17 0301 (2)"),
                shape(UNEXPECTED_MESSAGE, "Client sent a record of type 21 amid a handshake message",
                        "16 0301 (2 01) 15 0301 (2 0228)"),
                shape(UNEXPECTED_MESSAGE, "Client sent a record of type 20 amid a handshake message",
                        "16 0301 (2 01 000020 00) 14 0301 (2 01)"),
                shape(UNEXPECTED_MESSAGE, "Client sent a record of type 23 amid a handshake message",
                        "16 0301 (2 01 000020 00) 17 0301 (2 01)"));
    }

    static Stream<Arguments> messages() {
        return Stream.of(
                shape(UNEXPECTED_MESSAGE, "Client sent a handshake message of type 0", "16 0301 (2 00 (3))"),
                shape(UNEXPECTED_MESSAGE, "Client sent a handshake message of type 3", "16 0301 (2 03 (3))"),
                shape(UNEXPECTED_MESSAGE, "Client sent a handshake message of type 21", "16 0301 (2 15 (3))"),
                shape(UNEXPECTED_MESSAGE, "Client sent a handshake message of type 255", "16 0301 (2 ff (3))"),
                shape(UNEXPECTED_MESSAGE, "Client sent ServerHello out of order", "16 0301 (2 02 (3))"),
                shape(UNEXPECTED_MESSAGE, "Client sent Certificate out of order", "16 0301 (2 0b (3 (3)))"),
                shape(UNEXPECTED_MESSAGE, "Client sent ClientKeyExchange out of order", "16 0301 (2 10 (3))"),
                shape(ILLEGAL_PARAMETER, "Client sent a ClientHello of 16385 bytes", "16 0301 (2 01 004001)"),
                shape(ILLEGAL_PARAMETER, "Client sent a ClientHello of 16777215 bytes", "16 0301 (2 01 ffffff)"),
                shape(ILLEGAL_PARAMETER, "Client sent a ClientKeyExchange of 65537 bytes", "16 0301 (2 10 010001)"));
    }

    static Stream<Arguments> clientHellos() {
        return Stream.of(
                shape(DECODE_ERROR, "ClientHello is cut short", ""),
                shape(DECODE_ERROR, "ClientHello is cut short", "03"),
                shape(DECODE_ERROR, "ClientHello is cut short", "0303 0*31"),
                shape(DECODE_ERROR, "ClientHello is cut short", "0303 0*32"),
                shape(DECODE_ERROR, "ClientHello is cut short", "0303 0*32 20 0*31"),
                shape(DECODE_ERROR, "session_id has 33 bytes", "0303 0*32 (1 0*33)"),
                shape(DECODE_ERROR, "ClientHello is cut short", "0303 0*32 (1) 0004 c02f"),
                shape(DECODE_ERROR, "cipher_suites has 0 bytes", "0303 0*32 (1) (2) (1 00)"),
                shape(DECODE_ERROR, "cipher_suites has 3 bytes", "0303 0*32 (1) (2 c02f 00) (1 00)"),
                shape(DECODE_ERROR, "compression_methods is empty", "0303 0*32 (1) (2 c02f) (1)"),
                shape(DECODE_ERROR, "ClientHello is cut short", "0303 0*32 (1) (2 c02f) 02 00"),
                shape(DECODE_ERROR, "ClientHello is cut short", HELLO + "00"),
                shape(DECODE_ERROR, "ClientHello is cut short", HELLO + "0001"),
                shape(DECODE_ERROR, "ClientHello has 1 bytes too many", HELLO + "(2) 00"),
                shape(DECODE_ERROR, "extensions is cut short", HELLO + "(2 00)"),
                shape(DECODE_ERROR, "extensions is cut short", HELLO + "(2 0000 0001)"),
                shape(DECODE_ERROR, "extensions has more than 128 entries", HELLO + "(2 " + manyExtensions(129) + ")"),
                shape(ILLEGAL_PARAMETER, "Extension 0 is there twice", HELLO + "(2" + SNI + SNI + ")"),
                shape(ILLEGAL_PARAMETER, "Extension 65281 is there twice",
                        HELLO + "(2 ff01 (2 00)" + SNI + "ff01 (2))"),
                shape(DECODE_ERROR, "Extension 0 is cut short", HELLO + "(2 0000 (2))"),
                shape(DECODE_ERROR, "Extension 0 is cut short", HELLO + "(2 0000 (2 0003 00))"),
                shape(DECODE_ERROR, "Extension 0 has 1 bytes too many",
                        HELLO + "(2 0000 (2 (2 00 (2 'a.ods.example')) 00))"),
                shape(DECODE_ERROR, "server_name is cut short", HELLO + "(2 0000 (2 (2)))"),
                shape(DECODE_ERROR, "server_name is cut short", HELLO + "(2 0000 (2 (2 00)))"),
                shape(DECODE_ERROR, "server_name is cut short", HELLO + "(2 0000 (2 (2 00 0002 'a')))"),
                shape(DECODE_ERROR, "server_name has an entry of type 1", HELLO + "(2 0000 (2 (2 01 (2 'a'))))"),
                shape(DECODE_ERROR, "server_name has 18 bytes too many",
                        HELLO + "(2 0000 (2 (2 00 (2 'a.ods.example') 00 (2 'b.other.example'))))"),
                shape(DECODE_ERROR, "host_name is empty", HELLO + "(2 0000 (2 (2 00 (2))))"),
                shape(DECODE_ERROR, "Extension 43 is cut short", HELLO + "(2 002b (2))"),
                shape(DECODE_ERROR, "supported_versions has 0 bytes", HELLO + "(2 002b (2 (1)))"),
                shape(DECODE_ERROR, "supported_versions has 3 bytes", HELLO + "(2 002b (2 (1 0304 03)))"),
                shape(DECODE_ERROR, "Extension 43 has 1 bytes too many", HELLO + "(2 002b (2 (1 0304) 00))"));
    }

    /** The first bytes of a server after the client's hello of TLS 1.2. */
    static Stream<Arguments> serverStarts() {
        return Stream.of(
                shape(UNEXPECTED_MESSAGE, "Server does not speak TLS: no record begins with 0x48", "'HTTP/1.1'"),
                shape(UNEXPECTED_MESSAGE, "Server does not speak TLS: no record begins with 0x80", "80 2e 01"),
                shape(UNEXPECTED_MESSAGE, "Server sent ClientHello out of order", "16 0303 (2 01 (3))"),
                shape(UNEXPECTED_MESSAGE, "Server sent ServerHelloDone out of order", "16 0303 (2 0e (3))"),
                shape(UNEXPECTED_MESSAGE, "Server sent NewSessionTicket out of order", "16 0303 (2 04 (3))"),
                shape(UNEXPECTED_MESSAGE, "Server sent ChangeCipherSpec out of order", "14 0303 (2 01)"),
                shape(UNEXPECTED_MESSAGE, "Server sent application data amid the handshake", "17 0303 (2 01)"),
                shape(UNEXPECTED_MESSAGE, "Server sent a handshake message of type 0", "16 0303 (2 00 (3))"),
                shape(UNEXPECTED_MESSAGE, "Server sent a handshake message of type 8", "16 0303 (2 08 (3))"));
    }

    static Stream<Arguments> serverHellos() {
        return Stream.of(
                shape(DECODE_ERROR, "ServerHello is cut short", ""),
                shape(DECODE_ERROR, "ServerHello is cut short", "0303 0*31"),
                shape(DECODE_ERROR, "ServerHello is cut short", "0303 0*32 01"),
                shape(DECODE_ERROR, "session_id has 33 bytes", "0303 0*32 (1 0*33) c02f 00"),
                shape(DECODE_ERROR, "ServerHello is cut short", "0303 0*32 (1) c02f"),
                shape(DECODE_ERROR, "ServerHello is cut short", "0303 0*32 (1) c02f 00 00"),
                shape(DECODE_ERROR, "ServerHello has 1 bytes too many", "0303 0*32 (1) c02f 00 (2) 00"),
                shape(DECODE_ERROR, "Extension 43 is cut short", "0303 0*32 (1) c02f 00 (2 002b (2 03))"),
                shape(DECODE_ERROR, "Extension 43 has 2 bytes too many",
                        "0303 0*32 (1) c02f 00 (2 002b (2 0304 0304))"),
                shape(ILLEGAL_PARAMETER, "Extension 43 is there twice",
                        "0303 0*32 (1) c02f 00 (2 002b (2 0304) 002b (2 0304))"),
                shape(ILLEGAL_PARAMETER, "ServerHello selects TLS 1.2 in supported_versions",
                        "0303 0*32 (1) c02f 00 (2 002b (2 0303))"),
                shape(ILLEGAL_PARAMETER, "ServerHello selects TLS 1.3 without supported_versions",
                        "0304 0*32 (1) c02f 00"),
                shape(ILLEGAL_PARAMETER,
                        "Server selects TLS 1.3, which does not follow from what was sent before",
                        "0303 0*32 (1) c02f 00 (2 002b (2 0304))"));
    }

    static Stream<Arguments> serverCertificates() {
        return Stream.of(
                shape(DECODE_ERROR, "Certificate is cut short", ""),
                shape(DECODE_ERROR, "Certificate is cut short", "000001"),
                shape(DECODE_ERROR, "Certificate has 1 bytes too many", "(3) 00"),
                shape(DECODE_ERROR, "certificate_list is cut short", "(3 0000)"),
                shape(DECODE_ERROR, "certificate_list is cut short", "(3 000002 30)"),
                shape(DECODE_ERROR, "certificate is empty", "(3 (3))"),
                shape(DECODE_ERROR, "certificate is empty", "(3 (3 00) (3))"),
                shape(DECODE_ERROR, "certificate_list has more than 16 entries", "(3" + "(3 00)".repeat(17) + ")"));
    }

    /** The bytes of either side after the server's whole first flight. */
    static Stream<Arguments> secondFlights() {
        return Stream.of(
                arguments(Side.CLIENT, CLIENT_HELLO_12, "Client sent ClientHello out of order"),
                arguments(Side.CLIENT, CHANGE_CIPHER_SPEC, "Client sent ChangeCipherSpec out of order"),
                arguments(Side.CLIENT, APPLICATION_DATA, "Client sent application data amid the handshake"),
                arguments(Side.CLIENT, concat(CERTIFICATE_VERIFY, CLIENT_KEY_EXCHANGE),
                        "Client sent ClientKeyExchange out of order"),
                arguments(Side.CLIENT, concat(CLIENT_KEY_EXCHANGE, CERTIFICATE),
                        "Client sent Certificate out of order"),
                arguments(Side.CLIENT, concat(NO_CERTIFICATE, CERTIFICATE), "Client sent Certificate out of order"),
                arguments(Side.CLIENT, message(21, ""), "Client sent a handshake message of type 21"),
                arguments(Side.SERVER, CERTIFICATE, "Server sent Certificate out of order"),
                arguments(Side.SERVER, SERVER_HELLO_DONE, "Server sent ServerHelloDone out of order"),
                arguments(Side.SERVER, SERVER_HELLO_12, "Server sent ServerHello out of order"),
                arguments(Side.SERVER, NEW_SESSION_TICKET, "Server sent NewSessionTicket out of order"),
                arguments(Side.SERVER, CHANGE_CIPHER_SPEC, "Server sent ChangeCipherSpec out of order"));
    }

    private static void assertUnreadable(Conversation conversation, TlsAlert alert, String cause) {
        TlsVerdict.Rejected rejected = conversation.rejected();
        assertThat(rejected.event()).isEqualTo(GatewayEvent.HANDSHAKE_UNREADABLE);
        assertThat(rejected.facts()).containsExactly(cause);
        assertThat(rejected.alert()).isEqualTo(alert);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"records", "messages"})
    void refusesAClientThatBeginsWith(String notation, String cause, TlsAlert alert) {
        assertUnreadable(new Conversation().client(bytes(notation)), alert, cause);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("clientHellos")
    void refusesTheClientHello(String body, String cause, TlsAlert alert) {
        assertUnreadable(new Conversation().client(message(1, body)), alert, cause);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("serverStarts")
    void refusesAServerThatBeginsWith(String notation, String cause, TlsAlert alert) {
        Conversation conversation = new Conversation().client(CLIENT_HELLO_12).server(bytes(notation));

        assertUnreadable(conversation, alert, cause);
        assertThat(conversation.accepted(Side.SERVER)).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("serverHellos")
    void refusesTheServerHello(String body, String cause, TlsAlert alert) {
        assertUnreadable(new Conversation().client(CLIENT_HELLO_12).server(message(2, body)), alert, cause);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("serverCertificates")
    void refusesTheServerCertificate(String body, String cause, TlsAlert alert) {
        assertUnreadable(new Conversation().client(CLIENT_HELLO_12).server(SERVER_HELLO_12, message(11, body)),
                alert, cause);
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("secondFlights")
    void refusesInTheSecondFlight(Side side, byte[] bytes, String cause) {
        Conversation conversation = new Conversation()
                .client(CLIENT_HELLO_12)
                .server(SERVER_HELLO_12, CERTIFICATE, SERVER_HELLO_DONE)
                .send(side, bytes);

        assertUnreadable(conversation, UNEXPECTED_MESSAGE, cause);
    }

    @Test
    void refusesAServerThatSpeaksFirst() {
        assertUnreadable(new Conversation().server(SERVER_HELLO_12),
                UNEXPECTED_MESSAGE, "Server sent ServerHello out of order");
    }

    @Test
    void refusesAnAnswerToAMessageThatHasNotPassed() {
        byte[] inLongerRecord = CLIENT_HELLO_12.clone();
        inLongerRecord[4]++;

        assertUnreadable(new Conversation().client(inLongerRecord).server(SERVER_HELLO_12),
                UNEXPECTED_MESSAGE, "Server sent ServerHello too early");
        assertUnreadable(new Conversation().client(clientHello("0303", SNI + TICKET)).server(SERVER_HELLO_12)
                        .server(bytes("16 0303 (2 04)")).client(CHANGE_CIPHER_SPEC),
                UNEXPECTED_MESSAGE, "Client sent ChangeCipherSpec too early");
    }

    @Test
    void refusesASecondClientHelloThatNobodyAskedFor() {
        assertUnreadable(new Conversation().client(CLIENT_HELLO_13, CLIENT_HELLO_13),
                UNEXPECTED_MESSAGE, "Client sent ClientHello out of order");
    }

    @Test
    void refusesAClientCertificateBeforeTheServerIsDone() {
        assertUnreadable(new Conversation().client(CLIENT_HELLO_12, CERTIFICATE),
                UNEXPECTED_MESSAGE, "Client sent Certificate out of order");
        assertUnreadable(new Conversation().client(CLIENT_HELLO_12).server(SERVER_HELLO_12, CERTIFICATE)
                .client(CLIENT_KEY_EXCHANGE), UNEXPECTED_MESSAGE, "Client sent ClientKeyExchange out of order");
    }

    @Test
    void refusesAServerHelloWithoutASecondClientHelloAfterARetry() {
        assertUnreadable(new Conversation().client(CLIENT_HELLO_13).server(HELLO_RETRY_REQUEST, SERVER_HELLO_13),
                UNEXPECTED_MESSAGE, "Server sent ServerHello out of order");
    }

    @Test
    void refusesASecondHelloRetryRequest() {
        assertUnreadable(new Conversation().client(CLIENT_HELLO_13).server(HELLO_RETRY_REQUEST)
                        .client(CLIENT_HELLO_13).server(HELLO_RETRY_REQUEST), ILLEGAL_PARAMETER,
                "Server selects TLS 1.3, which does not follow from what was sent before");
    }

    @Test
    void refusesAnOlderVersionAfterWhatOnlyTls13Allows() {
        String cause = "Server selects TLS 1.2, which does not follow from what was sent before";

        assertUnreadable(new Conversation().client(CLIENT_HELLO_13).server(HELLO_RETRY_REQUEST)
                .client(CLIENT_HELLO_13).server(SERVER_HELLO_12), ILLEGAL_PARAMETER, cause);
        assertUnreadable(new Conversation().client(CLIENT_HELLO_13, CHANGE_CIPHER_SPEC)
                .server(SERVER_HELLO_12), ILLEGAL_PARAMETER, cause);
        assertUnreadable(new Conversation().client(clientHello("0303", SNI + TLS_1_3 + EARLY_DATA), APPLICATION_DATA)
                .server(SERVER_HELLO_12), ILLEGAL_PARAMETER, cause);
    }

    @Test
    void refusesEarlyDataThatWasNotAnnouncedOrIsNotAllowed() {
        String cause = "Client sent application data amid the handshake";
        HandshakeRules upTo12 = new HandshakeRules(
                TlsVersion.TLS_1_2, TlsVersion.TLS_1_2, false, true, Conversation.NOBODY);

        assertUnreadable(new Conversation().client(CLIENT_HELLO_13, APPLICATION_DATA), UNEXPECTED_MESSAGE, cause);
        assertUnreadable(new Conversation().client(clientHello("0303", SNI + EARLY_DATA), APPLICATION_DATA),
                UNEXPECTED_MESSAGE, cause);
        assertUnreadable(new Conversation(upTo12)
                .client(clientHello("0303", SNI + TLS_1_3 + EARLY_DATA), APPLICATION_DATA), UNEXPECTED_MESSAGE, cause);
    }

    @Test
    void refusesAResumptionThatTheClientDidNotOffer() {
        String cause = "Server resumes a session that the client did not offer";

        assertUnreadable(new Conversation().client(CLIENT_HELLO_12).server(SERVER_HELLO_12, CHANGE_CIPHER_SPEC),
                UNEXPECTED_MESSAGE, cause);
        assertUnreadable(new Conversation().client(clientHello("0303", "7*32", SNI + "0023 (2)"))
                .server(serverHello("0303", "8*32", ""), NEW_SESSION_TICKET, CHANGE_CIPHER_SPEC),
                UNEXPECTED_MESSAGE, cause);
    }

    @Test
    void refusesAServerThatEncryptsAmidItsFirstFlight() {
        assertUnreadable(new Conversation().client(clientHello("0303", SNI + TICKET))
                .server(SERVER_HELLO_12, CERTIFICATE, CHANGE_CIPHER_SPEC),
                UNEXPECTED_MESSAGE, "Server sent ChangeCipherSpec out of order");
    }

    @Test
    void refusesACertificateInAResumedSession() {
        assertUnreadable(new Conversation().client(clientHello("0303", SNI + TICKET))
                .server(SERVER_HELLO_12, CHANGE_CIPHER_SPEC).client(CERTIFICATE),
                UNEXPECTED_MESSAGE, "Client sent Certificate out of order");
        assertUnreadable(new Conversation().client(clientHello("0303", SNI + TICKET))
                .server(SERVER_HELLO_12, NEW_SESSION_TICKET, CERTIFICATE),
                UNEXPECTED_MESSAGE, "Server sent Certificate out of order");
    }

    @Test
    void refusesACertificateThatCannotBeRead() {
        Conversation server = new Conversation().client(CLIENT_HELLO_12)
                .server(SERVER_HELLO_12, message(11, "(3 (3 30 (1 0102)))"));
        assertThat(server.rejected().alert()).isEqualTo(BAD_CERTIFICATE);
        assertThat(server.rejected().event()).isEqualTo(GatewayEvent.HANDSHAKE_UNREADABLE);

        Conversation client = new Conversation().client(CLIENT_HELLO_12)
                .server(SERVER_HELLO_12, CERTIFICATE, SERVER_HELLO_DONE).client(message(11, "(3 (3 00))"));
        assertThat(client.rejected().alert()).isEqualTo(BAD_CERTIFICATE);
        assertThat(client.rejected().facts().toString()).contains("Client certificate can't be read");
    }

    @Test
    void refusesAServerHelloDoneWithContent() {
        assertUnreadable(new Conversation().client(CLIENT_HELLO_12)
                        .server(SERVER_HELLO_12, CERTIFICATE, message(14, "00")),
                DECODE_ERROR, "ServerHelloDone has 1 bytes too many");
    }

    @Test
    void refusesMoreThan64KibOfHandshakeFromEitherSide() {
        byte[] large = bytes("16 0303 (2 0c 00fffb 0*16000)" + " 16 0303 (2 0*16000)".repeat(3));
        Conversation server = new Conversation().client(CLIENT_HELLO_12).server(SERVER_HELLO_12, CERTIFICATE, large)
                .server(bytes("16 0303 (2 0*10)")).isOpen();
        assertUnreadable(server.server(bytes("16 0303 (2 0*1000)")).server(bytes("16 0303 (2 0*1000)")),
                ILLEGAL_PARAMETER, "Server sent more than 65536 bytes");

        byte[] earlyData = bytes("17 0303 (2 0*16000)");
        assertUnreadable(new Conversation()
                        .client(clientHello("0303", SNI + TLS_1_3 + EARLY_DATA),
                                earlyData, earlyData, earlyData, earlyData, earlyData),
                ILLEGAL_PARAMETER, "Client sent more than 65536 bytes");
    }

    @Test
    void refusesMoreThan64Messages() {
        byte[] warnings = bytes("15 0303 (2 0164)".repeat(63));

        assertUnreadable(
                new Conversation().client(CLIENT_HELLO_12, warnings).isOpen().client(bytes("15 0303 (2 0164)")),
                ILLEGAL_PARAMETER, "Client sent more than 64 messages");
    }

    private static String manyExtensions(int count) {
        StringBuilder extensions = new StringBuilder();
        for (int i = 0; i < count; i++) {
            extensions.append(String.format("%04x (2)", 0x1000 + i));
        }
        return extensions.toString();
    }
}
