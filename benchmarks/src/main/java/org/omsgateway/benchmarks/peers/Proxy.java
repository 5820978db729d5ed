package org.omsgateway.benchmarks.peers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A proxy that can be measured.
 *
 * @param name as in the table
 * @param viaConnect whether clients send CONNECT; otherwise the proxy relays all connections to the endpoint
 */
public record Proxy(String name, boolean viaConnect, Launch launch) {
    /** Prepares the start of a proxy. */
    interface Launch {
        /** Writes the proxy's files into {@code folder} and returns the command that listens on {@code port}. */
        List<String> command(Path folder, int port) throws IOException;
    }

    /** Starts the proxy on the loopback address, with a separate folder below {@code work}. */
    public ProxyProcess start(Path work, int port) throws IOException {
        Path folder = Files.createDirectories(work.resolve(name.replaceAll("\\W+", "-")));
        return ProxyProcess.start(launch.command(folder, port), address(port), folder.resolve("output.log"));
    }

    public InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
}
