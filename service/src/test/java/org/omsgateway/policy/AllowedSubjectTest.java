package org.omsgateway.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.omsgateway.testing.OpenSsl;
import org.omsgateway.testing.TestCertificates;
import org.omsgateway.x509.CertificateReader;
import org.omsgateway.x509.DistinguishedName;
import org.omsgateway.x509.DistinguishedNameParser;

/** Subjects of certificates, and the texts in which programs show them. */
class AllowedSubjectTest {
    @TempDir
    private static Path folder;

    private static DistinguishedName subject(byte[] der) throws Exception {
        return CertificateReader.subject(ByteBuffer.wrap(der));
    }

    private static boolean allows(String entry, DistinguishedName subject) {
        return new ClientCertificatePolicy(List.of(), List.of(AllowedSubject.parse(entry))).test(subject);
    }

    private static String opensslSubject(byte[] der, String nameOptions) throws Exception {
        Files.write(folder.resolve("client.der"), der);
        return new OpenSsl(folder).run("x509", "-inform", "der", "-in", "client.der", "-noout", "-subject",
                "-nameopt", nameOptions).strip();
    }

    /** Each subject in each form; the options are those that {@code openssl x509 -nameopt} knows by a name. */
    @ParameterizedTest
    @ValueSource(strings = {"oneline", "oneline,-esc_msb", "RFC2253", "RFC2253,-esc_msb", "compat", "RFC2253,oid",
        "oneline,lname", "RFC2253,dn_rev", "oneline,-space_eq"})
    void allowsTheSubjectThatOpenSslShows(String nameOptions) throws Exception {
        X500NameBuilder many = new X500NameBuilder();
        for (ASN1ObjectIdentifier type : List.of(BCStyle.C, BCStyle.ST, BCStyle.L, BCStyle.STREET, BCStyle.O,
                BCStyle.OU, BCStyle.CN, BCStyle.SURNAME, BCStyle.SERIALNUMBER, BCStyle.T, BCStyle.GIVENNAME,
                BCStyle.INITIALS, BCStyle.DC, BCStyle.EmailAddress, BCStyle.UID, BCStyle.DESCRIPTION,
                BCStyle.BUSINESS_CATEGORY, BCStyle.POSTAL_CODE, BCStyle.TELEPHONE_NUMBER, BCStyle.GENERATION,
                BCStyle.UNIQUE_IDENTIFIER, BCStyle.DN_QUALIFIER, BCStyle.PSEUDONYM, BCStyle.NAME,
                BCStyle.ORGANIZATION_IDENTIFIER, BCStyle.UnstructuredName, BCStyle.UnstructuredAddress,
                BCStyle.JURISDICTION_C)) {
            many.addRDN(type, new DERUTF8String(type.equals(BCStyle.C) ? "US" : "a." + type.getId()));
        }
        assertShownSubjectIsAllowed(many.build(), nameOptions);
        assertShownSubjectIsAllowed(new X500NameBuilder().addRDN(BCStyle.O, "b")
                .addMultiValuedRDN(new ASN1ObjectIdentifier[] {BCStyle.CN, BCStyle.EmailAddress, BCStyle.OU},
                        new String[] {"a", "a+b@c.example", "d, e"})
                .addRDN(BCStyle.CN, "last").build(), nameOptions);
        // X509_NAME_oneline escapes nothing, so it shows some values as it shows others.
        boolean escapes = !nameOptions.equals("compat");
        X500NameBuilder odd = new X500NameBuilder();
        for (String value : List.of("IT, Ops", "a+b", "say \"x\"", "a=b", "a;b", "<a>", "a/b", "#0401", "#", " lead",
                "trail ", "in  side", "Zoë 日本 😀", "\"all\"", "DOM\\admin", "\\4d\\C3\\x41", "a\\", "")) {
            if (escapes || !value.matches("#..*|\".*|.*\\\\(|4d.*)")) {
                odd.addRDN(BCStyle.OU, new DERUTF8String(value));
            }
        }
        assertShownSubjectIsAllowed(odd.addRDN(BCStyle.CN, "last").build(), nameOptions);
        if (escapes) {
            assertShownSubjectIsAllowed(new X500NameBuilder()
                    .addRDN(BCStyle.CN, new DERBMPString("Zoë"))
                    .addRDN(BCStyle.CN, new DERBitString(new byte[] {1, 2}))
                    .addRDN(new ASN1ObjectIdentifier("1.2.3.4"), new DERUTF8String("x, y")).build(), nameOptions);
        }
    }

    private static void assertShownSubjectIsAllowed(X500Name name, String nameOptions) throws Exception {
        byte[] der = TestCertificates.forSubject(name);
        String shown = opensslSubject(der, nameOptions);
        DistinguishedName subject = subject(der);
        assertThat(shown).startsWith("subject=");
        assertThat(allows(shown, subject)).as(shown).isTrue();
        assertThat(allows(shown.substring("subject=".length()), subject)).as(shown).isTrue();
        assertThat(allows(subject.toString(), subject)).as(subject.toString()).isTrue();
        assertThat(allows(shown, subject(TestCertificates.forSubject("O=Contoso,CN=other,OU=x")))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "CN=a, S=b, E=c@d | cn = A,ST=b,emailAddress=c@d",
        "CN=a, S=b, E=c@d | /emailAddress=c@d/stateOrProvinceName=B/commonName=a",
        "CN=a, S=b, E=c@d | 2.5.4.3=a, OID.2.5.4.8=b, 1.2.840.113549.1.9.1=c@d",
        "CN=a, O=b        | O=b, CN=a",
        "CN=a + OU=b, O=c | O=c, OU=B+CN=a",
        "CN=\"a, b\"      | CN=a\\, b",
        "CN=\"a, b\"      | CN=a\\2C\\20b",
        "CN=a  b          | CN= a b ",
        "CN=#0c0161       | CN=a",
        "CN=Zoë           | CN=Zo\\C3\\AB",
        "CN=a;b           | CN=a\\;b",
        "Gateway          | gateway",
        "a\\=b            | A\\=B",
        "Smith, John      | smith,  john",
    })
    void takesOneSubjectInSeveralForms(String one, String other) {
        assertThat(AllowedSubject.parse(one)).isEqualTo(AllowedSubject.parse(other))
                .hasSameHashCodeAs(AllowedSubject.parse(other));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "CN=a, O=b            | CN=a, OU=b",
        "CN=a, O=b            | CN=a + O=b",
        "CN=a, O=b, C=c       | O=b, CN=a, C=c",
        "CN=a                 | a",
        "CN=a, CN=b           | CN=a",
        "CN=ab                | CN=a b",
        "CN=#040161           | CN=a",
        "CN=#040161           | CN=\"#040161\"",
        "CN=\"a, O=b\"        | CN=a, O=b",
        "CN=a\\, O=b          | CN=a, O=b",
        "CN=\"a + O=b\"       | CN=a + O=b",
        "/CN=a/x=b            | /CN=a/O=b",
        "SN=a                 | SERIALNUMBER=a",
        "C=a                  | CN=a",
    })
    void tellsSubjectsApart(String one, String other) {
        assertThat(AllowedSubject.parse(one)).isNotEqualTo(AllowedSubject.parse(other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"XY=a", "=a", "CN=a,", "CN=a, b", "CN=a, XY=b", "CN=a, =b", "CN=\"a", "CN=\"a\" b",
        "\"CN=a, O=b\"", "CN=#0c01", "CN=#0g", "CN=#0c016100", "/XY=a", "O=a\\", "a\\", "1.2.x=a", "3.2=a", "subject=",
        "issuer=CN = a", "CN=a+", "a=b", "O=\"a\\\"", "CN=", "CN=\"\"",
        "CN= , O=b", "/CN=/O=b", "O=b, CN=", "CN=#0c00", "O="})
    void refusesWhatIsNoSubject(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> AllowedSubject.parse(text));
    }

    /** The subject is untrusted, so the time to compare it must not depend on its length. */
    @Test
    void allowsNoSubjectOfMoreThanTheLengthOfAnEntry() throws Exception {
        String longest = "a".repeat(AllowedSubject.MAX_LENGTH);
        DistinguishedName matching = DistinguishedNameParser.parse("CN=" + longest);
        DistinguishedName longer = DistinguishedNameParser.parse("CN=" + longest + ", O=b");
        assertThat(allows(longest, matching)).isTrue();
        assertThat(allows(longest, longer)).isFalse();
    }
}
