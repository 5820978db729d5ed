package org.omsgateway.x509;

import static org.assertj.core.api.Assertions.assertThat;
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
