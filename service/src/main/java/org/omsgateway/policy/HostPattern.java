package org.omsgateway.policy;

/**
 * An entry of the allowed hosts: an exact host, or every name below a suffix.
 *
 * @param host the host or suffix, in the canonical form of {@link Destination#host()}
 * @param anyBelow whether names below {@code host} match, and not {@code host} itself
 */
public record HostPattern(String host, boolean anyBelow) {
    /** What {@link #parse} accepts, for error messages. */
    public static final String EXPECTED =
            "a host name, an IP address, or *.suffix for all names below it; no scheme, port or path";

    /**
     * Reads {@code host}, {@code *.suffix} or {@code .suffix}.
     *
     * @throws IllegalArgumentException if {@code text} has none of these forms
     */
    public static HostPattern parse(String text) {
        String trimmed = text.strip();
        boolean anyBelow = trimmed.startsWith("*.") || trimmed.startsWith(".");
        String host = Destination.canonicalHost(anyBelow ? trimmed.substring(trimmed.indexOf('.') + 1) : trimmed);
        if (anyBelow && new Destination(host, Destination.HTTPS).isAddress()) {
            throw new IllegalArgumentException("an IP address has no names below it");
        }
        return new HostPattern(host, anyBelow);
    }

    /** The pattern as in the settings. */
    @Override
    public String toString() {
        return anyBelow ? "*." + host : host;
    }
}
