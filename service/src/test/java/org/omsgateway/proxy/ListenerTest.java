package org.omsgateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.util.concurrent.SingleThreadEventExecutor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.omsgateway.config.Limits;
import org.omsgateway.eventlog.GatewayEvent;
import org.omsgateway.perfcounters.Counters;
import org.omsgateway.perfcounters.GatewayCounter;
import org.omsgateway.testing.Await;
import org.omsgateway.testing.RawClient;
import org.omsgateway.testing.RecordedEvents;
import org.omsgateway.testing.TestServer;

/**
 * Changes of the listening address. Without reuse of addresses, Linux refuses a port while a connection of a former
 * listener is open, as Windows does to an exclusive listener.
 */
class ListenerTest {
    private static final String TO_ALLOWED = "CONNECT allowed.example:443 HTTP/1.1\r\n\r\n";

    private final RecordedEvents events = new RecordedEvents();
    private final Counters counters = new Counters();
    private EventLoopGroup acceptor;
    private EventLoopGroup loops;
    private ProxyServer server;

    private InetSocketAddress listen(boolean reuse, int port) throws IOException {
        acceptor = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory()) {
            @Override
            public ChannelFuture register(Channel channel) {
                if (channel instanceof ServerSocketChannel) {
                    channel.config().setOption(ChannelOption.SO_REUSEADDR, reuse);
                }
                return super.register(channel);
            }
        };
        loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        ProxySettings settings = TestProxy.settings(
                (request, loop) -> loop.newPromise(), Limits.DEFAULT);
        server = new ProxyServer(acceptor, loops, events, counters, settings, ended -> { });
        return server.listen(at(port));
    }

    @AfterEach
    void stop() throws InterruptedException {
        server.stop(Duration.ZERO);
        acceptor.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void listensOnAnotherPortWhileAConnectionIsOpen(boolean reuse) throws Exception {
        InetSocketAddress first = listen(reuse, 0);
        try (RawClient client = new RawClient(first)) {
            awaitConnections(1);
            InetSocketAddress second = server.listen(at(TestServer.unusedPort()));
            assertThat(second.getPort()).isNotEqualTo(first.getPort());
            new RawClient(second).close();
            assertThat(client.send("GET / HTTP/1.1\r\n\r\n").readHead()).startsWith("HTTP/1.1 405 ");
        }
    }

    @Test
    void listensOnAllAddressesOfItsPortWhileAConnectionIsOpen() throws Exception {
        InetSocketAddress first = listen(true, TestServer.unusedPort());
        try (RawClient client = new RawClient(first)) {
            awaitConnections(1);
            InetSocketAddress all = server.listen(everywhere(first.getPort()));
            assertThat(all.getAddress().isAnyLocalAddress()).isTrue();
            assertThat(client.send("GET / HTTP/1.1\r\n\r\n").readHead()).startsWith("HTTP/1.1 405 ");
        }
    }

    @Test
    void keepsItsAddressUntilTheSystemAllowsTheNewOne() throws Exception {
        InetSocketAddress first = listen(false, TestServer.unusedPort());
        try (RawClient client = new RawClient(first)) {
            awaitConnections(1);
            assertThatThrownBy(() -> server.listen(everywhere(first.getPort()))).isInstanceOf(IOException.class);
            assertThat(events.messages(GatewayEvent.LISTEN_FAILED)).hasSize(1);
            new RawClient(first).reset();
            client.reset();
        }
        Await.until("all addresses", () -> events.messages(GatewayEvent.LISTENING).size() == 2);
        new RawClient(first).close();
    }

    @Test
    void listensAgainAfterAStopWithClientsThatNeverClose() throws Exception {
        InetSocketAddress address = listen(false, TestServer.unusedPort());
        try (RawClient client = new RawClient(address)) {
            client.send(TO_ALLOWED);
            events.await(GatewayEvent.CONNECT_RECEIVED);
            stop();
            listen(false, address.getPort());
        }
    }

    private static ListenAddress at(int port) {
        return new ListenAddress(Optional.of(InetAddress.getLoopbackAddress()), port);
    }

    private static ListenAddress everywhere(int port) {
        return new ListenAddress(Optional.empty(), port);
    }

    private void awaitConnections(int count) {
        Await.until(count + " connections", () -> counters.get(GatewayCounter.ACTIVE_CLIENT_CONNECTION) == count);
    }

    @Test
    void closesAtItsEndAConnectionThatStillWaitsForItsLoop() throws Exception {
        InetSocketAddress address = listen(true, 0);
        CountDownLatch busy = new CountDownLatch(1);
        loops.submit(() -> {
            busy.await();
            return null;
        });
        try (RawClient client = new RawClient(address)) {
            Await.until("the connection", () -> ((SingleThreadEventExecutor) loops.next()).pendingTasks() > 0);
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> {
                try {
                    server.stop(Duration.ZERO);
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            });
            Await.until("the end of listening", () -> !isListening(address));
            busy.countDown();
            stopped.get();
            loops.submit(() -> { }).get();
            assertThat(counters.get(GatewayCounter.ACTIVE_CLIENT_CONNECTION)).isZero();
            assertThat(endOf(client)).isIn("", "reset");
        }
    }

    private static String endOf(RawClient client) throws IOException {
        try {
            return client.readAll();
        } catch (SocketException e) {
            return "reset";
        }
    }

    private static boolean isListening(InetSocketAddress address) {
        try (RawClient client = new RawClient(address)) {
            return client.socket().isConnected();
        } catch (IOException refused) {
            return false;
        }
    }
}
