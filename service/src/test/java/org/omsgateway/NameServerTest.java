package org.omsgateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omsgateway.testing.Program;

/** The gateway with the resolver of the operating system, in a network whose only name server keeps silent. */
class NameServerTest {
    @TempDir
    private Path folder;

    @Test
    void reachesKnownNamesWhileLookUpsBelowAWildcardHang() throws Exception {
        Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost\n127.0.0.1 local.example\n");
        try (Program scene = Program.start(folder, Path.of("..", "script", "private-network").toRealPath().toString(),
                hosts.toString(), System.getProperty("java.home") + "/bin/java",
                "-cp", System.getProperty("java.class.path"), SilentNameServer.class.getName())) {
            assertThat(scene.exitCode()).as(scene.output()).isZero();
            assertThat(scene.output()).contains(
                    "metadata.example: HTTP/1.1 502 Bad Gateway",
                    "recent.example: HTTP/1.1 200 Connection established",
                    "local.example, while look-ups hang: HTTP/1.1 200 Connection established",
                    "recent.example, while look-ups hang: HTTP/1.1 200 Connection established",
                    "metadata.example directly: the name metadata.example leads to 169.254.169.254, a link-local");
        }
    }
}
