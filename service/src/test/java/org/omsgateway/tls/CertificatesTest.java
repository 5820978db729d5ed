package org.omsgateway.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.omsgateway.testing.TlsBytes.bytes;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.omsgateway.testing.TestCertificates;
import org.omsgateway.testing.TlsBytes;

class CertificatesTest {
    private final Certificates certificates = new Certificates();

    @Test
    void warmsUpWithASampleThatItCanRead() {
        assertThatCode(certificates::warmUp).doesNotThrowAnyException();
    }

    @Test
    void readsTheSameCertificateForEitherSide() throws Exception {
        ByteBuffer certificate = ByteBuffer.wrap(TestCertificates.forHosts("a.example"));

        assertThat(certificates.clientSubject(certificate)).hasToString("CN=a.example");
        assertThat(certificates.serverNames(certificate).covers("a.example")).isTrue();
    }

    @Test
    void readsTheSubjectThatTheJdkReads() throws Exception {
        for (byte[] der : CertificateFuzz.seeds()) {
            byte[] subject = CertificateNames.parse(ByteBuffer.wrap(der)).getSubjectX500Principal().getEncoded();

            assertThat(certificates.clientSubject(ByteBuffer.wrap(der)))
                    .hasToString(DistinguishedNameReader.read(subject).toString());
        }
    }

    @Test
    void readsACertificateOfVersion1() throws Exception {
        byte[] der = bytes("30 (1 30 (1 02 (1 01) 30 (1) 30 (1) 30 (1) 30 (1 31 (1 30 (1 06 (1 550403) 0c (1 61)))) 30 (1))"
                + "30 (1) 03 (1 00))");

        assertThat(certificates.clientSubject(ByteBuffer.wrap(der))).hasToString("CN=a");
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
        assertThat(refusal(() -> certificates.clientSubject(ByteBuffer.wrap(bytes(notation)))))
                .startsWith("Client certificate can't be read: It ");
    }

    private void assertRefused(byte[] der) {
        assertThat(refusal(() -> certificates.clientSubject(ByteBuffer.wrap(der))))
                .startsWith("Client certificate can't be read: ");
        assertThat(refusal(() -> certificates.serverNames(ByteBuffer.wrap(der))))
                .startsWith("Server certificate can't be read: ");
    }

    private static String refusal(ThrowingCallable reading) {
        return catchThrowableOfType(RejectedException.class, reading).verdict().facts().get(0).toString();
    }
}
