package org.omsgateway.x509;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.omsgateway.testing.TlsBytes.bytes;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.util.Arrays;
import java.util.Base64;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.omsgateway.testing.OpenSsl;
import org.omsgateway.testing.TestCertificates;
import org.omsgateway.testing.TlsBytes;

class CertificateReaderTest {
    @Test
    void readsTheSameCertificateForEitherSide() throws Exception {
        byte[] certificate = TestCertificates.forHosts("a.example");

        assertThat(subject(certificate)).hasToString("CN=a.example");
        assertThat(names(certificate).covers("a.example")).isTrue();
    }

    @Test
    void readsWhereTheBytesLieAndLeavesTheBufferAlone() throws Exception {
        byte[] der = TestCertificates.forHosts("a.example");
        ByteBuffer direct = ByteBuffer.allocateDirect(der.length + 2).put(1, der).position(1).limit(der.length + 1);

        assertThat(CertificateReader.names(direct).covers("a.example")).isTrue();
        assertThat(CertificateReader.subject(direct)).hasToString("CN=a.example");
        assertThat(direct.position()).isEqualTo(1);
    }

    @Test
    void readsACertificateOfVersion1() throws Exception {
        byte[] der = bytes("30 (1 30 (1 02 (1 01) 30 (1) 30 (1) 30 (1)"
                + " 30 (1 31 (1 30 (1 06 (1 550403) 0c (1 61)))) 30 (1))"
                + "30 (1) 03 (1 00))");

        assertThat(subject(der)).hasToString("CN=a");
    }

    @Test
    void refusesWhatIsNotExactlyOneCertificate() {
        byte[] der = TestCertificates.forHosts("a.example");

        assertRefused(TlsBytes.concat(der, new byte[1]));
        assertRefused(("-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(der)
                + "\n-----END CERTIFICATE-----\n").getBytes(StandardCharsets.US_ASCII));
        for (int length = 1; length < der.length; length++) {
            assertRefused(Arrays.copyOf(der, length));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "31 (1 30 (1 02 (1 01) 30 (1) 30 (1) 30 (1) 30 (1) 30 (1)) 30 (1) 03 (1 00))",
        "30 (1 30 (1 30 (1) 30 (1) 30 (1) 30 (1) 30 (1)) 30 (1) 03 (1 00))",
        "30 (1 30 (1 02 (1 01) 30 (1) 30 (1) 30 (1) 31 (1) 30 (1)) 30 (1) 03 (1 00))",
        "30 (1 30 (1 02 (1 01) 30 (1) 30 (1) 30 (1) 30 (1)) 30 (1) 03 (1 00))",
        "30 (1 30 (1 02 (1 01) 30 (1) 30 (1) 30 (1) 30 (1) 30 (1)) 30 (1))",
        "30 (1 30 (1 02 (1 01) 30 (1) 30 (1) 30 (1) 30 (1) 30 (1)) 30 (1) 03 (1 00) 05 00)",
        "30 (1 30 (1 02 (1 01) 30 (1) 30 (1) 30 (1) 30 80 0000 30 (1)) 30 (1) 03 (1 00))",
        "30 84 00000000",
    })
    void refusesAClientCertificateOfAnotherShape(String notation) {
        assertThat(refusal(() -> subject(bytes(notation)))).startsWith("It ");
    }

    @Test
    void refusesALengthThatIsNotEncodedInTheShortestForm() {
        assertThat(refusal(() -> subject(bytes(withSubject("30 81 (1)"))))).contains("shortest form");
        assertThat(refusal(() -> subject(bytes(withSubject("30 82 (2)"))))).contains("shortest form");
        assertThat(refusal(() -> subject(bytes(withSubject("30 83 (3)"))))).contains("shortest form");
    }

    @Test
    void readsDnsNamesBesideWhatItDoesNotKnow() throws Exception {
        String alternatives = "a0 (1 ff) 86 (1 'http://[') 82 (1 'a.example') a4 (1) 1e (1)";

        assertThat(names(bytes(withAlternatives(alternatives)))).hasToString("a.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "0c (1 'a.example')", "16 (1 'a.example')", "a2 (1 16 (1 'a.example'))", "86 (1 'a.example')"
    })
    void acceptsNothingElseAsADnsName(String alternative) throws Exception {
        assertThat(names(bytes(withAlternatives(alternative)))).hasToString("none");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "82 (1 'a.example' 00 '.evil.example') | has a DNS name with a byte 0x00",
        "82 (1 'a' e9 '.example')              | has a DNS name with a byte 0xe9",
        "82 (1 'a.example') 82 05 'b'          | is cut short",
        "82 (1 'a.example') 82 80 0000         | has an element without a length, or one that is too long",
        "82 (1 'a.example') 9f 21 (1)          | has an element of type 0x9f and more",
        "``                                    | has an empty subjectAltName",
    })
    void refusesAlternativeNamesThatCouldBeReadInTwoWays(String names, String problem) {
        assertThat(refusal(() -> names(bytes(withAlternatives(names))))).isEqualTo("It " + problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "02 | a3 (1 30 (1 30 (1 06 (1 551d11) 04 (1 30 (1 82 (1 'a'))) 00)))                  | has 1 bytes too many",
        "02 | a3 (1 30 (1 30 (1 06 (1 551d11) 04 (1 30 (1 82 (1 'a')) 00))))                  | has 1 bytes too many",
        "02 | a3 (1 30 (1 30 (1 06 (1 551d11) 04 (1 30 (1 82 (1 'a'))))) 0500)                | has 2 bytes too many",
        "02 | a3 (1 30 (1 30 (1 06 (1 551d11) 04 (1 30 (1 82 (1 'a')))))) 0500                | has 2 bytes too many",
        "02 | a3 (1 30 (1 30 (1 06 (1 551d11) 0c (1)))) | has an element of type 0x0c instead of 0x04",
        "02 | a3 (1) | is cut short",
        "01 | a3 (1 30 (1 30 (1 06 (1 551d11) 04 (1 30 (1 82 (1 'a')))))) | has extensions, but version 2",
        "02 | a3 (1 30 (1 30 (1 06 (1 551d11) 04 (1)) 30 (1 06 (1 551d11) 04 (1)))) | has subjectAltName twice",
    })
    void refusesExtensionsThatCouldBeReadInTwoWays(String version, String extensions, String problem) {
        byte[] der = bytes("30 (1 30 (1 a0 (1 02 (1 " + version + ")) 02 (1 01) 30 (1) 30 (1) 30 (1) 30 (1) 30 (1)"
                + extensions + ") 30 (1) 03 (1 00))");

        assertThat(refusal(() -> names(der))).isEqualTo("It " + problem);
    }

    @Test
    void readsADnsNameBesideAUriThatTheJdkRefuses() throws Exception {
        assertReadButRefusedByTheJdk("a.example", TestCertificates.withAlternatives("CN=x",
                new GeneralName(GeneralName.uniformResourceIdentifier, "http://[odd"),
                new GeneralName(GeneralName.dNSName, "a.example")));
    }

    @Test
    void readsAnEmptySubjectBesideAlternativeNamesThatAreNotCritical() throws Exception {
        assertReadButRefusedByTheJdk("a.example",
                TestCertificates.withAlternatives("", new GeneralName(GeneralName.dNSName, "a.example")));
    }

    @Test
    void readsTheNamesOfAKeyWithExplicitCurveParameters(@TempDir Path folder) throws Exception {
        new OpenSsl(folder).run("req", "-x509", "-nodes", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
                "-pkeyopt", "ec_param_enc:explicit", "-subj", "/CN=x", "-addext", "subjectAltName=DNS:a.example",
                "-keyout", "explicit.key", "-outform", "DER", "-out", "explicit.der");

        assertReadButRefusedByTheJdk("a.example", Files.readAllBytes(folder.resolve("explicit.der")));
    }

    private static void assertReadButRefusedByTheJdk(String host, byte[] der) throws Exception {
        assertThat(names(der)).hasToString(host);
        assertThat(CertificateOracles.bouncyCastle(der)).isEqualTo(host);
        assertThatThrownBy(() -> CertificateOracles.jdk(der)).isInstanceOf(CertificateException.class);
    }

    private static String withSubject(String subject) {
        return "30 (1 30 (1 02 (1 01) 30 (1) 30 (1) 30 (1) " + subject + " 30 (1)) 30 (1) 03 (1 00))";
    }

    private static String withAlternatives(String names) {
        return "30 (1 30 (1 a0 (1 02 (1 02)) 02 (1 01) 30 (1) 30 (1) 30 (1) 30 (1) 30 (1)"
                + "a3 (1 30 (1 30 (1 06 (1 551d11) 04 (1 30 (1 " + names + ")))))) 30 (1) 03 (1 00))";
    }

    private static void assertRefused(byte[] der) {
        assertThat(refusal(() -> subject(der))).startsWith("It ");
        assertThat(refusal(() -> names(der))).startsWith("It ");
    }

    private static String refusal(ThrowingCallable reading) {
        return catchThrowableOfType(MalformedException.class, reading).getMessage();
    }

    private static DistinguishedName subject(byte[] der) throws MalformedException {
        return CertificateReader.subject(ByteBuffer.wrap(der));
    }

    private static CertificateNames names(byte[] der) throws MalformedException {
        return CertificateReader.names(ByteBuffer.wrap(der));
    }
}
