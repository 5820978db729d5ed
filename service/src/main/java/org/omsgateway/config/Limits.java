package org.omsgateway.config;

import java.time.Duration;

/**
 * How long a connection may take, and how many there may be.
 *
 * @param connectTimeout for the look-up of a name, all its addresses and the relay proxy's answer together
 * @param handshakeTimeout for the request head, and again for the TLS handshake
 * @param idleTimeout for a tunnel in which neither side sends
 * @param drainTime for tunnels to finish when the service stops
 * @param maxConnections open client connections; more are refused with 503
 * @param maxConnectionsPerClient the same for one client, an IPv4 address or an IPv6 /64 network; 0 for no limit
 */
public record Limits(
        Duration connectTimeout,
        Duration handshakeTimeout,
        Duration idleTimeout,
        Duration drainTime,
        int maxConnections,
        int maxConnectionsPerClient) {

    public static final Limits DEFAULT = new Limits(Duration.ofSeconds(15), Duration.ofSeconds(30),
            Duration.ofMinutes(10), Duration.ofSeconds(15), 50_000, mostOf(50_000));

    /** Four fifths of {@code maxConnections}: room for a load balancer, and none for a client that takes all. */
    static int mostOf(int maxConnections) {
        return maxConnections - maxConnections / 5;
    }
}
