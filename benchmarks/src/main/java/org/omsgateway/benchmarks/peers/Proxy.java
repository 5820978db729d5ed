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
 * @param viaConnect whether clients ask for tunnels; else it relays all connections to the endpoint
 */
public record Proxy(String name, boolean viaConnect, Launch launch) {
    /** How a proxy is started. */
    interface Launch {
        /** Writes what it needs into {@code folder}, and answers the command that listens on {@code port}. */
        List<String> command(Path folder, int port) throws IOException;
    }

    /** Starts it on the loopback address, with a folder of its own below {@code work}. */
    public ProxyProcess start(Path work, int port) throws IOException {
        Path folder = Files.createDirectories(work.resolve(name.replaceAll("\\W+", "-")));
        return ProxyProcess.start(launch.command(folder, port), address(port), folder.resolve("output.log"));
    }

    public InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
}
