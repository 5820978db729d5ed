package org.omsgateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.omsgateway.config.Limits;
import org.omsgateway.eventlog.GatewayEvent;
import org.omsgateway.perfcounters.GatewayCounter;
import org.omsgateway.testing.Await;
import org.omsgateway.testing.CannedHandshake;
import org.omsgateway.testing.Exchange;
import org.omsgateway.testing.RawClient;
import org.omsgateway.testing.TestServer;

class TunnelTest {
    private static final String TARGET = "allowed.example:443";

    @Test
    void carries200MegabytesBothWaysAtOnceUnchanged() throws Exception {
        long length = 200L << 20;
        CompletableFuture<Exchange> serverSide = new CompletableFuture<>();
        try (TestServer server = new TestServer(CannedHandshake.before(socket -> {
                    Exchange exchange = Exchange.start(socket, 2, length);
                    serverSide.complete(exchange);
                    CompletableFuture.allOf(exchange.sent(), exchange.received()).join();
                }));
                TestProxy proxy = new TestProxy(TestProxy.dialerTo(server.address()));
                RawClient client = new RawClient(proxy.address()).connect(TARGET)) {
            Exchange clientSide = Exchange.start(client.socket(), 1, length);
            assertThat(serverSide.get().received().get()).isEqualTo(clientSide.sent().get());
            assertThat(clientSide.received().get()).isEqualTo(serverSide.get().sent().get());
            Await.until("the end of the tunnel",
                    () -> proxy.counters.get(GatewayCounter.ACTIVE_CLIENT_CONNECTION) == 0);
            proxy.events.await(GatewayEvent.TUNNEL_ENDED);
        }
    }

    @Test
    void carries1000TunnelsAtOnce() throws Exception {
        try (TestServer server = new TestServer(TestServer.ECHO);
                TestProxy proxy = new TestProxy(TestProxy.dialerTo(server.address()))) {
            List<RawClient> clients = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                clients.add(new RawClient(proxy.address()).connect(TARGET));
            }
            assertThat(proxy.counters.get(GatewayCounter.ACTIVE_CLIENT_CONNECTION)).isEqualTo(1000);
            assertThat(proxy.counters.get(GatewayCounter.CONNECTED_CLIENT)).isEqualTo(1);
            for (int i = 0; i < clients.size(); i++) {
                clients.get(i).send((i + ";").repeat(2000)).shutdownOutput();
            }
            for (int i = 0; i < clients.size(); i++) {
                assertThat(clients.get(i).readAll()).isEqualTo((i + ";").repeat(2000));
                clients.get(i).close();
            }
            Await.until("the end of all tunnels",
                    () -> proxy.counters.get(GatewayCounter.ACTIVE_CLIENT_CONNECTION) == 0);
            assertThat(proxy.counters.get(GatewayCounter.CONNECTED_CLIENT)).isZero();
        }
    }

    @Test
    void passesOnTheEndOfTheClientsOutputAndKeepsTheOtherDirection() throws Exception {
        CountDownLatch clientEnded = new CountDownLatch(1);
        try (TestServer server = new TestServer(CannedHandshake.before(socket -> {
                    String request = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                    clientEnded.countDown();
                    socket.getOutputStream().write(("late answer to " + request).getBytes(StandardCharsets.UTF_8));
                }));
                TestProxy proxy = new TestProxy(TestProxy.dialerTo(server.address()));
                RawClient client = new RawClient(proxy.address()).connect(TARGET)) {
            client.send("question").shutdownOutput();
            clientEnded.await();
            assertThat(client.readAll()).isEqualTo("late answer to question");
        }
    }

    @Test
    void passesOnTheEndOfTheServersOutputAndKeepsTheOtherDirection() throws Exception {
        CompletableFuture<String> received = new CompletableFuture<>();
        try (TestServer server = new TestServer(CannedHandshake.before(socket -> {
                    socket.getOutputStream().write("greeting".getBytes(StandardCharsets.UTF_8));
                    socket.shutdownOutput();
                    received.complete(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
                }));
                TestProxy proxy = new TestProxy(TestProxy.dialerTo(server.address()));
                RawClient client = new RawClient(proxy.address()).connect(TARGET)) {
            assertThat(client.readAll()).isEqualTo("greeting");
            client.send("answer").shutdownOutput();
            assertThat(received.get()).isEqualTo("answer");
        }
    }

    @Test
    void closesTheOtherSideWhenOneIsReset() throws Exception {
        CountDownLatch serverSawTheEnd = new CountDownLatch(1);
        try (TestServer server = new TestServer(CannedHandshake.before(socket -> {
                    socket.getInputStream().readAllBytes();
                    serverSawTheEnd.countDown();
                }));
                TestProxy proxy = new TestProxy(TestProxy.dialerTo(server.address()));
                RawClient client = new RawClient(proxy.address()).connect(TARGET)) {
            client.send("something").reset();
            serverSawTheEnd.await();
            proxy.events.await(GatewayEvent.CLIENT_DISCONNECTED);
        }
    }

    @Test
    void endsATunnelInWhichNobodySends() throws Exception {
        Limits limits = new Limits(
                Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(300), Duration.ZERO, 10, 0);
        try (TestServer server = new TestServer(TestServer.ECHO);
                TestProxy proxy = new TestProxy(TestProxy.dialerTo(server.address()), limits);
                RawClient client = new RawClient(proxy.address()).connect(TARGET)) {
            assertThat(client.readAll()).isEmpty();
        }
    }

    @Test
    void takesNoMoreFromAClientThanAStalledServerLeavesRoomFor() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (TestServer server = new TestServer(CannedHandshake.before(socket -> {
                    socket.setReceiveBufferSize(64 * 1024);
                    awaitQuietly(release);
                    socket.getInputStream().readAllBytes();
                }));
                TestProxy proxy = new TestProxy(TestProxy.dialerTo(server.address()));
                TestServer other = new TestServer(TestServer.ECHO);
                TestProxy otherProxy = new TestProxy(TestProxy.dialerTo(other.address()))) {
            try (StalledUpload upload = new StalledUpload(proxy.address(), TARGET)) {
                // The kernel may buffer some megabytes in both directions. Without back-pressure, all bytes would be
                // accepted.
                assertThat(upload.taken()).isLessThan(StalledUpload.MOST / 4);
            }
            try (RawClient unaffected = new RawClient(otherProxy.address()).connect(TARGET)) {
                assertThat(unaffected.send("hello").read(5)).isEqualTo("hello");
            }
            release.countDown();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
