package org.omsgateway.proxy;

import java.util.function.Function;
import org.omsgateway.config.GatewayConfig;

/**
 * Makes the dialer that settings call for: through the relay proxy where there is one, directly where there is none.
 */
public final class Dialers implements Function<GatewayConfig, Dialer> {
    private final NameResolver resolver;

    /** @param resolver for destinations and the relay proxy alike */
    public Dialers(NameResolver resolver) {
        this.resolver = resolver;
    }

    @Override
    public Dialer apply(GatewayConfig config) {
        Connector connector = new Connector(resolver, config.limits().connectTimeout());
        return config.relayProxy()
                .<Dialer>map(relay -> new RelayDialer(relay, connector, config.limits().connectTimeout()))
                .orElseGet(() -> new DirectDialer(connector));
    }
}
