package org.omsgateway.x509;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.omsgateway.testing.TestCertificates;
import org.omsgateway.testing.TlsBytes;

/** The names in a server's certificate, as other libraries read them. */
final class CertificateOracles {
    private static final byte[] SUBJECT_ALT_NAME = TlsBytes.bytes("551d11");
    private static final byte[] COMMON_NAME = TlsBytes.bytes("550403");
    private static final byte[] ANY_CERTIFICATE =
            TestCertificates.withAlternatives("CN=x", new GeneralName(GeneralName.rfc822Name, "x@y.example"));

    /** The names as {@link CertificateNames} shows them. */
    interface Oracle {
        String names(byte[] der) throws Exception;
    }

    private CertificateOracles() {}

    /** As the JDK's parser reads them. */
    static String jdk(byte[] der) throws Exception {
        X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(der));
        if (certificate.getEncoded().length != der.length) {
            throw new CertificateException("not exactly one certificate");
        }
        Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
        if (alternatives == null) {
            if (certificate.getExtensionValue("2.5.29.17") != null) {
                throw new CertificateException("subjectAltName unreadable");
            }
            // Not its X500Principal, which has the attributes of a relative name in another order.
            return commonName(subject(DerTree.of(certificate.getTBSCertificate())));
        }
        List<String> dnsNames = new ArrayList<>();
        List<String> addresses = new ArrayList<>();
        for (List<?> alternative : alternatives) {
            switch ((Integer) alternative.get(0)) {
                case GeneralName.dNSName -> dnsNames.add((String) alternative.get(1));
                case GeneralName.iPAddress -> addresses.add((String) alternative.get(1));
                default -> { }
            }
        }
        // The JDK shows an address with a mask as both, separated by a slash.
        addresses.removeIf(address -> address.contains("/"));
        return new CertificateNames(dnsNames, addresses).toString();
    }

    /** As Bouncy Castle reads them. */
    static String bouncyCastle(byte[] der) throws Exception {
        X509CertificateHolder certificate = new X509CertificateHolder(der);
        Extension extension = certificate.getExtension(Extension.subjectAlternativeName);
        if (extension == null) {
            return commonName(DerTree.of(certificate.getSubject().getEncoded()));
        }
        List<String> dnsNames = new ArrayList<>();
        List<String> addresses = new ArrayList<>();
        for (GeneralName name : GeneralNames.getInstance(extension.getParsedValue()).getNames()) {
            if (name.getTagNo() == GeneralName.dNSName) {
                dnsNames.add(((ASN1String) name.getName()).getString());
            } else if (name.getTagNo() == GeneralName.iPAddress) {
                byte[] address = ASN1OctetString.getInstance(name.getName()).getOctets();
                if (address.length == 4 || address.length == 16) {
                    addresses.add(InetAddress.getByAddress(address).getHostAddress());
                }
            }
        }
        return new CertificateNames(dnsNames, addresses).toString();
    }

    /** As Bouncy Castle reads them from a new certificate, which has only the parts of this one that names need. */
    static String reduced(byte[] der) throws Exception {
        DerTree signed = DerTree.of(der).child(0);
        for (DerTree part : signed.children) {
            if (part.tag == 0xa3) {
                for (DerTree extension : part.child(0).children) {
                    if (Arrays.equals(extension.child(0).content, SUBJECT_ALT_NAME)) {
                        return bouncyCastle(withAlternatives(extension.child(extension.children.size() - 1).child(0)));
                    }
                }
            }
        }
        return commonName(subject(signed));
    }

    private static DerTree subject(DerTree signed) {
        return signed.child(signed.child(0).tag == 0xa0 ? 5 : 4);
    }

    private static byte[] withAlternatives(DerTree names) {
        DerTree certificate = DerTree.of(ANY_CERTIFICATE);
        DerTree mine = certificate.all().stream()
                .filter(node -> node.tag == 0x04 && node.children.size() == 1 && node.child(0).tag == 0x30)
                .findFirst().orElseThrow().child(0);
        names.children.stream()
                .filter(name -> name.tag == 0x82
                        || name.tag == 0x87 && (name.encode().length == 2 + 4 || name.encode().length == 2 + 16))
                .forEach(mine.children::add);
        return certificate.encode();
    }

    /** The last common name; none if Bouncy Castle cannot read it as text. */
    private static String commonName(DerTree subject) {
        DerTree last = null;
        for (DerTree relativeName : subject.children) {
            for (DerTree attribute : relativeName.children) {
                last = Arrays.equals(attribute.child(0).content, COMMON_NAME) ? attribute.child(1) : last;
            }
        }
        String name = last == null ? "\ufffd" : text(last);
        boolean usable = StandardCharsets.US_ASCII.newEncoder().canEncode(name);
        return new CertificateNames(usable ? List.of(name) : List.of(), List.of()).toString();
    }

    private static String text(DerTree value) {
        try {
            return switch (value.tag) {
                case 0x1c -> new String(value.body(), "UTF-32BE");
                case 0x0c, 0x12, 0x13, 0x14, 0x16, 0x1a, 0x1e ->
                        ((ASN1String) ASN1Primitive.fromByteArray(value.encode())).getString();
                default -> "#" + HexFormat.of().formatHex(value.body());
            };
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            return "\ufffd";
        }
    }
}
