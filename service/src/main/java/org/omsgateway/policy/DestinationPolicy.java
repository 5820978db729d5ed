package org.omsgateway.policy;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Decides which hosts tunnels may go to; a snapshot that never changes. */
public final class DestinationPolicy {
    private final Set<String> hosts;
    private final Set<String> suffixes;
    private final Map<String, List<HostPattern>> starredBySuffix;

    public DestinationPolicy(Collection<HostPattern> allowed) {
        hosts = allowed.stream().filter(HostPattern::isExact).map(HostPattern::host)
                .collect(Collectors.toUnmodifiableSet());
        suffixes = allowed.stream().filter(HostPattern::anyBelow).map(HostPattern::host)
                .collect(Collectors.toUnmodifiableSet());
        starredBySuffix = allowed.stream().filter(HostPattern::isStarred)
                .collect(Collectors.groupingBy(HostPattern::suffix));
    }

    public Decision decide(Destination destination) {
        if (!names(destination) && !isBelowSuffix(destination.host()) && !matchesStar(destination.host())) {
            return Decision.HOST_FORBIDDEN;
        }
        return destination.port() == Destination.HTTPS ? Decision.ALLOWED : Decision.PORT_FORBIDDEN;
    }

    /** Whether the list has the host itself, and not only a wildcard for it. */
    public boolean names(Destination destination) {
        return hosts.contains(destination.host());
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
