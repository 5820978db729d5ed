package org.omsgateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.omsgateway.perfcounters.Counters;
import org.omsgateway.perfcounters.GatewayCounter;
import org.omsgateway.testing.Await;
import org.omsgateway.testing.CannedHandshake;
import org.omsgateway.testing.RawClient;
import org.omsgateway.testing.TestServer;

/** What a capacity planner reads. */
class CapacityCountersTest {
    private static final String TARGET = "allowed.example:443";

    @Test
    void countsATunnelItsDialAndItsBytes() throws Exception {
        try (TestServer server = new TestServer(TestServer.ECHO);
                TestProxy proxy = new TestProxy(TestProxy.dialerTo(server.address()));
                RawClient client = new RawClient(proxy.address()).connect(TARGET)) {
            client.send("12345").shutdownOutput();
            assertThat(client.readAll()).isEqualTo("12345");
            awaitEnd(proxy);
            Map<GatewayCounter, Long> counts = counts(proxy.counters);
            // A dial on loopback may take less than one of them, and what is zero is not among the counts.
            counts.remove(GatewayCounter.DIAL_MILLISECONDS);
            assertThat(counts).containsExactlyInAnyOrderEntriesOf(Map.of(
                    GatewayCounter.TUNNELS_OPENED, 1L,
                    GatewayCounter.DIALS, 1L,
                    GatewayCounter.BYTES_FROM_CLIENTS, CannedHandshake.clientHello("allowed.example").length()
                            + CannedHandshake.CLIENT_RECORDS.length() + 5L,
                    GatewayCounter.BYTES_TO_CLIENTS, CannedHandshake.SERVER_HELLO.length() + 5L));
        }
    }

    @Test
    void countsAHandshakeAsLongAsItLastsAndATunnelThatFails() throws Exception {
        try (TestServer server = new TestServer(TestServer.ECHO);
                TestProxy proxy = new TestProxy(TestProxy.dialerTo(server.address()));
                RawClient client = new RawClient(proxy.address())) {
            client.send("CONNECT " + TARGET + " HTTP/1.1\r\n\r\n");
            Await.until("the handshake", () -> proxy.counters.get(GatewayCounter.HANDSHAKES_IN_PROGRESS) == 1);
            client.send("no TLS at all");
            client.readAll();
            awaitEnd(proxy);
            assertThat(proxy.counters.get(GatewayCounter.HANDSHAKES_IN_PROGRESS)).isZero();
            assertThat(proxy.counters.get(GatewayCounter.TUNNELS_FAILED)).isEqualTo(1);
        }
    }

    @Test
    void countsRefusedRequestsAndFailedDials() throws Exception {
        InetSocketAddress nobody = new InetSocketAddress("127.0.0.1", TestServer.unusedPort());
        try (TestProxy proxy = new TestProxy(TestProxy.dialerTo(nobody))) {
            assertThat(answer(proxy, "CONNECT forbidden.example:443")).startsWith("HTTP/1.1 403");
            assertThat(answer(proxy, "GET /")).startsWith("HTTP/1.1 405");
            assertThat(answer(proxy, "CONNECT " + TARGET)).startsWith("HTTP/1.1 502");
            Map<GatewayCounter, Long> counts = counts(proxy.counters);
            assertThat(counts).containsEntry(GatewayCounter.TUNNELS_REFUSED, 2L)
                    .containsEntry(GatewayCounter.DIALS, 1L).containsEntry(GatewayCounter.DIAL_FAILURES, 1L)
                    .doesNotContainKeys(GatewayCounter.TUNNELS_OPENED, GatewayCounter.RELAY_PROXY_FAILURES);
        }
    }

    private static String answer(TestProxy proxy, String request) throws Exception {
        try (RawClient client = new RawClient(proxy.address())) {
            return client.send(request + " HTTP/1.1\r\n\r\n").readAll();
        }
    }

    private static void awaitEnd(TestProxy proxy) {
        Await.until("the end of the tunnel", () -> !proxy.tunnels.isEmpty());
        Await.until("the end of the connection",
                () -> proxy.counters.get(GatewayCounter.ACTIVE_CLIENT_CONNECTION) == 0);
    }

    private static Map<GatewayCounter, Long> counts(Counters counters) {
        Map<GatewayCounter, Long> counts = new EnumMap<>(GatewayCounter.class);
        for (GatewayCounter counter : GatewayCounter.values()) {
            if (counters.get(counter) != 0 && counter != GatewayCounter.ACTIVE_CLIENT_CONNECTION
                    && counter != GatewayCounter.CONNECTED_CLIENT) {
                counts.put(counter, counters.get(counter));
            }
        }
        return counts;
    }
}
