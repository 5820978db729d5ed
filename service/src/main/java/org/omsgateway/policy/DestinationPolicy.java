package org.omsgateway.policy;

import java.util.Collection;

/** Decides which hosts tunnels may go to; a snapshot that never changes. */
public final class DestinationPolicy {
    private final HostPatterns allowed;

    public DestinationPolicy(Collection<HostPattern> allowed) {
        this.allowed = new HostPatterns(allowed);
    }

    public Decision decide(Destination destination) {
        if (!allowed.match(destination.host())) {
            return Decision.HOST_FORBIDDEN;
        }
        return destination.port() == Destination.HTTPS ? Decision.ALLOWED : Decision.PORT_FORBIDDEN;
    }

    /** Whether the list has the host itself, and not only a wildcard for it. */
    public boolean names(Destination destination) {
        return allowed.names(destination.host());
    }
}
