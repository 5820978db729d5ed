package org.omsgateway.x509;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.omsgateway.testing.TestCertificates;
import org.omsgateway.testing.TlsBytes;

class CertificateNamesTest {
    @ParameterizedTest
    @CsvSource({
        "a.example, a.example, true",
        "A.Example, a.example, true",
        "a.example, b.example, false",
        "a.example, x.a.example, false",
        "example, a.example, false",
        "*.ods.example, a.ods.example, true",
        "*.ODS.Example, a.ods.example, true",
        "*.ods.example, xn--bcher-kva.ods.example, true",
        "*.ods.example, ods.example, false",
        "*.ods.example, .ods.example, false",
        "*.ods.example, a.b.ods.example, false",
        "*.ods.example, aods.example, false",
        "*.example, a.example, false",
        "*, example, false",
        "*., example, false",
        "*.ods.example, *.ods.example, true",
        "a*.ods.example, ab.ods.example, false",
        "*a.ods.example, ba.ods.example, false",
        "a.*.example, a.ods.example, false",
        "*.*.example, a.ods.example, false",
    })
    void matchesDnsNames(String name, String host, boolean covered) throws Exception {
        assertThat(names(TestCertificates.forHosts(name)).covers(host)).isEqualTo(covered);
    }

    @Test
    void coversEachOfSeveralNames() throws Exception {
        CertificateNames names = names(TestCertificates.forHosts("a.example", "*.b.example"));

        assertThat(names.covers("a.example")).isTrue();
        assertThat(names.covers("x.b.example")).isTrue();
        assertThat(names).hasToString("a.example, *.b.example");
    }

    @Test
    void takesTheLastCommonNameOnlyWithoutAlternativeNames() throws Exception {
        CertificateNames names = names(TestCertificates.forSubject("CN=b.example,O=x,CN=a.example"));

        assertThat(names.covers("a.example")).isTrue();
        assertThat(names.covers("b.example")).isFalse();
    }

    @Test
    void ignoresTheCommonNameWhereAlternativeNamesExist() throws Exception {
        CertificateNames names = names(TestCertificates.withAlternatives(
                "CN=a.example", new GeneralName(GeneralName.rfc822Name, "x@b.example")));

        assertThat(names.covers("a.example")).isFalse();
        assertThat(names).hasToString("none");
    }

    @Test
    void refusesAlternativeNamesThatCannotBeRead() {
        assertThatThrownBy(() -> names(TestCertificates.withUnreadableAlternatives("CN=a.example")))
                .isInstanceOf(MalformedException.class);
    }

    @Test
    void takesNoCommonNameThatOnlyBecomesAsciiInLowerCase() throws Exception {
        CertificateNames names = names(TestCertificates.forSubject("CN=\u212Aey.example"));

        assertThat(names.covers("key.example")).isFalse();
    }

    @Test
    void matchesIpAddressesByValue() throws Exception {
        CertificateNames names = names(TestCertificates.withAlternatives("CN=x",
                new GeneralName(GeneralName.iPAddress, "192.0.2.7"),
                new GeneralName(GeneralName.iPAddress, "2001:db8::1")));

        assertThat(names.covers("192.0.2.7")).isTrue();
        assertThat(names.covers("2001:db8:0:0:0:0:0:1")).isTrue();
        assertThat(names.covers("192.0.2.8")).isFalse();
        assertThat(names.covers("2001:db8:0:0:0:0:0:2")).isFalse();
    }

    @Test
    void neverTakesADnsNameOrCommonNameForAnIpAddress() throws Exception {
        CertificateNames names =
                names(TestCertificates.forHosts("192.0.2.7", "*.0.2.7", "2001:db8:0:0:0:0:0:1", "a1.example"));

        assertThat(names.covers("192.0.2.7")).isFalse();
        assertThat(names.covers("2001:db8:0:0:0:0:0:1")).isFalse();
        assertThat(names.covers("a1.example")).isTrue();
        assertThat(names(TestCertificates.forSubject("CN=192.0.2.7")).covers("192.0.2.7")).isFalse();
    }

    @Test
    void ignoresIpAddressesWithAMask() throws Exception {
        CertificateNames names = names(TestCertificates.withAlternatives("CN=x",
                new GeneralName(GeneralName.iPAddress, new DEROctetString(TlsBytes.bytes("c0000207 ffffff00"))),
                new GeneralName(GeneralName.dNSName, "a.example")));

        assertThat(names.covers("192.0.2.7")).isFalse();
        assertThat(names.covers("a.example")).isTrue();
    }

    private static CertificateNames names(byte[] certificate) throws Exception {
        return CertificateReader.names(ByteBuffer.wrap(certificate));
    }
}
