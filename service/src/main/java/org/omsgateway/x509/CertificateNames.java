package org.omsgateway.x509;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The hosts that a server's certificate is for (RFC 6125, section 6.4; RFC 9525, section 6.3). */
public final class CertificateNames {
    private final List<String> dnsNames = new ArrayList<>();
    private final List<String> addresses;

    /**
     * @param dnsNames in any letter case; names that are the text of an address are left out
     * @param addresses as {@link java.net.InetAddress#getHostAddress} shows them
     */
    CertificateNames(List<String> dnsNames, List<String> addresses) {
        for (String name : dnsNames) {
            if (!isAddress(name)) {
                this.dnsNames.add(name.toLowerCase(Locale.ROOT));
            }
        }
        this.addresses = addresses;
    }

    /** The last common name of {@code subject}, if it is a host name. */
    static CertificateNames of(DistinguishedName subject) {
        return new CertificateNames(subject.values(DistinguishedName.COMMON_NAME)
                .reduce((first, second) -> second)
                // Some letters beyond ASCII become ASCII letters in lower case.
                .filter(StandardCharsets.US_ASCII.newEncoder()::canEncode)
                .stream().toList(), List.of());
    }

    /** A name that ends in a number is the text of an address, not a host name (RFC 9525, section 6.2). */
    private static boolean isAddress(String name) {
        int end = name.endsWith(".") ? name.length() - 1 : name.length();
        String last = name.substring(name.lastIndexOf('.', end - 1) + 1, end);
        return name.indexOf(':') >= 0 || !last.isEmpty() && last.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /**
     * Whether the certificate is for {@code host}. A {@code *} must be the whole leftmost label and be followed by at
     * least two labels. No name covers an IP address.
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
