package org.omsgateway.policy;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A set of host patterns that never changes. */
final class HostPatterns {
    private final Set<String> hosts;
    private final Set<String> suffixes;
    private final Map<String, List<HostPattern>> starredBySuffix;

    HostPatterns(Collection<HostPattern> patterns) {
        hosts = patterns.stream().filter(HostPattern::isExact).map(HostPattern::host)
                .collect(Collectors.toUnmodifiableSet());
        suffixes = patterns.stream().filter(HostPattern::anyBelow).map(HostPattern::host)
                .collect(Collectors.toUnmodifiableSet());
        starredBySuffix = patterns.stream().filter(HostPattern::isStarred)
                .collect(Collectors.groupingBy(HostPattern::suffix));
    }

    /** Whether one of the patterns matches {@code host}. */
    boolean match(String host) {
        return names(host) || isBelowSuffix(host) || matchesStar(host);
    }

    /** Whether {@code host} itself is among the patterns. */
    boolean names(String host) {
        return hosts.contains(host);
    }

    private boolean matchesStar(String host) {
        return starredBySuffix.getOrDefault(host.substring(host.indexOf('.') + 1), List.of()).stream()
                .anyMatch(pattern -> pattern.matchesFirstLabel(host));
    }

    private boolean isBelowSuffix(String host) {
        for (int dot = host.indexOf('.'); dot >= 0 && !suffixes.isEmpty(); dot = host.indexOf('.', dot + 1)) {
            if (suffixes.contains(host.substring(dot + 1))) {
                return true;
            }
        }
        return false;
    }
}
