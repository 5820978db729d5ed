package org.omsgateway.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.omsgateway.testing.TestCertificates;

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
}
