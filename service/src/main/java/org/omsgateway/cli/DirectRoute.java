package org.omsgateway.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import org.omsgateway.policy.Destination;

/** Connects as the operating system does; all addresses of a name are tried in turn. */
record DirectRoute(Duration timeout) implements Route {
    @Override
    public Socket open(String host) throws IOException {
        return connect(host, Destination.HTTPS, timeout);
    }

    /** A connection to {@code host} itself. */
    static Socket connect(String host, int port, Duration timeout) throws IOException {
        IOException failure = new UnknownHostException("the name is unknown");
        for (InetAddress address : addresses(host)) {
            Socket socket = new Socket();
            try {
                socket.connect(new InetSocketAddress(address, port), Math.toIntExact(timeout.toMillis()));
                socket.setSoTimeout(Math.toIntExact(timeout.toMillis()));
                return socket;
            } catch (IOException e) {
                socket.close();
                failure = e;
            }
        }
        throw failure;
    }

    private static InetAddress[] addresses(String host) {
        try {
            return InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            return new InetAddress[0];
        }
    }
}
