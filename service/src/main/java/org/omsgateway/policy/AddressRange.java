package org.omsgateway.policy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The addresses of one family from {@code first} to {@code last}.
 *
 * @param length of each address in bytes, 4 or 16
 */
public record AddressRange(int length, BigInteger first, BigInteger last) implements BypassEntry {
    private static final int IPV4_LENGTH = 4;
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f:.]{2,45}");
    private static final Pattern BLOCK = Pattern.compile("([^/]*)/(0|[1-9][0-9]{0,2})");
    private static final Pattern FROM_TO = Pattern.compile("([^\\s-]*)\\s*-\\s*([^\\s-]*)");

    /**
     * Reads an address, a CIDR block, or a range {@code first-last}. An address in a block stands for the whole block.
     * An IPv4-mapped IPv6 address is the IPv4 address.
     *
     * @throws IllegalArgumentException if {@code text} is none of these
     */
    public static AddressRange parse(String text) {
        Matcher block = BLOCK.matcher(text);
        if (block.matches()) {
            return block(address(block.group(1)), block.group(1), Integer.parseInt(block.group(2)));
        }
        Matcher fromTo = FROM_TO.matcher(text);
        if (fromTo.matches()) {
            AddressRange first = single(address(fromTo.group(1)));
            AddressRange last = single(address(fromTo.group(2)));
            require(first.length == last.length && first.first.compareTo(last.first) <= 0);
            return new AddressRange(first.length, first.first, last.last);
        }
        return single(address(text));
    }

    /** The range that has {@code address} alone. */
    static AddressRange single(InetAddress address) {
        byte[] bytes = address.getAddress();
        BigInteger number = new BigInteger(1, bytes);
        return new AddressRange(bytes.length, number, number);
    }

    private static AddressRange block(InetAddress address, String text, int prefix) {
        AddressRange any = single(address);
        int bits = any.length * Byte.SIZE;
        // The prefix of a mapped address counts other bits than that of the IPv4 address.
        require(prefix <= bits && (!any.isIpv4() || text.indexOf(':') < 0));
        BigInteger host = hosts(bits - prefix);
        return new AddressRange(any.length, any.first.andNot(host), any.first.or(host));
    }

    /** A number whose last {@code bits} are all 1. */
    private static BigInteger hosts(int bits) {
        return BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
    }

    private static InetAddress address(String text) {
        require(ADDRESS.matcher(text).matches());
        String host = Destination.canonicalHost(text);
        require(new Destination(host, Destination.HTTPS).isAddress());
        return inet(host);
    }

    private static InetAddress inet(String address) {
        try {
            // An address is not looked up.
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new IllegalArgumentException("neither an address, nor a CIDR block, nor a range");
        }
    }

    /** Whether these are IPv4 addresses, also if they were written as IPv4-mapped ones. */
    public boolean isIpv4() {
        return length == IPV4_LENGTH;
    }

    /** The shortest form: an address, a CIDR block, or a range. */
    @Override
    public String toString() {
        if (first.equals(last)) {
            return text(first);
        }
        int hostBits = first.xor(last).bitLength();
        BigInteger host = hosts(hostBits);
        return first.and(host).signum() == 0 && last.and(host).equals(host)
                ? text(first) + "/" + (length * Byte.SIZE - hostBits) : text(first) + "-" + text(last);
    }

    private String text(BigInteger address) {
        byte[] bytes = new byte[length];
        byte[] digits = address.toByteArray();
        int count = Math.min(digits.length, length);
        System.arraycopy(digits, digits.length - count, bytes, length - count, count);
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
