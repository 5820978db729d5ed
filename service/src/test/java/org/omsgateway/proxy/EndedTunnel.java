package org.omsgateway.proxy;

import java.net.InetSocketAddress;
import org.omsgateway.perfcounters.Counters;
import org.omsgateway.tls.Side;

/** Makes tunnels for tests of other packages. */
public final class EndedTunnel {
    private EndedTunnel() {}

    /** A tunnel that its client has closed during the handshake. */
    public static ClientConnection of(long number) {
        ClientConnection tunnel = new ClientConnection(number, new InetSocketAddress("192.0.2.1", 50_000),
                new Counters(), ended -> { });
        tunnel.connected(new InetSocketAddress("192.0.2.2", 443));
        tunnel.closed(Side.CLIENT);
        tunnel.closed(Side.SERVER);
        return tunnel;
    }
}
