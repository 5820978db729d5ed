package org.omsgateway.policy;

/** Whether there is a host that two patterns match. */
final class HostPatternOverlap {
    private HostPatternOverlap() {}

    static boolean of(HostPattern one, HostPattern other) {
        return one.equals(other) || matchesNamesOf(one, other) || matchesNamesOf(other, one)
                || one.isStarred() && other.isStarred() && one.suffix().equals(other.suffix())
                        && shareFirstLabel(one, other);
    }

    /** Whether {@code wide} has a wildcard that matches all hosts of {@code other}. */
    private static boolean matchesNamesOf(HostPattern wide, HostPattern other) {
        if (wide.isStarred()) {
            return other.isExact() && other.suffix().equals(wide.suffix()) && wide.matchesFirstLabel(other.host());
        }
        return wide.anyBelow() && (other.host().endsWith("." + wide.host())
                || other.isStarred() && other.suffix().equals(wide.host()));
    }

    /** Whether a label matches both first labels: one beginning must begin with the other, and one end end with it. */
    private static boolean shareFirstLabel(HostPattern one, HostPattern other) {
        String[] first = one.host().split("\\*", 2);
        String[] second = other.host().split("\\*", 2);
        return (first[0].startsWith(second[0]) || second[0].startsWith(first[0]))
                && (first[1].endsWith(second[1]) || second[1].endsWith(first[1]));
    }
}
