package org.omsgateway.proxy;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.util.Optional;
import org.omsgateway.policy.Destination;

/**
 * Where to listen.
 *
 * @param local the only address: {@code 0.0.0.0} for all of IPv4, {@code ::} for all of both families, like no address
 *     at all; but a system without IPv6 has no {@code ::}
 * @param port 0 for any
 */
public record ListenAddress(Optional<InetAddress> local, int port) {
    ServerSocketChannel open() throws IOException {
        // A socket for both families would take 0.0.0.0 for all of both.
        return local.isPresent() && isAny() && local.get() instanceof Inet4Address
                ? ServerSocketChannel.open(StandardProtocolFamily.INET) : ServerSocketChannel.open();
    }

    InetSocketAddress socketAddress() {
        return local.map(address -> new InetSocketAddress(address, port)).orElseGet(() -> new InetSocketAddress(port));
    }

    ListenAddress withPort(int actual) {
        return new ListenAddress(local, actual);
    }

    /** Whether a system that gives an address to one socket at a time gives these two to one socket only. */
    boolean overlaps(ListenAddress other) {
        return port == other.port && (isAny() || other.isAny() || local.equals(other.local));
    }

    private boolean isAny() {
        return local.isEmpty() || local.get().isAnyLocalAddress();
    }

    @Override
    public String toString() {
        return local.map(address -> Destination.authority(address.getHostAddress(), port)).orElse("*:" + port);
    }
}
