package org.omsgateway.agent;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * A service of Azure Monitor that an agent's configuration names.
 *
 * @param host in lower case
 */
record Endpoint(String host, Cloud cloud) {
    /** The endpoint at {@code url}, or empty if that is not https or no host of Azure Monitor in a known cloud. */
    static Optional<Endpoint> parse(String url) {
        try {
            URI uri = URI.create(url);
            if (!"https".equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null) {
                return Optional.empty();
            }
            String host = uri.getHost().toLowerCase(Locale.ROOT);
            return Cloud.ofHost(host).map(cloud -> new Endpoint(host, cloud));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
