package org.omsgateway.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProxyProcessTest {
    @TempDir
    private Path folder;

    @Test
    void readsProcessorTimeAndMemoryOfARunningProxy() throws IOException {
        InetSocketAddress free = unusedAddress();
        List<String> command = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), BareRelay.class.getName(), String.valueOf(free.getPort()));

        try (ProxyProcess relay = ProxyProcess.start(command, free, folder.resolve("log"))) {
            assertThat(relay.startTime()).isPositive();
            assertThat(relay.cpu()).isPositive();
            assertThat(relay.pss()).isGreaterThan(10_000_000);
        }
    }

    /** Not an ephemeral port, because a client of another test could take it before the relay does. */
    private static InetSocketAddress unusedAddress() throws IOException {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(10_000, 32_768);
            try (ServerSocket listener = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return (InetSocketAddress) listener.getLocalSocketAddress();
            } catch (BindException inUse) {
                // The next port may be free.
            }
        }
    }

    @Test
    void saysWhatAProxyPrintedThatDoesNotStart() {
        InetSocketAddress nobody = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);

        assertThatThrownBy(() -> ProxyProcess.start(List.of("sh", "-c", "echo wrong port; exit 1"), nobody,
                folder.resolve("log"))).isInstanceOf(IOException.class).hasMessageContaining("wrong port");
    }
}
