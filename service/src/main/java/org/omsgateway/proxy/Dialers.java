package org.omsgateway.proxy;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.omsgateway.config.GatewayConfig;
import org.omsgateway.config.RelayProxy;
import org.omsgateway.config.RelayRules;
import org.omsgateway.eventlog.EventSink;
import org.omsgateway.policy.RelayBypass;

/** Makes dialers. One instance serves the whole process, whose requests have one pseudonym. */
public final class Dialers {
    private static final Relay.Pauses PAUSES = new Relay.Pauses(Duration.ofSeconds(1), Duration.ofMinutes(1));
    private static final String RELAY_PROXY = "the relay proxy";

    private final NameResolver resolver;
    private final MemoryBudget memory;
    private final EventSink events;
    private final Relay.Pauses pauses;
    /** Random, and the same for all dialers, so that a request finds the way back through any of them to be a loop. */
    private final String pseudonym = "oms-gateway-" + UUID.randomUUID();
    private List<RelayProxy> proxies = List.of();
    private Duration timeout = Duration.ZERO;
    private RelayGroup group;

    /**
     * @param resolver for destinations and proxies
     * @param memory of the process
     * @param events of relay proxies that do not serve, and serve again
     */
    public Dialers(NameResolver resolver, MemoryBudget memory, EventSink events) {
        this(resolver, memory, events, PAUSES);
    }

    /** For commands, which report failures in their own ways. */
    public Dialers(NameResolver resolver, MemoryBudget memory) {
        this(resolver, memory, EventSink.NONE);
    }

    Dialers(NameResolver resolver, MemoryBudget memory, EventSink events, Relay.Pauses pauses) {
        this.resolver = resolver;
        this.memory = memory;
        this.events = events;
        this.pauses = pauses;
    }

    /**
     * The dialer for {@code config}: through a relay proxy if there is one, otherwise direct. It takes the place of the
     * one returned before, whose knowledge of the same relay proxies it keeps.
     */
    public synchronized Dialer of(GatewayConfig config) {
        RelayRules rules = config.relay();
        join(rules.proxies(), config.limits().connectTimeout());
        if (proxies.isEmpty()) {
            return direct(timeout);
        }
        Dialer relayed = proxies.size() == 1 ? through(RELAY_PROXY, proxies.get(0), timeout)
                : new FailoverDialer(group, timeout);
        return rules.bypass().isEmpty() ? relayed : new BypassDialer(new RelayBypass(rules.bypass()), resolver,
                timeout.dividedBy(4), direct(timeout), relayed);
    }

    /** Forgets what is known of the relay proxies if they are others now. */
    private void join(List<RelayProxy> proxies, Duration timeout) {
        if (proxies.equals(this.proxies) && timeout.equals(this.timeout)) {
            return;
        }
        if (group != null) {
            group.retire();
        }
        this.proxies = proxies;
        this.timeout = timeout;
        group = new RelayGroup(proxies, proxy -> through(RELAY_PROXY, proxy, timeout), pauses, events);
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
