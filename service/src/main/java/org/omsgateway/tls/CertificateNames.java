package org.omsgateway.tls;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
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

    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|[01]?[0-9]?[0-9])";
    /** What {@link InetAddress#getByName} takes without asking a name server. */
    private static final Pattern IP_LITERAL =
            Pattern.compile("(" + OCTET + "\\.){3}" + OCTET + "|[0-9a-fA-F]*:[0-9a-fA-F:.]*");

    private final List<String> dnsNames = new ArrayList<>();
    private final List<InetAddress> addresses = new ArrayList<>();

    /** @throws CertificateParsingException when the names are there but can't be read */
    CertificateNames(X509Certificate certificate) throws CertificateParsingException, RejectedException {
        Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
        if (alternatives != null) {
            alternatives.forEach(this::add);
        } else if (certificate.getExtensionValue(SUBJECT_ALT_NAME) != null) {
            throw new CertificateParsingException("subjectAltName can't be read");
        } else {
            addCommonName(DistinguishedNameReader.read(certificate.getSubjectX500Principal().getEncoded()));
        }
    }

    private void add(List<?> alternative) {
        int kind = (Integer) alternative.get(0);
        if (kind == DNS_NAME) {
            dnsNames.add(((String) alternative.get(1)).toLowerCase(Locale.ROOT));
        } else if (kind == IP_ADDRESS) {
            InetAddress address = parseAddress((String) alternative.get(1));
            if (address != null) {
                addresses.add(address);
            }
        }
    }

    private void addCommonName(DistinguishedName subject) {
        subject.values(DistinguishedName.COMMON_NAME)
                .reduce((first, second) -> second)
                // Some other letters become ASCII ones in lower case.
                .filter(StandardCharsets.US_ASCII.newEncoder()::canEncode)
                .ifPresent(name -> dnsNames.add(name.toLowerCase(Locale.ROOT)));
    }

    /**
     * Whether the certificate is for {@code host}. A {@code *} stands for the whole leftmost label and needs two more
     * labels behind it; no name stands for an IP address.
     *
     * @param host a name in lower case and in ASCII, without a dot at its end, or an IP address without brackets
     */
    public boolean covers(String host) {
        InetAddress address = parseAddress(host);
        if (address != null) {
            return addresses.contains(address);
        }
        for (String name : dnsNames) {
            if (name.startsWith("*.") ? isBelow(host, name) : host.equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBelow(String host, String wildcard) {
        int dot = host.indexOf('.');
        return dot > 0
                && wildcard.indexOf('.', 2) > 0
                && host.length() - dot == wildcard.length() - 1
                && host.regionMatches(dot, wildcard, 1, wildcard.length() - 1);
    }

    /** The address that {@code host} is, or null for a name. */
    private static InetAddress parseAddress(String host) {
        if (!IP_LITERAL.matcher(host).matches()) {
            return null;
        }
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            return null;
        }
    }

    /** All names and addresses, for events. */
    @Override
    public String toString() {
        List<String> all = new ArrayList<>(dnsNames);
        addresses.forEach(address -> all.add(address.getHostAddress()));
        return all.isEmpty() ? "none" : String.join(", ", all);
    }
}
