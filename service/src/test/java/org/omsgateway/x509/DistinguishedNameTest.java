package org.omsgateway.x509;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.omsgateway.testing.TlsBytes.bytes;

import java.nio.ByteBuffer;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERT61String;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.DERUniversalString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DistinguishedNameTest {
    @Test
    void showsTheMostSpecificPartFirstAsWindowsDoes() throws Exception {
        DistinguishedName name = read(new X500Name("O=Microsoft,OU=Agent,CN=a.example,DC=b"));

        assertThat(name).hasToString("DC=b, CN=a.example, OU=Agent, O=Microsoft");
    }

    @Test
    void showsAttributesOfOnePartTogether() throws Exception {
        X500Name name = new X500NameBuilder()
                .addRDN(BCStyle.O, "b")
                .addMultiValuedRDN(new ASN1ObjectIdentifier[] {BCStyle.CN, BCStyle.OU}, new String[] {"a", "c"})
                .build();

        assertThat(read(name)).hasToString("CN=a + OU=c, O=b");
    }

    @Test
    void findsAllValuesOfAType() throws Exception {
        DistinguishedName name = read(new X500Name("CN=first,OU=unit,DC=x,CN=second"));

        assertThat(name.values("CN")).containsExactly("first", "second");
        assertThat(name.values("DC")).containsExactly("x");
        assertThat(name.values("L")).isEmpty();
    }

    @Test
    void readsEveryStringType() throws Exception {
        assertThat(valueOf(new DERUTF8String("Zoë €"))).isEqualTo("Zoë €");
        assertThat(valueOf(new DERPrintableString("plain"))).isEqualTo("plain");
        assertThat(valueOf(new DERIA5String("a@b"))).isEqualTo("a@b");
        assertThat(valueOf(new DERBMPString("Zoë €"))).isEqualTo("Zoë €");
        assertThat(valueOf(new DERT61String("Zoë"))).isEqualTo("Zoë");
        assertThat(valueOf(new DERUniversalString(bytes("0000005a 0001f600")))).isEqualTo("Z😀");
    }

    @Test
    void showsWhatIsNoStringInHexadecimal() throws Exception {
        assertThat(read(commonName(new DEROctetString(bytes("0aff"))))).hasToString("CN=#04020aff");
        assertThat(read(commonName(new DERUTF8String("#04020aff")))).hasToString("CN=\"#04020aff\"");
    }

    @ParameterizedTest
    @CsvSource({
        "2.5.4.3, CN", "2.5.4.4, SN", "2.5.4.5, SERIALNUMBER", "2.5.4.6, C", "2.5.4.7, L", "2.5.4.8, S",
        "2.5.4.9, STREET", "2.5.4.10, O", "2.5.4.11, OU", "2.5.4.12, T", "2.5.4.42, G", "2.5.4.43, I",
        "0.9.2342.19200300.100.1.25, DC", "1.2.840.113549.1.9.1, E",
        "0.9.2342.19200300.100.1.1, OID.0.9.2342.19200300.100.1.1", "2.999.3, OID.2.999.3"
    })
    void namesTypesAsWindowsDoes(String identifier, String shown) throws Exception {
        X500Name name = new X500NameBuilder()
                .addRDN(new ASN1ObjectIdentifier(identifier), new DERUTF8String("x"))
                .build();

        assertThat(read(name)).hasToString(shown + "=x");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', value = {
        "plain value|CN=plain value",
        "a, b|CN=\"a, b\"",
        "a=b|CN=\"a=b\"",
        "a+b|CN=\"a+b\"",
        "say \"x\"|CN=\"say \"\"x\"\"\"",
        "` leading`|CN=\" leading\"",
        "`trailing `|CN=\"trailing \"",
        "``|CN=\"\"",
        "a\\b|CN=a\\\\b"
    })
    void quotesValuesAsWindowsDoes(String value, String shown) throws Exception {
        assertThat(read(commonName(new DERUTF8String(value)))).hasToString(shown);
    }

    @Test
    void readsNamesOfMoreThan127And255Bytes() throws Exception {
        assertThat(valueOf(new DERUTF8String("x".repeat(200)))).hasSize(200);
        assertThat(valueOf(new DERUTF8String("x".repeat(70_000)))).hasSize(70_000);
    }

    @Test
    void readsANameWithoutParts() throws Exception {
        assertThat(read(bytes("30 (1)"))).hasToString("");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "",
        "31 (1)",
        "30 (1) 00",
        "30 (1 30 (1))",
        "30 (1 31 (1 31 (1)))",
        "30 (1 31 (1 30 (1 05 (1 55) 0c (1 'x'))))",
        "30 (1 31 (1 30 (1 06 (1 550403))))",
        "30 (1 31 (1 30 (1 06 (1 550403) 0c (1 'x') 00)))",
        "30 (1 31 (1 30 (1 06 (1 5504ff) 0c (1 'x'))))",
        "30 (1 31 (1 30 (1 06 (1 5504 ff*9 7f) 0c (1 'x'))))",
        "30 84 00000000",
    })
    void refusesWhatIsNoName(String notation) {
        assertThatThrownBy(() -> read(bytes(notation))).isInstanceOf(MalformedException.class);
    }

    private static DistinguishedName read(X500Name name) throws Exception {
        return read(name.getEncoded());
    }

    private static DistinguishedName read(byte[] der) throws MalformedException {
        ByteReader bytes = new ByteReader("Subject", ByteBuffer.wrap(der), 0, der.length);
        DistinguishedName name = DistinguishedNameReader.read(Der.element(bytes, Der.SEQUENCE));
        bytes.end();
        return name;
    }

    private static X500Name commonName(ASN1Encodable value) {
        return new X500NameBuilder().addRDN(BCStyle.CN, value).build();
    }

    private static String valueOf(ASN1Encodable value) throws Exception {
        return read(commonName(value)).values("CN").findFirst().orElseThrow();
    }
}
