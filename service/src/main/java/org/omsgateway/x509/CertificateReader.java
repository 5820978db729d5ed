package org.omsgateway.x509;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the names in a certificate's DER encoding (RFC 5280, section 4.1) and nothing else: not the key, the dates or
 * other extensions. The parts around the names must be in their places, so that no other reader finds other names.
 *
 * <pre>
 *   Certificate    ::= SEQUENCE { TBSCertificate, signatureAlgorithm SEQUENCE, signature BIT STRING }
 *   TBSCertificate ::= SEQUENCE { version [0] { INTEGER } OPTIONAL, serialNumber INTEGER, signature SEQUENCE,
 *       issuer SEQUENCE, validity SEQUENCE, subject Name, subjectPublicKeyInfo SEQUENCE, issuerUniqueID [1] OPTIONAL,
 *       subjectUniqueID [2] OPTIONAL, extensions [3] { SEQUENCE OF Extension } OPTIONAL }
 *   Extension      ::= SEQUENCE { extnID OBJECT IDENTIFIER, critical BOOLEAN OPTIONAL, extnValue OCTET STRING }
 *   SubjectAltName ::= SEQUENCE SIZE (1..MAX) OF CHOICE { dNSName [2] IA5String, iPAddress [7] OCTET STRING, ... }
 * </pre>
 */
public final class CertificateReader {
    private static final int VERSION = 0xa0;
    private static final int ISSUER_UNIQUE_ID = 0x81;
    private static final int SUBJECT_UNIQUE_ID = 0x82;
    private static final int EXTENSIONS = 0xa3;
    private static final int DNS_NAME = 0x82;
    private static final int IP_ADDRESS = 0x87;

    private static final int VERSION_1 = 0;
    private static final int VERSION_3 = 2;

    /** The object identifier 2.5.29.17, encoded. */
    private static final byte[] SUBJECT_ALT_NAME = {0x55, 0x1d, 0x11};

    private final int version;
    private final ByteReader subject;
    private final Optional<ByteReader> extensions;

    private CertificateReader(ByteBuffer der) throws MalformedException {
        ByteReader bytes = new ByteReader("It", der, der.position(), der.remaining());
        ByteReader certificate = Der.element(bytes, Der.SEQUENCE);
        bytes.end();
        ByteReader signed = Der.element(certificate, Der.SEQUENCE);
        Der.skip(certificate, Der.SEQUENCE);
        Der.skip(certificate, Der.BIT_STRING);
        certificate.end();

        version = readVersion(signed);
        Der.skip(signed, Der.INTEGER);
        Der.skip(signed, Der.SEQUENCE);
        Der.skip(signed, Der.SEQUENCE);
        Der.skip(signed, Der.SEQUENCE);
        subject = Der.element(signed, Der.SEQUENCE);
        Der.skip(signed, Der.SEQUENCE);
        Der.skipOptional(signed, ISSUER_UNIQUE_ID);
        Der.skipOptional(signed, SUBJECT_UNIQUE_ID);
        extensions = signed.nextIs(EXTENSIONS) ? Optional.of(Der.element(signed, EXTENSIONS)) : Optional.empty();
        signed.end();
    }

    /**
     * The subject of the certificate {@code der}.
     *
     * @throws MalformedException when {@code der} is not exactly one certificate, or its subject can't be read
     */
    public static DistinguishedName subject(ByteBuffer der) throws MalformedException {
        return DistinguishedNameReader.read(new CertificateReader(der).subject);
    }

    /**
     * The hosts that a server's certificate {@code der} is for: the names and addresses of its subjectAltName; only
     * without that extension, the last common name of its subject.
     *
     * @throws MalformedException when {@code der} is not exactly one certificate, or these names can't be read
     */
    public static CertificateNames names(ByteBuffer der) throws MalformedException {
        CertificateReader reader = new CertificateReader(der);
        Optional<ByteReader> subjectAltName = reader.subjectAltName();
        return subjectAltName.isPresent()
                ? readGeneralNames(subjectAltName.get())
                : CertificateNames.of(DistinguishedNameReader.read(reader.subject));
    }

    private static int readVersion(ByteReader signed) throws MalformedException {
        if (!signed.nextIs(VERSION)) {
            return VERSION_1;
        }
        ByteReader explicit = Der.element(signed, VERSION);
        ByteReader number = Der.element(explicit, Der.INTEGER);
        explicit.end();
        int version = number.uint8();
        number.end();
        return version;
    }

    private Optional<ByteReader> subjectAltName() throws MalformedException {
        if (extensions.isEmpty()) {
            return Optional.empty();
        }
        ByteReader explicit = extensions.get();
        if (version < VERSION_3) {
            throw explicit.malformed("has extensions, but version " + (version + 1));
        }
        ByteReader list = Der.element(explicit, Der.SEQUENCE);
        explicit.end();
        Optional<ByteReader> found = Optional.empty();
        while (list.remaining() > 0) {
            ByteReader extension = Der.element(list, Der.SEQUENCE);
            ByteReader type = Der.element(extension, Der.OBJECT_IDENTIFIER);
            Der.skipOptional(extension, Der.BOOLEAN);
            ByteReader value = Der.element(extension, Der.OCTET_STRING);
            extension.end();
            if (type.isExactly(SUBJECT_ALT_NAME)) {
                if (found.isPresent()) {
                    throw extension.malformed("has subjectAltName twice");
                }
                found = Optional.of(value);
            }
        }
        return found;
    }

    private static CertificateNames readGeneralNames(ByteReader subjectAltName) throws MalformedException {
        ByteReader list = Der.element(subjectAltName, Der.SEQUENCE);
        subjectAltName.end();
        if (list.remaining() == 0) {
            throw list.malformed("has an empty subjectAltName");
        }
        List<String> dnsNames = new ArrayList<>();
        List<String> addresses = new ArrayList<>();
        while (list.remaining() > 0) {
            int kind = Der.tag(list);
            ByteReader name = Der.content(list);
            if (kind == DNS_NAME) {
                dnsNames.add(readDnsName(name));
            } else if (kind == IP_ADDRESS && (name.remaining() == 4 || name.remaining() == 16)) {
                addresses.add(readAddress(name));
            }
        }
        return new CertificateNames(dnsNames, addresses);
    }

    /**
     * A zero byte ends the name for a reader in C, and an IA5String has no letters beyond ASCII: readers could differ.
     */
    private static String readDnsName(ByteReader name) throws MalformedException {
        String text = name.restAsText();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == 0 || text.charAt(i) > 0x7f) {
                throw name.malformed("has a DNS name with a byte 0x%02x".formatted((int) text.charAt(i)));
            }
        }
        return text;
    }

    private static String readAddress(ByteReader address) {
        try {
            return InetAddress.getByAddress(address.restAsBytes()).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("Neither 4 nor 16 bytes", e);
        }
    }
}
