package org.omsgateway.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.omsgateway.testing.Handshakes.*;
import static org.omsgateway.testing.TlsBytes.bytes;
import static org.omsgateway.testing.TlsBytes.concat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.omsgateway.eventlog.GatewayEvent;
import org.omsgateway.policy.ServerName;
import org.omsgateway.policy.ServerNamePolicy;
import org.omsgateway.testing.TestCertificates;
import org.omsgateway.testing.TlsBytes;

/** The verdicts on handshakes, from valid and invalid bytes of both sides. */
class HandshakeVerifierTest {
    private static final HandshakeRules ALL_VERSIONS =
            new HandshakeRules(TlsVersion.TLS_1_0, TlsVersion.TLS_1_3, false, true, Conversation.NOBODY);
    private static final HandshakeRules MISSING_SNI =
            new HandshakeRules(TlsVersion.TLS_1_2, TlsVersion.TLS_1_3, true, true, Conversation.NOBODY);
    private static final byte[] AGENT = certificate(TestCertificates.forSubject("O=Microsoft,CN=agent"));

    private static HandshakeRules agents(String subject) {
        return new HandshakeRules(TlsVersion.TLS_1_2, TlsVersion.TLS_1_3, false, true,
                name -> name.toString().equals(subject));
    }

    private static Conversation refused(Conversation conversation, GatewayEvent event, TlsAlert alert,
            Object... facts) {
        TlsVerdict.Rejected rejected = conversation.rejected();
        assertThat(rejected.event()).isEqualTo(event);
        assertThat(rejected.facts()).map(Object::toString).containsExactly(
                Arrays.stream(facts).map(Object::toString).toArray(String[]::new));
        assertThat(rejected.alert()).isEqualTo(alert);
        return conversation;
    }

    private static Conversation upToServerHelloDone(HandshakeRules rules, byte[] certificate) {
        return new Conversation(rules)
                .client(CLIENT_HELLO_12)
                .server(SERVER_HELLO_12, certificate, SERVER_KEY_EXCHANGE, CERTIFICATE_REQUEST, SERVER_HELLO_DONE);
    }

    @Test
    void verifiesAFullHandshakeOfTls12() {
        Conversation conversation = upToServerHelloDone(Conversation.DEFAULT, CERTIFICATE)
                .client(CLIENT_KEY_EXCHANGE, CHANGE_CIPHER_SPEC, FINISHED, APPLICATION_DATA)
                .server(NEW_SESSION_TICKET)
                .isOpen()
                .server(CHANGE_CIPHER_SPEC);

        assertThat(conversation.verified()).isEqualTo(
                new TlsVerdict.Verified(0x0303, true, false, true, false, Optional.empty()));
        assertThat(conversation.verified().verified())
                .containsExactly("version", "SNI", "server certificate (names only)",
                        "no client certificate presented");
        assertThat(conversation.verified().notVisible()).containsExactly("a renegotiation, if any");
    }

    @Test
    void verifiesAnAllowedClientCertificate() {
        Conversation conversation = upToServerHelloDone(agents("CN=agent, O=Microsoft"), CERTIFICATE)
                .client(AGENT, CLIENT_KEY_EXCHANGE, CERTIFICATE_VERIFY, CHANGE_CIPHER_SPEC)
                .server(CHANGE_CIPHER_SPEC);

        assertThat(conversation.verified().verified()).containsExactly(
                "version", "SNI", "server certificate (names only)", "client certificate (CN=agent, O=Microsoft)");
    }

    @Test
    void refusesAnUnknownClientCertificateBeforeTheServerSeesIt() {
        Conversation conversation = upToServerHelloDone(agents("CN=other"), CERTIFICATE).client(AGENT);

        refused(conversation, GatewayEvent.INVALID_CLIENT_CERTIFICATE, TlsAlert.BAD_CERTIFICATE,
                "CN=agent, O=Microsoft");
        assertThat(conversation.accepted(Side.CLIENT)).isEqualTo(CLIENT_HELLO_12.length);
    }

    @Test
    void verifiesOnlyTheFirstClientCertificate() {
        byte[] chain = certificate(TestCertificates.forSubject("CN=stranger"), TestCertificates.forSubject("CN=agent"));

        refused(upToServerHelloDone(agents("CN=agent"), CERTIFICATE).client(chain),
                GatewayEvent.INVALID_CLIENT_CERTIFICATE, TlsAlert.BAD_CERTIFICATE, "CN=stranger");
    }

    @Test
    void acceptsAnEmptyClientCertificateAsNone() {
        Conversation conversation = upToServerHelloDone(Conversation.DEFAULT, CERTIFICATE)
                .client(NO_CERTIFICATE, CLIENT_KEY_EXCHANGE, CHANGE_CIPHER_SPEC)
                .server(CHANGE_CIPHER_SPEC);

        assertThat(conversation.verified().clientCertificate()).isEmpty();
    }

    @Test
    void refusesAServerCertificateForAnotherHostBeforeTheClientSeesIt() {
        byte[] other = certificate(TestCertificates.forHosts("evil.example", "x.ods.example"));
        Conversation conversation = new Conversation().client(CLIENT_HELLO_12).server(SERVER_HELLO_12, other);

        refused(conversation, GatewayEvent.SERVER_CERTIFICATE_MISMATCH, TlsAlert.UNRECOGNIZED_NAME,
                "evil.example, x.ods.example");
        assertThat(conversation.accepted(Side.SERVER)).isEqualTo(SERVER_HELLO_12.length);
    }

    @ParameterizedTest
    @CsvSource({
        HOST + "=evil.example, evil.example, true", HOST + "=*.evil.example, *.evil.example, true",
        HOST + "=a.evil.example, *.evil.example, true", HOST + "=evil.example, other.example, false",
        HOST + "=*.evil.example, a.evil.example, false", "other.example=evil.example, evil.example, false",
    })
    void takesAServerCertificateForANameThatIsAllowedForTheHost(String entry, String name, boolean isAllowed) {
        HandshakeRules rules = new HandshakeRules(TlsVersion.TLS_1_2, TlsVersion.TLS_1_3, false, true,
                Conversation.NOBODY, new ServerNamePolicy(List.of(ServerName.parse(entry))));
        byte[] certificate = certificate(TestCertificates.forHosts(name));

        if (isAllowed) {
            upToServerHelloDone(rules, certificate)
                    .client(CLIENT_KEY_EXCHANGE, CHANGE_CIPHER_SPEC).server(CHANGE_CIPHER_SPEC).verified();
        } else {
            refused(new Conversation(rules).client(CLIENT_HELLO_12).server(SERVER_HELLO_12, certificate),
                    GatewayEvent.SERVER_CERTIFICATE_MISMATCH, TlsAlert.UNRECOGNIZED_NAME, name);
        }
        upToServerHelloDone(rules, CERTIFICATE)
                .client(CLIENT_KEY_EXCHANGE, CHANGE_CIPHER_SPEC).server(CHANGE_CIPHER_SPEC).verified();
    }

    @Test
    void refusesAServerWithoutACertificate() {
        refused(new Conversation().client(CLIENT_HELLO_12).server(SERVER_HELLO_12, NO_CERTIFICATE),
                GatewayEvent.SERVER_CERTIFICATE_MISMATCH, TlsAlert.UNRECOGNIZED_NAME, "none");
        refused(new Conversation().client(CLIENT_HELLO_12)
                        .server(SERVER_HELLO_12, SERVER_KEY_EXCHANGE, SERVER_HELLO_DONE),
                GatewayEvent.SERVER_CERTIFICATE_MISMATCH, TlsAlert.UNRECOGNIZED_NAME, "none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A.ODS.Example", "a.ods.example."})
    void acceptsTheHostAsServerNameInAnyCaseAndWithADotAtItsEnd(String name) {
        assertThat(new Conversation().client(clientHello("0303", sni(name))).isOpen().trace)
                .containsExactly("Client ClientHello", "SNI " + name, "SNI verified");
    }

    @ParameterizedTest
    @ValueSource(strings = {"b.ods.example", "ods.example", "a.ods.example..", ".", "a.ods.exampl", "a.ods.example x"})
    void refusesAnotherServerNameBeforeTheServerSeesIt(String name) {
        Conversation conversation = new Conversation().client(clientHello("0303", sni(name)));

        refused(conversation, GatewayEvent.SNI_MISMATCH, TlsAlert.UNRECOGNIZED_NAME, name);
        assertThat(conversation.accepted(Side.CLIENT)).isZero();
    }

    @Test
    void refusesAServerNameThatHidesAnotherBehindAZero() {
        refused(new Conversation().client(clientHello("0303", "0000 (2 (2 00 (2 'a.ods.example' 00 'x')))")),
                GatewayEvent.SNI_MISMATCH, TlsAlert.UNRECOGNIZED_NAME, "a.ods.example\0x");
    }

    @Test
    void refusesAMissingServerName() {
        refused(new Conversation().client(clientHello("0303", TLS_1_3)),
                GatewayEvent.SNI_MISSING, TlsAlert.MISSING_EXTENSION);
        refused(new Conversation().client(bytes("16 0301 (2 01 (3 0303 0*32 (1) (2 c02f) (1 00)))")),
                GatewayEvent.SNI_MISSING, TlsAlert.MISSING_EXTENSION);
    }

    @Test
    void acceptsAMissingServerNameWhereAllowedAndSaysSo() {
        Conversation conversation = new Conversation(MISSING_SNI)
                .client(clientHello("0303", TLS_1_3)).server(SERVER_HELLO_13);

        assertThat(conversation.verified().verified()).containsExactly("version");
        assertThat(conversation.verified().notVisible())
                .containsExactly("SNI (not sent)", "certificates (encrypted)");
    }

    @Test
    void stillRefusesAWrongServerNameWhereItMayBeMissing() {
        refused(new Conversation(MISSING_SNI).client(clientHello("0303", sni("b.example"))),
                GatewayEvent.SNI_MISMATCH, TlsAlert.UNRECOGNIZED_NAME, "b.example");
    }

    @Test
    void verifiesTls13AtServerHello() {
        Conversation conversation = new Conversation().client(CLIENT_HELLO_13).server(SERVER_HELLO_13);

        assertThat(conversation.verified().verified()).containsExactly("version", "SNI");
        assertThat(conversation.verified().notVisible()).containsExactly("certificates (encrypted)");
    }

    @Test
    void saysThatAnEncryptedHelloMayHideAnotherName() {
        Conversation conversation = new Conversation()
                .client(clientHello("0303", SNI + TLS_1_3 + ECH)).server(SERVER_HELLO_13);

        assertThat(conversation.verified().notVisible())
                .containsExactly("inner SNI (encrypted ClientHello)", "certificates (encrypted)");
    }

    @Test
    void verifiesBothClientHellosAroundAHelloRetryRequest() {
        Conversation conversation = new Conversation()
                .client(CLIENT_HELLO_13)
                .server(HELLO_RETRY_REQUEST, CHANGE_CIPHER_SPEC)
                .client(CHANGE_CIPHER_SPEC, CLIENT_HELLO_13)
                .server(SERVER_HELLO_13);

        assertThat(conversation.verified().version()).isEqualTo(0x0304);
        assertThat(conversation.trace).containsExactly(
                "Client ClientHello", "SNI a.ods.example", "SNI verified",
                "Server HelloRetryRequest", "Server ChangeCipherSpec", "Client ChangeCipherSpec",
                "Client ClientHello", "SNI a.ods.example", "SNI verified", "Server ServerHello");
    }

    @Test
    void refusesAnotherServerNameInTheSecondClientHello() {
        refused(new Conversation().client(CLIENT_HELLO_13).server(HELLO_RETRY_REQUEST)
                        .client(clientHello("0303", sni("b.example") + TLS_1_3)),
                GatewayEvent.SNI_MISMATCH, TlsAlert.UNRECOGNIZED_NAME, "b.example");
    }

    @Test
    void letsEarlyDataPassWithAClientHelloThatAnnouncesIt() {
        byte[] hello = clientHello("0303", SNI + TLS_1_3 + EARLY_DATA);
        Conversation conversation = new Conversation()
                .client(hello, CHANGE_CIPHER_SPEC, APPLICATION_DATA, APPLICATION_DATA).isOpen();

        assertThat(conversation.accepted(Side.CLIENT))
                .isEqualTo(hello.length + CHANGE_CIPHER_SPEC.length + 2 * APPLICATION_DATA.length);
        assertThat(conversation.server(SERVER_HELLO_13).verified().version()).isEqualTo(0x0304);
    }

    @Test
    void letsEarlyDataPassThatIsUnderWayDuringAHelloRetryRequest() {
        new Conversation()
                .client(clientHello("0303", SNI + TLS_1_3 + EARLY_DATA), APPLICATION_DATA)
                .server(HELLO_RETRY_REQUEST)
                .client(APPLICATION_DATA, CLIENT_HELLO_13)
                .server(SERVER_HELLO_13)
                .verified();
    }

    @Test
    void verifiesAResumptionByTicketAndSaysWhatIsNotVisible() {
        Conversation conversation = new Conversation()
                .client(clientHello("0303", SNI + TICKET))
                .server(SERVER_HELLO_12, NEW_SESSION_TICKET, CHANGE_CIPHER_SPEC, FINISHED)
                .isOpen()
                .client(CHANGE_CIPHER_SPEC);

        assertThat(conversation.verified().resumed()).isTrue();
        assertThat(conversation.verified().verified()).containsExactly("version", "SNI");
        assertThat(conversation.verified().notVisible()).containsExactly(
                "certificates (session resumed)", "a renegotiation, if any");
    }

    @Test
    void verifiesAResumptionBySessionId() {
        Conversation conversation = new Conversation()
                .client(clientHello("0303", "7*32", SNI))
                .server(serverHello("0303", "7*32", ""), CHANGE_CIPHER_SPEC)
                .client(CHANGE_CIPHER_SPEC);

        assertThat(conversation.verified().resumed()).isTrue();
    }

    @Test
    void readsCertificatesWhereTheServerDeclinesToResume() {
        Conversation conversation = new Conversation()
                .client(clientHello("0303", "7*32", SNI + TICKET))
                .server(serverHello("0303", "8*32", ""), CERTIFICATE, SERVER_HELLO_DONE)
                .client(CLIENT_KEY_EXCHANGE, CHANGE_CIPHER_SPEC)
                .server(NEW_SESSION_TICKET, CHANGE_CIPHER_SPEC);

        assertThat(conversation.verified().resumed()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "0300, SSL 3.0", "0301, TLS 1.0", "0302, TLS 1.1", "0200, 0x0200", "0000, 0x0000"
    })
    void refusesAClientHelloThatOffersNoAllowedVersion(String version, String shown) {
        refused(new Conversation().client(clientHello(version, SNI)),
                GatewayEvent.UNSUPPORTED_VERSION, TlsAlert.PROTOCOL_VERSION, shown);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "dada 7f1c 0302 0301 | TLS 1.1",
        "0300                | SSL 3.0",
        "7f1c 0305           | 0x7f1c, 0x0305",
        "dada                | 0xdada (GREASE)",
        "dada 7f1c           | 0xdada (GREASE), 0x7f1c",
    })
    void namesTheHighestKnownVersionOfferedOrElseAllThatAre(String versions, String shown) {
        refused(new Conversation().client(clientHello("0303", SNI + versions(versions))),
                GatewayEvent.UNSUPPORTED_VERSION, TlsAlert.PROTOCOL_VERSION, shown);
    }

    @Test
    void refusesSsl2() {
        refused(new Conversation().client(bytes("80 2e 01 0002 0015 0000 0010 0*42")),
                GatewayEvent.UNSUPPORTED_VERSION, TlsAlert.PROTOCOL_VERSION, "SSL 2.0");
        refused(new Conversation().client(bytes("80 2e 01 0303 0015 0000 0010 0*42")),
                GatewayEvent.UNSUPPORTED_VERSION, TlsAlert.PROTOCOL_VERSION, "SSL 2.0");
    }

    @ParameterizedTest
    @CsvSource({"0300, SSL 3.0", "0301, TLS 1.0", "0302, TLS 1.1", "0200, 0x0200"})
    void refusesAServerHelloThatSelectsALowerVersion(String version, String shown) {
        refused(new Conversation().client(CLIENT_HELLO_12).server(serverHello(version, "")),
                GatewayEvent.UNSUPPORTED_VERSION, TlsAlert.PROTOCOL_VERSION, shown);
    }

    @ParameterizedTest
    @CsvSource({"7f1c, 0x7f1c", "0305, 0x0305"})
    void refusesAServerHelloThatSelectsAnUnknownVersion(String version, String shown) {
        refused(new Conversation().client(CLIENT_HELLO_13).server(serverHello("0303", "002b (2 " + version + ")")),
                GatewayEvent.UNSUPPORTED_VERSION, TlsAlert.PROTOCOL_VERSION, shown);
    }

    @ParameterizedTest
    @CsvSource({"0301, 769, TLS 1.0", "0302, 770, TLS 1.1", "0303, 771, TLS 1.2"})
    void verifiesOlderVersionsWhereAllowed(String version, int code, String shown) {
        Conversation conversation = new Conversation(ALL_VERSIONS)
                .client(clientHello(version, SNI))
                .server(serverHello(version, ""), CERTIFICATE, SERVER_HELLO_DONE)
                .client(CLIENT_KEY_EXCHANGE, CHANGE_CIPHER_SPEC)
                .server(CHANGE_CIPHER_SPEC);

        assertThat(conversation.verified().version()).isEqualTo(code);
        assertThat(conversation.verified().versionName()).isEqualTo(shown);
    }

    @Test
    void refusesVersionsAboveTheMaximum() {
        HandshakeRules upTo12 = new HandshakeRules(
                TlsVersion.TLS_1_2, TlsVersion.TLS_1_2, false, true, Conversation.NOBODY);

        refused(new Conversation(upTo12).client(clientHello("0303", SNI + versions("0304"))),
                GatewayEvent.UNSUPPORTED_VERSION, TlsAlert.PROTOCOL_VERSION, "TLS 1.3");
        refused(new Conversation(upTo12).client(CLIENT_HELLO_13).server(SERVER_HELLO_13),
                GatewayEvent.UNSUPPORTED_VERSION, TlsAlert.PROTOCOL_VERSION, "TLS 1.3");
        refused(new Conversation(upTo12).client(CLIENT_HELLO_13).server(HELLO_RETRY_REQUEST),
                GatewayEvent.UNSUPPORTED_VERSION, TlsAlert.PROTOCOL_VERSION, "TLS 1.3");
        new Conversation(upTo12).client(CLIENT_HELLO_13).server(SERVER_HELLO_12).isOpen();
    }

    @Test
    void refusesVersionsBelowTheMinimumOfTls13() {
        HandshakeRules only13 = new HandshakeRules(
                TlsVersion.TLS_1_3, TlsVersion.TLS_1_3, false, true, Conversation.NOBODY);

        refused(new Conversation(only13).client(CLIENT_HELLO_12),
                GatewayEvent.UNSUPPORTED_VERSION, TlsAlert.PROTOCOL_VERSION, "TLS 1.2");
        refused(new Conversation(only13).client(clientHello("0304", SNI)),
                GatewayEvent.UNSUPPORTED_VERSION, TlsAlert.PROTOCOL_VERSION, "TLS 1.3");
        new Conversation(only13).client(CLIENT_HELLO_13).server(SERVER_HELLO_13).verified();
    }

    @Test
    void ignoresTheVersionsOfRecords() {
        for (String recordVersion : new String[] {"0300", "0301", "0304", "03ff"}) {
            new Conversation().client(bytes("16 " + recordVersion
                    + " (2 01 (3 0303 0*32 (1) (2 c02f) (1 00) (2 " + SNI + ")))")).isOpen();
        }
    }

    @Test
    void letsAlertsPassAndNamesThem() {
        Conversation conversation = new Conversation()
                .client(CLIENT_HELLO_12)
                .server(bytes("15 0303 (2 0170)"), SERVER_HELLO_12)
                .client(bytes("15 0303 (2 0230)"), bytes("15 0303 (2 02fe)"))
                .isOpen();

        assertThat(conversation.accepted(Side.CLIENT)).isEqualTo(CLIENT_HELLO_12.length + 14);
        assertThat(conversation.trace).contains("Server warning alert unrecognized_name",
                "Client fatal alert unknown_ca", "Client fatal alert 254");
    }

    @Test
    void namesEachMessageInTheTrace() {
        Conversation conversation = upToServerHelloDone(agents("CN=agent, O=Microsoft"), CERTIFICATE)
                .client(AGENT, CLIENT_KEY_EXCHANGE, CERTIFICATE_VERIFY, CHANGE_CIPHER_SPEC)
                .server(NEW_SESSION_TICKET, CHANGE_CIPHER_SPEC);

        assertThat(conversation.trace).containsExactly(
                "Client ClientHello", "SNI a.ods.example", "SNI verified",
                "Server ServerHello", "Server Certificate", "Server verified", "Server ServerKeyExchange",
                "Server CertificateRequest", "Server ServerHelloDone",
                "Client Certificate", "Client ClientKeyExchange", "Client CertificateVerify", "Client ChangeCipherSpec",
                "Server NewSessionTicket", "Server ChangeCipherSpec");
    }

    @Test
    void acceptsTheOtherMessagesOfTls12InTheirPlace() {
        Conversation conversation = new Conversation()
                .client(CLIENT_HELLO_12)
                .server(SERVER_HELLO_12, TlsBytes.message(23, "(3 00)"), CERTIFICATE, TlsBytes.message(22, "01 (3 00)"),
                        SERVER_HELLO_DONE)
                .client(TlsBytes.message(23, "(3 00)"), CLIENT_KEY_EXCHANGE, CHANGE_CIPHER_SPEC)
                .server(CHANGE_CIPHER_SPEC);

        conversation.verified();
    }

    @Test
    void keepsItsFirstVerdict() {
        Conversation verified = new Conversation().client(CLIENT_HELLO_13).server(SERVER_HELLO_13);
        verified.sendAnyhow(Side.CLIENT, bytes("00")).sendAnyhow(Side.SERVER, bytes("00")).verified();

        Conversation rejected = new Conversation().client(bytes("00"));
        rejected.sendAnyhow(Side.CLIENT, CLIENT_HELLO_12).rejected();
        assertThat(rejected.accepted(Side.CLIENT)).isZero();
    }

    @Test
    void acceptsWholeRecordsWithWholeMessagesOnly() {
        byte[] hello = new byte[CLIENT_HELLO_12.length - 5];
        System.arraycopy(CLIENT_HELLO_12, 5, hello, 0, hello.length);
        byte[] firstRecord = concat(bytes("16 0301 0010"), Arrays.copyOf(hello, 16));
        byte[] secondRecord = concat(new byte[] {0x16, 3, 1, 0, (byte) (hello.length - 16)},
                Arrays.copyOfRange(hello, 16, hello.length));
        Conversation conversation = new Conversation().client(firstRecord);

        assertThat(conversation.accepted(Side.CLIENT)).isZero();
        conversation.client(secondRecord);
        assertThat(conversation.accepted(Side.CLIENT)).isEqualTo(firstRecord.length + secondRecord.length);
    }

    @Test
    void answersInTheVersionThatTheClientUnderstands() {
        assertThat(new Conversation().recordVersion()).isEqualTo(0x0301);
        assertThat(new Conversation().client(clientHello("0300", SNI)).recordVersion()).isEqualTo(0x0300);
        assertThat(new Conversation().client(clientHello("0200", SNI)).recordVersion()).isEqualTo(0x0300);
        assertThat(new Conversation().client(clientHello("0399", SNI)).recordVersion()).isEqualTo(0x0303);
        assertThat(new Conversation(ALL_VERSIONS).client(CLIENT_HELLO_12).server(serverHello("0302", ""))
                .recordVersion()).isEqualTo(0x0302);
        assertThat(new Conversation().client(CLIENT_HELLO_13).server(SERVER_HELLO_13).recordVersion())
                .isEqualTo(0x0303);
    }

    @Test
    void readsSubjectsOfAgentsOfEachKind() {
        byte[] linux = certificate(TestCertificates.forSubject(new X500Name("CN=ws,CN=agent,OU=Linux,O=Microsoft")));

        upToServerHelloDone(agents("O=Microsoft, OU=Linux, CN=agent, CN=ws"), CERTIFICATE).client(linux).isOpen();
    }
}
