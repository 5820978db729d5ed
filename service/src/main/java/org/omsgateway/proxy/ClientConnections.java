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

/** The open client connections, counted in all and by client address. Any thread. */
final class ClientConnections {
    /** Which limit a new connection is over. */
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

    /** Counts {@code client} until it is closed, admitted or not. */
    Admission opened(Channel client, Limits limits) {
        InetAddress address = ((InetSocketAddress) client.remoteAddress()).getAddress();
        open.add(client);
        counters.increment(GatewayCounter.ACTIVE_CLIENT_CONNECTION);
        int ofAddress = byAddress.merge(address, 1, Integer::sum);
        if (ofAddress == 1) {
            counters.increment(GatewayCounter.CONNECTED_CLIENT);
        }
        client.closeFuture().addListener(closed -> closed(client, address));
        if (open.size() > limits.maxConnections()) {
            return Admission.OVER_MAX_CONNECTIONS;
        }
        boolean overOwn = limits.maxConnectionsPerClient() > 0 && ofAddress > limits.maxConnectionsPerClient();
        return overOwn ? Admission.OVER_MAX_CONNECTIONS_PER_CLIENT : Admission.ADMITTED;
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
