package org.omsgateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.omsgateway.config.Limits;
import org.omsgateway.eventlog.GatewayEvent;
import org.omsgateway.perfcounters.GatewayCounter;
import org.omsgateway.testing.Await;
import org.omsgateway.testing.RawClient;
import org.omsgateway.testing.TestServer;

class LimitsTest {
    private static Limits limits(int maxConnections, int maxConnectionsPerClient) {
        return new Limits(Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofMinutes(1), Duration.ZERO,
                maxConnections, maxConnectionsPerClient);
    }

    @Test
    void answers503OverMaxConnectionsUntilThereIsRoomAgain() throws Exception {
        try (TestServer server = new TestServer(TestServer.ECHO);
                TestProxy proxy = new TestProxy(TestProxy.dialerTo(server.address()), limits(2, 0));
                RawClient first = new RawClient(proxy.address()).connect("allowed.example:443")) {
            RawClient second = new RawClient(proxy.address()).connect("allowed.example:443");
            try (RawClient third = new RawClient(proxy.address())) {
                assertThat(third.send("CONNECT allowed.example:443 HTTP/1.1\r\n\r\n").readAll())
                        .startsWith("HTTP/1.1 503 Service Unavailable\r\n");
            }
            assertThat(proxy.events.await(GatewayEvent.CONNECTION_LIMIT))
                    .matches("Connection of 127\\.0\\.0\\.1:\\d+ is refused: MaxConnections is reached");
            second.close();
            Await.until("room", () -> proxy.counters.get(GatewayCounter.ACTIVE_CLIENT_CONNECTION) == 1);
            try (RawClient fourth = new RawClient(proxy.address()).connect("allowed.example:443")) {
                assertThat(fourth.send("x").read(1)).isEqualTo("x");
            }
            assertThat(first.send("y").read(1)).isEqualTo("y");
        }
    }

    @Test
    void answers503OverMaxConnectionsPerClientToThatClientOnly() throws Exception {
        try (TestServer server = new TestServer(TestServer.ECHO);
                TestProxy proxy = new TestProxy(TestProxy.dialerTo(server.address()), limits(100, 1));
                RawClient first = new RawClient(proxy.address()).connect("allowed.example:443");
                RawClient second = new RawClient(proxy.address())) {
            assertThat(second.send("CONNECT allowed.example:443 HTTP/1.1\r\n\r\n").readAll())
                    .startsWith("HTTP/1.1 503 Service Unavailable\r\n");
            assertThat(proxy.events.await(GatewayEvent.CONNECTION_LIMIT))
                    .endsWith("is refused: MaxConnectionsPerClient is reached");
            try (Socket other = connectFrom("127.0.0.2", proxy.address())) {
                Await.until("both clients", () -> proxy.counters.get(GatewayCounter.CONNECTED_CLIENT) == 2);
                assertThat(other.isConnected()).isTrue();
            }
            assertThat(first.send("x").read(1)).isEqualTo("x");
        }
    }

    @Test
    void closesConnectionsWithoutAnAnswerWhileMoreRefusalsAreUnderWayThanItHasRoomFor() throws Exception {
        try (TestServer server = new TestServer(TestServer.ECHO);
                TestProxy proxy = new TestProxy(TestProxy.dialerTo(server.address()), limits(1, 0));
                RawClient first = new RawClient(proxy.address()).connect("allowed.example:443")) {
            List<Socket> flood = new ArrayList<>();
            for (int i = 0; i < 4 * ClientConnections.MAX_REFUSALS; i++) {
                flood.add(connectFrom("127.0.0.1", proxy.address()));
            }
            Await.until("a refusal of each",
                    () -> proxy.events.messages(GatewayEvent.CONNECTION_LIMIT).size() == flood.size());
            int answered = 0;
            for (Socket socket : flood) {
                answered += socket.getInputStream().readAllBytes().length > 0 ? 1 : 0;
                socket.close();
            }
            assertThat(answered).isBetween(ClientConnections.MAX_REFUSALS, flood.size() - 1);
            awaitCounters(proxy, 1, 1);
            assertThat(first.send("x").read(1)).isEqualTo("x");
        }
    }

    @Test
    void countsConnectionsAndDistinctClients() throws Exception {
        try (TestServer server = new TestServer(TestServer.ECHO);
                TestProxy proxy = new TestProxy(TestProxy.dialerTo(server.address()))) {
            List<Socket> clients = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                clients.add(connectFrom("127.0.1." + i % 10, proxy.address()));
            }
            awaitCounters(proxy, 30, 10);
            for (Socket client : clients.subList(0, 25)) {
                client.close();
            }
            awaitCounters(proxy, 5, 5);
            for (Socket client : clients) {
                client.close();
            }
            awaitCounters(proxy, 0, 0);
        }
    }

    private static void awaitCounters(TestProxy proxy, long connections, long clients) {
        Await.until(connections + " connections of " + clients + " clients", () ->
                proxy.counters.get(GatewayCounter.ACTIVE_CLIENT_CONNECTION) == connections
                        && proxy.counters.get(GatewayCounter.CONNECTED_CLIENT) == clients);
    }

    private static Socket connectFrom(String address, InetSocketAddress proxy) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(address, 0));
        socket.connect(proxy);
        return socket;
    }
}
