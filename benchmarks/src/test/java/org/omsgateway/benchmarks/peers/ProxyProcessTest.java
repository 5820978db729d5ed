package org.omsgateway.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProxyProcessTest {
    @TempDir
    private Path folder;

    @Test
    void readsProcessorTimeAndMemoryOfARunningProxy() throws IOException {
        InetSocketAddress free;
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = (InetSocketAddress) any.getLocalSocketAddress();
        }
        List<String> command = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), BareRelay.class.getName(), String.valueOf(free.getPort()));

        try (ProxyProcess relay = ProxyProcess.start(command, free, folder.resolve("log"))) {
            assertThat(relay.startTime()).isPositive();
            assertThat(relay.cpu()).isPositive();
            assertThat(relay.pss()).isGreaterThan(10_000_000);
        }
    }

    @Test
    void saysWhatAProxyPrintedThatDoesNotStart() {
        InetSocketAddress nobody = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);

        assertThatThrownBy(() -> ProxyProcess.start(List.of("sh", "-c", "echo wrong port; exit 1"), nobody,
                folder.resolve("log"))).isInstanceOf(IOException.class).hasMessageContaining("wrong port");
    }
}
