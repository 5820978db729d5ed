package org.omsgateway.testing;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes self-signed certificates, whatever their names. */
public final class TestCertificates {
    private static final KeyPair KEYS = newKeys();
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private TestCertificates() {}

    /** A server's certificate with these DNS names. */
    public static byte[] forHosts(String... hosts) {
        GeneralName[] names = new GeneralName[hosts.length];
        for (int i = 0; i < hosts.length; i++) {
            names[i] = new GeneralName(GeneralName.dNSName, hosts[i]);
        }
        return withAlternatives("CN=" + hosts[0], names);
    }

    public static byte[] withAlternatives(String subject, GeneralName... alternatives) {
        return encode(new X500Name(subject), Extension.subjectAlternativeName, new GeneralNames(alternatives));
    }

    public static byte[] withUnreadableAlternatives(String subject) {
        return encode(new X500Name(subject), Extension.subjectAlternativeName, new DEROctetString(new byte[4]));
    }

    /** A certificate with a subject and no extensions. */
    public static byte[] forSubject(X500Name subject) {
        return encode(subject, null, null);
    }

    public static byte[] forSubject(String subject) {
        return forSubject(new X500Name(subject));
    }

    private static byte[] encode(X500Name subject, ASN1ObjectIdentifier extension, ASN1Encodable value) {
        try {
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(subject, BigInteger.ONE,
                    Date.from(START), Date.from(START.plus(365, ChronoUnit.DAYS)), subject, KEYS.getPublic());
            if (extension != null) {
                builder.addExtension(extension, false, value);
            }
            return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(KEYS.getPrivate())).getEncoded();
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
