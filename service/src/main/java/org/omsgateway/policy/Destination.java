package org.omsgateway.policy;

import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The host and port that a CONNECT request names.
 *
 * @param host in canonical form: a name in lower case without trailing dot, four decimal bytes of IPv4, or eight
 *     hexadecimal groups of IPv6 without brackets
 * @param port 1 to 65535
 */
public record Destination(String host, int port) {
    /** The only port that tunnels may go to. */
    public static final int HTTPS = 443;

    private static final int MAX_NAME_LENGTH = 253;
    private static final String LABEL = "[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?";
    private static final Pattern NAME = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*");
    private static final String BYTE = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(BYTE + "(?:\\." + BYTE + "){3}");
    private static final Pattern IPV6_CHARACTERS = Pattern.compile("[0-9A-Fa-f:.]{2,45}");
    private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");
    /** Hosts that the operating system's resolver would read as a number: {@code 127.1}, {@code 0x7f000001}. */
    private static final Pattern NUMBER_AT_END = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0x[0-9a-f]*)");

    /**
     * Reads the target of a CONNECT request, {@code host:port} or {@code [IPv6]:port}, strictly in the authority form
     * of RFC 9112, section 3.2.3. Percent-encoding, user information, a missing port, leading zeros or anything else
     * that two readers could understand differently is refused.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    public static Destination parse(String target) {
        int colon = target.lastIndexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("the port is missing");
        }
        String port = target.substring(colon + 1);
        if (!PORT.matcher(port).matches() || Integer.parseInt(port) > 65535) {
            throw new IllegalArgumentException("the port is no number between 1 and 65535");
        }
        String host = target.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            return new Destination(canonicalIpv6(host.substring(1, host.length() - 1)), Integer.parseInt(port));
        }
        return new Destination(canonicalName(host), Integer.parseInt(port));
    }

    /** Whether the host is an IP address, which needs no look-up. */
    public boolean isAddress() {
        return host.contains(":") || IPV4.matcher(host).matches();
    }

    /** {@code host:port}, with brackets around an IPv6 address. */
    public String authority() {
        return authority(host, port);
    }

    /** {@code host:port}, with brackets around an IPv6 address. */
    public static String authority(String host, int port) {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /**
     * The canonical form of a host that an administrator has entered: a name (also with characters beyond ASCII), an
     * IPv4 address, or an IPv6 address with or without brackets.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    static String canonicalHost(String host) {
        if (host.indexOf(':') < 0) {
            return canonicalName(IDN.toASCII(host));
        }
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        return canonicalIpv6(bracketed ? host.substring(1, host.length() - 1) : host);
    }

    private static String canonicalName(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        name = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        if (name.length() > MAX_NAME_LENGTH || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("the host is not a valid name or address");
        }
        if (NUMBER_AT_END.matcher(name).matches() && !IPV4.matcher(name).matches()) {
            throw new IllegalArgumentException("the host is not a valid IPv4 address");
        }
        return name;
    }

    private static String canonicalIpv6(String literal) {
        if (!IPV6_CHARACTERS.matcher(literal).matches() || !literal.contains(":")) {
            throw new IllegalArgumentException("the host is not a valid IPv6 address");
        }
        try {
            // A literal with a colon is never looked up. An IPv4-mapped address becomes an IPv4 address.
            return InetAddress.getByName("[" + literal + "]").getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("the host is not a valid IPv6 address", e);
        }
    }
}
