package org.omsgateway.config;

import java.util.List;
import java.util.stream.Collectors;
import org.omsgateway.policy.BypassEntry;

/**
 * The way to destinations.
 *
 * @param proxies the relay proxies in the order in which to use them; empty to connect directly
 * @param bypass the destinations to dial directly in spite of them
 */
public record RelayRules(List<RelayProxy> proxies, List<BypassEntry> bypass) {
    public static final RelayRules DIRECT = new RelayRules(List.of(), List.of());

    public RelayRules {
        proxies = List.copyOf(proxies);
        bypass = List.copyOf(bypass);
    }

    /** Rules that use {@code proxies}, the first one first. */
    public static RelayRules through(RelayProxy... proxies) {
        return new RelayRules(List.of(proxies), List.of());
    }

    /** The relay proxies for the log, without secrets. */
    String summary() {
        return proxies.isEmpty() ? "none" : proxies.stream()
                .map(proxy -> proxy.authority() + proxy.credential().map(any -> " with credential").orElse("")
                        + (proxy.schemes().size() < AuthenticationScheme.values().length
                                ? " by " + proxy.schemes() : ""))
                .collect(Collectors.joining(", "));
    }
}
