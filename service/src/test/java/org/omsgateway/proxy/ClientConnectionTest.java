package org.omsgateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.omsgateway.config.Limits;
import org.omsgateway.perfcounters.GatewayCounter;
import org.omsgateway.policy.Destination;
import org.omsgateway.proxy.ClientConnection.End;
import org.omsgateway.proxy.ClientConnection.State;
import org.omsgateway.testing.Await;
import org.omsgateway.testing.CannedHandshake;
import org.omsgateway.testing.RawClient;
import org.omsgateway.testing.TestServer;

class ClientConnectionTest {
    private static final String TARGET = "allowed.example:443";

    private interface Action {
        void on(RawClient client, Socket server, TestProxy proxy) throws Exception;
    }

    @Test
    void countsTheBytesOfBothDirectionsAndKeepsWhatWasVerified() throws Exception {
        try (TestServer server = new TestServer(TestServer.ECHO);
                TestProxy proxy = new TestProxy(TestProxy.dialerTo(server.address()));
                RawClient client = new RawClient(proxy.address()).connect(TARGET)) {
            client.send("x".repeat(100_000)).shutdownOutput();
            assertThat(client.readAll()).hasSize(100_000);
            ClientConnection tunnel = ended(proxy);
            assertThat(tunnel.bytesFromClient())
                    .isEqualTo(100_000 + CannedHandshake.clientHello("allowed.example").length()
                            + CannedHandshake.CLIENT_RECORDS.length());
            assertThat(tunnel.bytesToClient()).isEqualTo(100_000 + CannedHandshake.SERVER_HELLO.length());
            assertThat(tunnel.client()).isEqualTo(client.socket().getLocalSocketAddress());
            assertThat(tunnel.destination()).contains(Destination.parse(TARGET));
            assertThat(tunnel.server()).contains(server.address());
            assertThat(tunnel.relay()).isEmpty();
            assertThat(tunnel.session().orElseThrow().versionName()).isEqualTo("TLS 1.3");
            assertThat(tunnel.end()).contains(End.CLIENT_CLOSED);
        }
    }

    static Stream<Arguments> ends() {
        return Stream.of(
                Arguments.of(End.CLIENT_CLOSED, (Action) (client, server, proxy) -> client.close()),
                Arguments.of(End.CLIENT_RESET, (Action) (client, server, proxy) -> client.reset()),
                Arguments.of(End.SERVER_CLOSED, (Action) (client, server, proxy) -> {
                    server.close();
                    client.readAll();
                    client.close();
                }),
                Arguments.of(End.SERVER_RESET, (Action) (client, server, proxy) -> {
                    server.setSoLinger(true, 0);
                    server.close();
                }),
                Arguments.of(End.IDLE, (Action) (client, server, proxy) -> client.readAll()),
                Arguments.of(End.STOPPED, (Action) (client, server, proxy) -> proxy.server().stop(Duration.ZERO)));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void saysWhyATunnelHasEnded(End end, Action action) throws Exception {
        Duration idle = end == End.IDLE ? Duration.ofMillis(300) : Duration.ofMinutes(5);
        Limits limits = new Limits(Duration.ofSeconds(5), Duration.ofSeconds(5), idle, Duration.ZERO, 10, 0);
        try (OpenTunnel tunnel = new OpenTunnel(limits)) {
            action.on(tunnel.client, tunnel.serverSide(), tunnel.proxy);
            assertThat(ended(tunnel.proxy).end()).contains(end);
            assertThat(tunnel.proxy.counters.get(GatewayCounter.TUNNELS_FAILED))
                    .isEqualTo(end == End.SERVER_RESET ? 1 : 0);
        }
    }

    @Test
    void hasFailedIfItsClientGivesUpDuringTheHandshake() throws Exception {
        try (TestServer server = new TestServer(TestServer.ECHO);
                TestProxy proxy = new TestProxy(TestProxy.dialerTo(server.address()));
                RawClient client = new RawClient(proxy.address()).openTunnel(TARGET)) {
            client.shutdownOutput();
            assertThat(ended(proxy).end()).contains(End.CLIENT_CLOSED);
            assertThat(proxy.counters.get(GatewayCounter.TUNNELS_FAILED)).isEqualTo(1);
        }
    }

    @Test
    void saysThatAHandshakeWasRefused() throws Exception {
        try (TestServer server = new TestServer(TestServer.ECHO);
                TestProxy proxy = new TestProxy(TestProxy.dialerTo(server.address()));
                RawClient client = new RawClient(proxy.address()).openTunnel(TARGET)) {
            client.send(CannedHandshake.clientHello("other.example")).readAll();
            ClientConnection tunnel = ended(proxy);
            assertThat(tunnel.end()).contains(End.REFUSED);
            assertThat(tunnel.session()).isEmpty();
        }
    }

    @Test
    void showsWhatEachOpenConnectionIsDoing() throws Exception {
        try (TestServer server = new TestServer(TestServer.ECHO);
                TestProxy proxy = new TestProxy(TestProxy.dialerTo(server.address()));
                RawClient waiting = new RawClient(proxy.address())) {
            awaitState(proxy, State.REQUEST);
            waiting.openTunnel(TARGET);
            awaitState(proxy, State.HANDSHAKE);
            waiting.send(CannedHandshake.clientHello("allowed.example"));
            awaitState(proxy, State.OPEN);
        }
    }

    @Test
    void showsAConnectionWhoseDestinationIsBeingDialled() throws Exception {
        try (TestProxy proxy = new TestProxy((request, loop) -> loop.newPromise());
                RawClient client = new RawClient(proxy.address())) {
            client.send("CONNECT " + TARGET + " HTTP/1.1\r\n\r\n");
            awaitState(proxy, State.DIALLING);
        }
    }

    @Test
    void drainsFromTheEndOfItsFirstDirection() throws Exception {
        try (OpenTunnel tunnel = new OpenTunnel(TestProxy.LIMITS)) {
            awaitState(tunnel.proxy, State.OPEN);
            tunnel.serverSide().shutdownOutput();
            awaitState(tunnel.proxy, State.DRAINING);
            assertThat(tunnel.proxy.tunnels).isEmpty();
        }
    }

    @Test
    void drainsWhileTheServerStops() throws Exception {
        try (OpenTunnel tunnel = new OpenTunnel(TestProxy.LIMITS)) {
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> stop(tunnel.proxy));
            awaitState(tunnel.proxy, State.DRAINING);
            tunnel.client.close();
            stopped.get();
            assertThat(ended(tunnel.proxy).end()).contains(End.CLIENT_CLOSED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1\r\n\r\n", "CONNECT forbidden.example:443 HTTP/1.1\r\n\r\n",
        "CONNECT " + TARGET + " HTTP/1.1\r\n\r\n"})
    void drainsOnceItsRequestIsRefusedOrItsDialHasFailed(String head) throws Exception {
        try (TestProxy proxy = new TestProxy((request, loop) ->
                        loop.newFailedFuture(new IOException("unreachable")));
                RawClient client = new RawClient(proxy.address())) {
            client.send(head).readHead();
            awaitState(proxy, State.DRAINING);
        }
    }

    private static void stop(TestProxy proxy) {
        try {
            proxy.server().stop(Duration.ofMinutes(1));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void awaitState(TestProxy proxy, State state) {
        Await.until("a connection that is in state " + state, () -> proxy.server().connections().stream()
                .anyMatch(connection -> connection.state() == state));
    }

    private static ClientConnection ended(TestProxy proxy) {
        Await.until("the end of the tunnel", () -> !proxy.tunnels.isEmpty());
        assertThat(proxy.tunnels).hasSize(1);
        return proxy.tunnels.peek();
    }

    /** A tunnel to a server that only waits. */
    private static final class OpenTunnel implements AutoCloseable {
        private final BlockingQueue<Socket> accepted =
                new LinkedBlockingQueue<>();
        private final TestServer server;
        private final TestProxy proxy;
        private final RawClient client;

        OpenTunnel(Limits limits) throws IOException {
            server = new TestServer(CannedHandshake.before(socket -> {
                accepted.add(socket);
                socket.getInputStream().readAllBytes();
            }));
            proxy = new TestProxy(TestProxy.dialerTo(server.address()), limits);
            client = new RawClient(proxy.address()).connect(TARGET);
        }

        Socket serverSide() throws InterruptedException {
            return accepted.take();
        }

        @Override
        public void close() throws IOException {
            client.close();
            proxy.close();
            server.close();
        }
    }
}
