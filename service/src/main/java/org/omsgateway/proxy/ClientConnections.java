package org.omsgateway.proxy;

import io.netty.channel.Channel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.omsgateway.config.Limits;
import org.omsgateway.perfcounters.Counters;
import org.omsgateway.perfcounters.GatewayCounter;

/** The open client connections, counted in total and by client address. Safe for use by several threads. */
final class ClientConnections {
    /** Whether a new connection is admitted, or which limit it exceeds. */
    enum Admission {
        ADMITTED,
        OVER_MAX_CONNECTIONS,
        OVER_MAX_CONNECTIONS_PER_CLIENT
    }

    private final Counters counters;
    private final Set<Channel> open = ConcurrentHashMap.newKeySet();
    private final ConcurrentMap<InetAddress, Integer> byAddress = new ConcurrentHashMap<>();

    ClientConnections(Counters counters) {
        this.counters = counters;
    }

    /** Admits {@code client} if no limit forbids it, and counts it until it is closed. */
    Admission opened(Channel client, Limits limits) {
        if (open.size() >= limits.maxConnections()) {
            return Admission.OVER_MAX_CONNECTIONS;
        }
        InetAddress address = ((InetSocketAddress) client.remoteAddress()).getAddress();
        int perClient = limits.maxConnectionsPerClient();
        if (perClient > 0 && byAddress.getOrDefault(address, 0) >= perClient) {
            return Admission.OVER_MAX_CONNECTIONS_PER_CLIENT;
        }
        open.add(client);
        counters.increment(GatewayCounter.ACTIVE_CLIENT_CONNECTION);
        if (byAddress.merge(address, 1, Integer::sum) == 1) {
            counters.increment(GatewayCounter.CONNECTED_CLIENT);
        }
        client.closeFuture().addListener(closed -> closed(client, address));
        return Admission.ADMITTED;
    }

    /** A view of the open connections that follows later changes. */
    Set<Channel> open() {
        return open;
    }

    private void closed(Channel client, InetAddress address) {
        open.remove(client);
        counters.decrement(GatewayCounter.ACTIVE_CLIENT_CONNECTION);
        if (byAddress.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1) == null) {
            counters.decrement(GatewayCounter.CONNECTED_CLIENT);
        }
    }
}
