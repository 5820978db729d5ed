package org.omsgateway.proxy;

import io.netty.channel.Channel;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.omsgateway.config.Limits;
import org.omsgateway.perfcounters.Counters;
import org.omsgateway.perfcounters.GatewayCounter;

/**
 * The open client connections, counted in total and by client. A client is an IPv4 address or an IPv6 /64 network,
 * because one machine may have all addresses of such a network. Safe for use by several threads.
 */
final class ClientConnections {
    /** Whether a new connection is admitted, or which limit it exceeds. */
    enum Admission {
        ADMITTED,
        OVER_MAX_CONNECTIONS("MaxConnections"),
        OVER_MAX_CONNECTIONS_PER_CLIENT("MaxConnectionsPerClient"),
        OVER_MEMORY(MemoryBudget.NAME),
        /** The client is not allowed, so its connection must not take room from clients that are. */
        FORBIDDEN;

        private final String limit;

        Admission() {
            this("");
        }

        Admission(String limit) {
            this.limit = limit;
        }

        /** What events call the limit. */
        String limit() {
            return limit;
        }
    }

    /** Connections of forbidden clients, or over a limit, that are open at the same time to receive a refusal. */
    static final int MAX_REFUSALS = 256;

    private final Counters counters;
    private final int roomInMemory;
    private final ConcurrentMap<Channel, ClientConnection> open = new ConcurrentHashMap<>();
    private final Map<InetAddress, Integer> byAddress = new HashMap<>();
    private final Map<Object, Integer> byClient = new HashMap<>();
    private int admitted;

    /** @param roomInMemory how many connections the memory of the process has room for */
    ClientConnections(Counters counters, int roomInMemory) {
        this.counters = counters;
        this.roomInMemory = roomInMemory;
    }

    /**
     * Admits {@code channel} if its client is allowed and no limit forbids it. A connection is counted until it is
     * closed, admitted or not.
     */
    synchronized Admission opened(Channel channel, ClientConnection connection, boolean isAllowed, Limits limits) {
        InetAddress address = ((InetSocketAddress) channel.remoteAddress()).getAddress();
        Object client = client(address);
        Admission admission = isAllowed ? admission(client, limits) : Admission.FORBIDDEN;
        boolean isAdmitted = admission == Admission.ADMITTED;
        if (isAdmitted) {
            admitted++;
            byClient.merge(client, 1, Integer::sum);
        }
        open.put(channel, connection);
        counters.increment(GatewayCounter.ACTIVE_CLIENT_CONNECTION);
        if (byAddress.merge(address, 1, Integer::sum) == 1) {
            counters.increment(GatewayCounter.CONNECTED_CLIENT);
        }
        channel.closeFuture().addListener(closed -> closed(channel, address, isAdmitted));
        return admission;
    }

    private Admission admission(Object client, Limits limits) {
        if (admitted >= limits.maxConnections()) {
            return Admission.OVER_MAX_CONNECTIONS;
        }
        if (admitted >= roomInMemory) {
            return Admission.OVER_MEMORY;
        }
        int perClient = limits.maxConnectionsPerClient();
        return perClient > 0 && byClient.getOrDefault(client, 0) >= perClient
                ? Admission.OVER_MAX_CONNECTIONS_PER_CLIENT : Admission.ADMITTED;
    }

    /** Whether so many connections are being refused that a further one must be closed at once. */
    synchronized boolean hasTooManyRefusals() {
        return open.size() - admitted > MAX_REFUSALS;
    }

    /** A view of the open connections that follows later changes. */
    ConcurrentMap<Channel, ClientConnection> open() {
        return open;
    }

    private synchronized void closed(Channel channel, InetAddress address, boolean wasAdmitted) {
        if (wasAdmitted) {
            admitted--;
            decrement(byClient, client(address));
        }
        open.remove(channel);
        counters.decrement(GatewayCounter.ACTIVE_CLIENT_CONNECTION);
        if (decrement(byAddress, address)) {
            counters.decrement(GatewayCounter.CONNECTED_CLIENT);
        }
    }

    /** Returns whether that was the last one. */
    private static <K> boolean decrement(Map<K, Integer> counts, K key) {
        return counts.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1) == null;
    }

    /** What is the same for all addresses of one client. */
    static Object client(InetAddress address) {
        return address instanceof Inet6Address ? ByteBuffer.wrap(address.getAddress()).getLong() : address;
    }
}
