package org.omsgateway.config;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The way to destinations.
 *
 * @param proxies the relay proxies in the order in which to use them; empty to connect directly
 */
public record RelayRules(List<RelayProxy> proxies) {
    public static final RelayRules DIRECT = new RelayRules(List.of());

    public RelayRules {
        proxies = List.copyOf(proxies);
    }

    /** Rules that use {@code proxies}, the first one first. */
    public static RelayRules through(RelayProxy... proxies) {
        return new RelayRules(List.of(proxies));
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
