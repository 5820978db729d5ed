package org.omsgateway.proxy;

import java.time.Duration;
import org.omsgateway.config.GatewayConfig;
import org.omsgateway.config.RelayProxy;

/** Makes dialers. */
public final class Dialers {
    private final NameResolver resolver;

    /** @param resolver for destinations and proxies alike */
    public Dialers(NameResolver resolver) {
        this.resolver = resolver;
    }

    /** The dialer that settings call for: through the relay proxy if there is one, else directly. */
    public Dialer of(GatewayConfig config) {
        Duration timeout = config.limits().connectTimeout();
        return config.relayProxy()
                .map(relay -> through("the relay proxy", relay, timeout))
                .orElseGet(() -> direct(timeout));
    }

    /** @param timeout for the look-up and the connection together */
    public Dialer direct(Duration timeout) {
        return new DirectDialer(new Connector(resolver, timeout));
    }

    /**
     * A dialer that asks {@code proxy} for its tunnels.
     *
     * @param name what failures call the proxy, such as {@code the relay proxy}
     * @param timeout for the look-up, the connection and the proxy's answer together
     */
    public Dialer through(String name, RelayProxy proxy, Duration timeout) {
        return new RelayProxyDialer(name, proxy, new Connector(resolver, timeout), timeout);
    }
}
