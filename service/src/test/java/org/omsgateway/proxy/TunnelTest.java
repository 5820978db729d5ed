package org.omsgateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
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
                    String request = new String(socket.getInputStream().readAllBytes());
                    clientEnded.countDown();
                    socket.getOutputStream().write(("late answer to " + request).getBytes());
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
                    socket.getOutputStream().write("greeting".getBytes());
                    socket.shutdownOutput();
                    received.complete(new String(socket.getInputStream().readAllBytes()));
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
            long taken = sendUntilStalled(proxy.address());
            // What the kernel buffers on both ways may be some megabytes; without back-pressure it would all be taken.
            assertThat(taken).isLessThan(64L << 20);
            try (RawClient unaffected = new RawClient(otherProxy.address()).connect(TARGET)) {
                assertThat(unaffected.send("hello").read(5)).isEqualTo("hello");
            }
            release.countDown();
        }
    }

    /** How much is taken until nothing has been for a second, 256 MiB at most. */
    private static long sendUntilStalled(InetSocketAddress proxy) throws IOException {
        try (SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", proxy.getPort()));
                Selector selector = Selector.open()) {
            String request = "CONNECT " + TARGET + " HTTP/1.0\r\n\r\n" + CannedHandshake.clientHello("allowed.example");
            channel.write(StandardCharsets.ISO_8859_1.encode(request));
            String answer = "HTTP/1.1 200 Connection established\r\n\r\n" + CannedHandshake.SERVER_HELLO;
            channel.socket().getInputStream().readNBytes(answer.length());
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_WRITE);
            ByteBuffer chunk = ByteBuffer.allocate(64 * 1024);
            long taken = 0;
            while (taken < 256L << 20 && selector.select(1000) > 0) {
                selector.selectedKeys().clear();
                taken += channel.write(chunk.rewind());
            }
            return taken;
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
