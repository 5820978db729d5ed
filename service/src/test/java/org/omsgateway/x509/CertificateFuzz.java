package org.omsgateway.x509;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.GeneralName;
import org.omsgateway.policy.AllowedSubject;
import org.omsgateway.policy.ClientCertificatePolicy;
import org.omsgateway.testing.TestCertificates;

/** Reading any bytes as a certificate ends in names or in a {@link MalformedException}. */
public final class CertificateFuzz {
    private static final String HOST = "a.ods.example";
    private static final ClientCertificatePolicy POLICY =
            new ClientCertificatePolicy(List.of("12345678-90ab-cdef-1234-567890abcdef"),
                    List.of(AllowedSubject.parse("CN=Gateway, O=Contoso")));

    private CertificateFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        subjectOf(input);
        namesOf(input);
    }

    public static List<byte[]> seeds() {
        return List.of(
                TestCertificates.forHosts("a.ods.example", "*.ods.example"),
                TestCertificates.forSubject("CN=12345678-90ab-cdef-1234-567890abcdef,CN=agent,OU=Linux,O=Microsoft"),
                TestCertificates.forSubject(new X500NameBuilder()
                        .addRDN(BCStyle.CN, new DERBMPString("Zoë"))
                        .addMultiValuedRDN(new ASN1ObjectIdentifier[] {BCStyle.DC, BCStyle.OU}, new String[] {"a", "b"})
                        .build()),
                TestCertificates.withAlternatives("CN=a.ods.example",
                        new GeneralName(GeneralName.iPAddress, "192.0.2.7"),
                        new GeneralName(GeneralName.iPAddress, "2001:db8::1"),
                        new GeneralName(GeneralName.rfc822Name, "a@ods.example"),
                        new GeneralName(GeneralName.uniformResourceIdentifier, "https://b.ods.example/")),
                TestCertificates.withUnreadableAlternatives("CN=a.ods.example"));
    }

    private static String subjectOf(byte[] der) {
        try {
            DistinguishedName subject = CertificateReader.subject(ByteBuffer.wrap(der));
            boolean hasParts = !subject.relativeNames().isEmpty()
                    && subject.relativeNames().stream().noneMatch(List::isEmpty);
            if (hasParts) {
                assertThat(DistinguishedNameParser.parse(subject.toString()).toString()).isEqualTo(reversed(subject));
            }
            return subject + "|" + POLICY.test(subject);
        } catch (MalformedException e) {
            return e.getMessage();
        }
    }

    private static String reversed(DistinguishedName name) {
        List<List<DistinguishedName.Attribute>> parts = new ArrayList<>(name.relativeNames());
        Collections.reverse(parts);
        return new DistinguishedName(parts).toString();
    }

    private static String namesOf(byte[] der) {
        try {
            CertificateNames names = CertificateReader.names(ByteBuffer.wrap(der));
            return names + "|" + names.covers(HOST) + "|" + names.covers("192.0.2.7");
        } catch (MalformedException e) {
            return e.getMessage();
        }
    }
}
