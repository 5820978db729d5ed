package org.omsgateway.policy;

import java.util.regex.Pattern;

/**
 * An entry of the allowed hosts: an exact host, every name below a suffix, or every name whose first label matches one
 * with a star.
 *
 * @param host the host or suffix, in the canonical form of {@link Destination#host()}; perhaps with a star in its first
 *     label, which stands for any number of characters other than dots
 * @param anyBelow whether names below {@code host} match, and not {@code host} itself
 */
public record HostPattern(String host, boolean anyBelow) implements AllowedEntry<HostPattern>, BypassEntry {
    /** What {@link #parse} accepts, for error messages. */
    public static final String EXPECTED = "a host name, an IP address, *.suffix for all names below it, or a name with"
            + " one star in its first label, such as azgn*.suffix; no scheme, port or path";

    private static final String STAR = "*";
    /** With an {@code xn--} in front, a star would stand for letters that nobody can foresee. */
    private static final Pattern STARRED = Pattern.compile("(?!xn--)[a-z0-9_-]*\\*[a-z0-9_-]*\\..+",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /**
     * Reads {@code host}, {@code *.suffix}, {@code .suffix}, or {@code na*me.suffix}.
     *
     * @throws IllegalArgumentException if {@code text} has none of these forms
     */
    public static HostPattern parse(String text) {
        String trimmed = text.strip();
        boolean anyBelow = trimmed.startsWith("*.") || trimmed.startsWith(".");
        if (!anyBelow && STARRED.matcher(trimmed).matches()) {
            return new HostPattern(starred(trimmed), false);
        }
        String host = Destination.canonicalHost(anyBelow ? trimmed.substring(trimmed.indexOf('.') + 1) : trimmed);
        if (anyBelow && new Destination(host, Destination.HTTPS).isAddress()) {
            throw new IllegalArgumentException("an IP address has no names below it");
        }
        return new HostPattern(host, anyBelow);
    }

    /** The canonical form of a name with a star: that of the name with a letter in place of the star. */
    private static String starred(String name) {
        int star = name.indexOf(STAR);
        StringBuilder canonical = new StringBuilder(Destination.canonicalHost(name.replaceFirst("\\*", "a")));
        return canonical.replace(star, star + 1, STAR).toString();
    }

    /** Whether the pattern matches one host only. */
    public boolean isExact() {
        return !anyBelow && !isStarred();
    }

    boolean isStarred() {
        return host.contains(STAR);
    }

    /** What is behind the first label. */
    String suffix() {
        return host.substring(host.indexOf('.') + 1);
    }

    /** Whether the first label of {@code name}, which ends with the {@link #suffix}, matches the one with the star. */
    boolean matchesFirstLabel(String name) {
        int star = host.indexOf(STAR);
        String after = host.substring(star + 1);
        return name.length() >= host.length() - 1 && name.startsWith(host.substring(0, star)) && name.endsWith(after);
    }

    @Override
    public boolean overlaps(HostPattern other) {
        return equals(other) || matchesNamesOf(other) || other.matchesNamesOf(this)
                || isStarred() && other.isStarred() && suffix().equals(other.suffix()) && sharesFirstLabel(other);
    }

    /** Whether this pattern has a wildcard that matches all hosts of {@code other}. */
    private boolean matchesNamesOf(HostPattern other) {
        if (isStarred()) {
            return other.isExact() && other.suffix().equals(suffix()) && matchesFirstLabel(other.host);
        }
        return anyBelow && (other.host.endsWith("." + host) || other.isStarred() && other.suffix().equals(host));
    }

    /** Whether a label matches both first labels: one beginning must begin with the other, and one end end with it. */
    private boolean sharesFirstLabel(HostPattern other) {
        String[] mine = host.split("\\*", 2);
        String[] others = other.host.split("\\*", 2);
        return (mine[0].startsWith(others[0]) || others[0].startsWith(mine[0]))
                && (mine[1].endsWith(others[1]) || others[1].endsWith(mine[1]));
    }

    /** The pattern as in the settings. */
    @Override
    public String toString() {
        return anyBelow ? "*." + host : host;
    }
}
