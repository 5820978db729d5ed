package org.omsgateway.tls;

import java.nio.ByteBuffer;

/**
 * Finds the subject in a certificate's DER encoding (RFC 5280, section 4.1). The JDK would read the key and all
 * extensions, too: after an outage, when the certificates of a whole site come at once, that is most of the work.
 *
 * <pre>
 *   Certificate ::= SEQUENCE { tbsCertificate, signatureAlgorithm SEQUENCE, signature BIT STRING }
 *   tbsCertificate ::= SEQUENCE { version [0] OPTIONAL, serialNumber INTEGER, signature SEQUENCE, issuer SEQUENCE,
 *       validity SEQUENCE, subject Name, subjectPublicKeyInfo SEQUENCE, ... }
 * </pre>
 */
final class SubjectReader {
    private static final int VERSION = 0xa0;

    private SubjectReader() {}

    /** Whom the certificate {@code der} is for; what is not exactly one certificate ends in event 402. */
    static DistinguishedName read(ByteBuffer der) throws RejectedException {
        ByteReader bytes = new ByteReader("It", der, der.position(), der.remaining());
        ByteReader certificate = Der.element(bytes, Der.SEQUENCE);
        bytes.end();
        ByteReader signed = Der.element(certificate, Der.SEQUENCE);
        Der.element(certificate, Der.SEQUENCE);
        Der.element(certificate, Der.BIT_STRING);
        certificate.end();
        return readSubject(signed);
    }

    private static DistinguishedName readSubject(ByteReader signed) throws RejectedException {
        int first = signed.uint8();
        if (first == VERSION) {
            Der.content(signed);
            first = signed.uint8();
        }
        Der.expect(signed, first, Der.INTEGER);
        Der.content(signed);
        Der.element(signed, Der.SEQUENCE);
        Der.element(signed, Der.SEQUENCE);
        Der.element(signed, Der.SEQUENCE);
        DistinguishedName subject = DistinguishedNameReader.read(signed);
        Der.element(signed, Der.SEQUENCE);
        while (signed.remaining() > 0) {
            signed.uint8();
            Der.content(signed);
        }
        return subject;
    }
}
