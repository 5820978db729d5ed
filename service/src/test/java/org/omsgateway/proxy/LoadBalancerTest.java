package org.omsgateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omsgateway.testing.Program;
import org.omsgateway.testing.RawClient;
import org.omsgateway.testing.TestServer;

/** HAProxy, configured as documented, in front of two gateways. */
class LoadBalancerTest {
    @TempDir
    private Path folder;

    @Test
    void sendsTheNextRequestToTheOtherGatewayAndItsProbesMakeNoEvents() throws Exception {
        int port = TestServer.unusedPort();
        int statusPort = TestServer.unusedPort();
        try (TestServer server = new TestServer(TestServer.ECHO);
                TestProxy first = new TestProxy(TestProxy.dialerTo(server.address()));
                TestProxy second = new TestProxy(TestProxy.dialerTo(server.address()))) {
            Files.writeString(folder.resolve("haproxy.cfg"), documented()
                    .replace("bind :8080", "bind 127.0.0.1:" + port)
                    .replace("10.0.0.11:8080 check", "127.0.0.1:" + first.address().getPort() + " check inter 50ms")
                    .replace("10.0.0.12:8080 check", "127.0.0.1:" + second.address().getPort() + " check inter 50ms")
                    + """
                    frontend status
                        mode http
                        bind 127.0.0.1:%s
                        timeout client 1m
                        stats enable
                        stats uri /
                    """.formatted(statusPort));
            try (Program haproxy = Program.start(folder, "haproxy", "-db", "-f", "haproxy.cfg")) {
                haproxy.await("a tunnel", () -> echoes(port));
                for (int i = 0; i < 4; i++) {
                    assertThat(echoes(port)).isTrue();
                }
                awaitProbes(haproxy, statusPort);
                first.events.assertNothingWrong();
                second.events.assertNothingWrong();
                first.server().stop(java.time.Duration.ZERO);
                for (int i = 0; i < 4; i++) {
                    assertThat(echoes(port)).isTrue();
                }
                second.events.assertNothingWrong();
                assertThat(haproxy.output()).doesNotContain("[ALERT]");
            }
        }
    }

    private static String documented() throws IOException {
        String page = Files.readString(Path.of("../docs/high-availability.md"));
        return page.split("```haproxy\n")[1].split("```")[0];
    }

    /** Waits for some hundred milliseconds of probes, counted by HAProxy's statistics. */
    private static void awaitProbes(Program haproxy, int statusPort) {
        haproxy.await("probes", () -> {
            try (RawClient client = new RawClient(new InetSocketAddress("127.0.0.1", statusPort))) {
                String csv = client.send("GET /;csv HTTP/1.0\r\n\r\n").readAll();
                return csv.lines()
                        .filter(line -> line.matches("gateways,gateway[12],.*,UP,.*,L4OK,.*")).count() == 2;
            }
        });
    }

    private static boolean echoes(int port) {
        try (RawClient client = new RawClient(new InetSocketAddress("127.0.0.1", port))) {
            return client.connect("allowed.example:443").send("hello").read(5).equals("hello");
        } catch (IOException refused) {
            return false;
        }
    }
}
