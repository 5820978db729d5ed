package org.omsgateway.tls;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The hosts that a server's certificate is for (RFC 6125, section 6.4; RFC 9525, section 6.3): the DNS names and IP
 * addresses of its subjectAltName; only without that extension, the last common name of its subject.
 */
public final class CertificateNames {
    private static final String SUBJECT_ALT_NAME = "2.5.29.17";
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    /** A name that ends in a number is none, but the text of an address (RFC 9525, section 6.2). */
    private static final Pattern LIKE_ADDRESS = Pattern.compile(".*:.*|(.*\\.)?[0-9]+\\.?");

    private final List<String> dnsNames = new ArrayList<>();
    private final List<String> addresses = new ArrayList<>();

    private CertificateNames(X509Certificate certificate) throws CertificateParsingException, RejectedException {
        Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
        if (alternatives != null) {
            alternatives.forEach(this::add);
        } else if (certificate.getExtensionValue(SUBJECT_ALT_NAME) != null) {
            throw new CertificateParsingException("subjectAltName can't be read");
        } else {
            addCommonName(DistinguishedNameReader.read(certificate.getSubjectX500Principal().getEncoded()));
        }
    }

    /** @throws CertificateException when {@code der} is not exactly one certificate, or its names can't be read */
    static CertificateNames read(ByteBuffer der) throws CertificateException, RejectedException {
        return new CertificateNames(parse(der));
    }

    /** @throws CertificateException when {@code der} is not exactly one certificate */
    static X509Certificate parse(ByteBuffer der) throws CertificateException {
        byte[] encoded = new byte[der.remaining()];
        der.get(der.position(), encoded);
        X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(encoded));
        // The factory also takes text and leaves what follows; a TLS peer takes neither.
        if (certificate.getEncoded().length != encoded.length) {
            throw new CertificateException("it is not exactly one certificate");
        }
        return certificate;
    }

    /** How many names and addresses there are. */
    int size() {
        return dnsNames.size() + addresses.size();
    }

    private void add(List<?> alternative) {
        int kind = (Integer) alternative.get(0);
        if (kind == DNS_NAME) {
            addDnsName((String) alternative.get(1));
        } else if (kind == IP_ADDRESS) {
            addresses.add((String) alternative.get(1));
        }
    }

    private void addCommonName(DistinguishedName subject) {
        subject.values(DistinguishedName.COMMON_NAME)
                .reduce((first, second) -> second)
                // Some other letters become ASCII ones in lower case.
                .filter(StandardCharsets.US_ASCII.newEncoder()::canEncode)
                .ifPresent(this::addDnsName);
    }

    private void addDnsName(String name) {
        if (!LIKE_ADDRESS.matcher(name).matches()) {
            dnsNames.add(name.toLowerCase(Locale.ROOT));
        }
    }

    /**
     * Whether the certificate is for {@code host}. A {@code *} stands for the whole leftmost label and needs two more
     * labels behind it; no name stands for an IP address.
     *
     * @param host a name in lower case and in ASCII, without a dot at its end, or an IP address as
     *     {@link java.net.InetAddress#getHostAddress} shows it
     */
    public boolean covers(String host) {
        for (String name : dnsNames) {
            if (name.startsWith("*.") ? isBelow(host, name) : host.equals(name)) {
                return true;
            }
        }
        return addresses.contains(host);
    }

    private static boolean isBelow(String host, String wildcard) {
        int dot = host.indexOf('.');
        return dot > 0
                && wildcard.indexOf('.', 2) > 0
                && host.length() - dot == wildcard.length() - 1
                && host.regionMatches(dot, wildcard, 1, wildcard.length() - 1);
    }

    /** All names and addresses, for events. */
    @Override
    public String toString() {
        List<String> all = new ArrayList<>(dnsNames);
        all.addAll(addresses);
        return all.isEmpty() ? "none" : String.join(", ", all);
    }
}
