package org.omsgateway.policy;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** The hosts that tunnels may go to, of one moment. */
public final class DestinationPolicy {
    private static final Decision ALLOWED = new Decision.Allowed();
    private static final Decision HOST_FORBIDDEN = new Decision.HostForbidden();
    private static final Decision PORT_FORBIDDEN = new Decision.PortForbidden();

    private final Set<String> hosts;
    private final Set<String> suffixes;

    public DestinationPolicy(Collection<HostPattern> allowed) {
        hosts = allowed.stream().filter(p -> !p.anyBelow()).map(HostPattern::host)
                .collect(Collectors.toUnmodifiableSet());
        suffixes = allowed.stream().filter(HostPattern::anyBelow).map(HostPattern::host)
                .collect(Collectors.toUnmodifiableSet());
    }

    public Decision decide(Destination destination) {
        if (!hosts.contains(destination.host()) && !isBelowSuffix(destination.host())) {
            return HOST_FORBIDDEN;
        }
        return destination.port() == Destination.HTTPS ? ALLOWED : PORT_FORBIDDEN;
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
