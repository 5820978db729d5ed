package org.omsgateway.proxy;

import java.time.Duration;
import java.util.UUID;
import org.omsgateway.config.GatewayConfig;
import org.omsgateway.config.RelayProxy;

/** Makes dialers. One instance serves the whole process, whose requests have one pseudonym. */
public final class Dialers {
    private final NameResolver resolver;
    private final MemoryBudget memory;
    /** Random, and the same for all dialers, so that a request finds the way back through any of them to be a loop. */
    private final String pseudonym = "oms-gateway-" + UUID.randomUUID();

    /**
     * @param resolver for destinations and proxies
     * @param memory of the process
     */
    public Dialers(NameResolver resolver, MemoryBudget memory) {
        this.resolver = resolver;
        this.memory = memory;
    }

    /** The dialer for {@code config}: through the relay proxy if there is one, otherwise direct. */
    public Dialer of(GatewayConfig config) {
        Duration timeout = config.limits().connectTimeout();
        return config.relay().proxies().stream().findFirst()
                .map(relay -> through("the relay proxy", relay, timeout))
                .orElseGet(() -> direct(timeout));
    }

    /** @param timeout for the look-up and the connection together */
    public Dialer direct(Duration timeout) {
        return new DirectDialer(new Connector(resolver, timeout));
    }

    /**
     * A dialer that opens tunnels through {@code proxy}.
     *
     * @param name the proxy's name in failures, such as {@code the relay proxy}
     * @param timeout for the look-up, the connection and the proxy's response together
     */
    public Dialer through(String name, RelayProxy proxy, Duration timeout) {
        return new RelayProxyDialer(name, proxy, pseudonym, new Connector(resolver, timeout), timeout, memory);
    }
}
