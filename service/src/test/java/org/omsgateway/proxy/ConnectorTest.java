package org.omsgateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.omsgateway.testing.Await;
import org.omsgateway.testing.TestServer;

class ConnectorTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final EventLoop loop = (EventLoop) loops.next();

    @AfterEach
    void stop() throws InterruptedException {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).await();
    }

    private static NameResolver answering(String... addresses) {
        return (host, requester) -> CompletableFuture.completedFuture(
                Arrays.stream(addresses).map(ConnectorTest::address).toList());
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private Future<Channel> connect(Connector connector, int port) {
        return connector.connect("x", port, Requester.GATEWAY, loop);
    }

    private static String remoteAddressOf(Future<Channel> connection) throws Exception {
        Channel channel = connection.get();
        String remote = ((InetSocketAddress) channel.remoteAddress()).getAddress().getHostAddress();
        channel.close().sync();
        return remote;
    }

    @Test
    void hasItsOwnWordsForWhatJavaAndTheSystemSayDifferently() {
        assertThat(List.of("Connection refused (connect failed)", "Verbindungsaufbau abgelehnt: /192.0.2.1:443"))
                .extracting(words -> Connector.reason(new ConnectException(words)))
                .containsOnly("Connection refused");
        assertThat(Connector.reason(new NoRouteToHostException("Keine Route zum Zielrechner")))
                .isEqualTo("No route to host");
        assertThat(Connector.reason(new ConnectException("Connection timed out: no further information")))
                .isEqualTo("no answer");
        assertThat(Connector.reason(new SocketException("Network is unreachable: /192.0.2.1:443")))
                .isEqualTo("Network is unreachable");
        assertThat(Connector.reason(new ChannelException("Unable to create Channel from class x.Y",
                new ChannelException("Failed to open a socket.", new SocketException("Too many open files")))))
                .isEqualTo("this process has run out of file descriptors or memory (Too many open files)");
    }

    @Test
    void triesTheNextAddressWhenOneRefuses() throws Exception {
        try (TestServer server = new TestServer(address("127.0.0.1"), TestServer.ECHO)) {
            Connector connector = new Connector(answering("127.0.0.3", "127.0.0.2", "127.0.0.1"), LONG);
            assertThat(remoteAddressOf(connect(connector, server.port()))).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void triesIpv4WhenIpv6Fails() throws Exception {
        try (TestServer server = new TestServer(address("127.0.0.1"), TestServer.ECHO)) {
            Connector connector = new Connector(answering("::1", "127.0.0.1"), LONG);
            assertThat(remoteAddressOf(connect(connector, server.port()))).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void triesTheNextAddressWhenOneKeepsSilent() throws Exception {
        try (TestServer server = new TestServer(address("127.0.0.1"), TestServer.ECHO);
                Silent silent = new Silent("127.0.0.2", server.port())) {
            Connector connector = new Connector(answering("127.0.0.2", "127.0.0.1"), LONG);
            assertThat(remoteAddressOf(connect(connector, silent.port()))).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void saysWhyEachAddressFailed() throws Exception {
        int port = TestServer.unusedPort();
        Connector connector = new Connector(answering("127.0.0.1", "127.0.0.2"), LONG);
        assertThatThrownBy(() -> connect(connector, port).get())
                .hasRootCauseInstanceOf(DialException.class)
                .hasRootCauseMessage("127.0.0.1:" + port + ": Connection refused; 127.0.0.2:" + port
                        + ": Connection refused");
    }

    @Test
    void saysThatANameCannotBeResolved() {
        NameResolver failing = (host, requester) -> CompletableFuture.failedFuture(new UnknownHostException(host));
        assertThatThrownBy(() -> new Connector(failing, LONG).connect("no.example", 443, Requester.GATEWAY, loop).get())
                .hasRootCauseMessage("the name no.example cannot be resolved");
    }

    @Test
    void saysWhereANameMustNotLead() {
        NameResolver failing = (host, requester) -> CompletableFuture.failedFuture(DialException.failed("the reason"));
        assertThatThrownBy(() -> connect(new Connector(failing, LONG), 443).get()).hasRootCauseMessage("the reason");
    }

    @Test
    void timesOutWhenTheLookUpHangs() {
        Connector connector = new Connector((host, requester) -> new CompletableFuture<>(), Duration.ofMillis(200));
        assertThatThrownBy(() -> connect(connector, 443).get())
                .hasRootCauseMessage("the name look-up did not end within 200 ms")
                .rootCause().matches(cause -> ((DialException) cause).isTimeout());
    }

    @Test
    void timesOutWhenNobodyAnswers() throws Exception {
        try (Silent silent = new Silent("127.0.0.2", 0)) {
            Connector connector = new Connector(answering("127.0.0.2"), Duration.ofMillis(200));
            assertThatThrownBy(() -> connect(connector, silent.port()).get())
                    .hasRootCauseMessage("no answer within 200 ms")
                    .rootCause().matches(cause -> ((DialException) cause).isTimeout());
        }
    }

    @Test
    void endsItsLookUpWhenItIsCancelled() throws Exception {
        CompletableFuture<List<InetAddress>> answer = new CompletableFuture<>();
        connect(new Connector((host, requester) -> answer, LONG), 443).cancel(false);
        loop.submit(() -> { }).sync();
        assertThat(answer).isCancelled();
    }

    /** A listener whose queue is full: on Linux, more attempts to connect get no response. */
    private static final class Silent implements AutoCloseable {
        private final ServerSocket listener;
        private final List<Socket> queue = new ArrayList<>();

        Silent(String address, int port) throws Exception {
            listener = new ServerSocket(port, 1, address(address));
            for (int i = 0; i < 2; i++) {
                Socket socket = new Socket();
                queue.add(socket);
                socket.connect(listener.getLocalSocketAddress());
            }
            Await.until("a full queue", this::isFull);
        }

        private boolean isFull() throws Exception {
            Socket probe = new Socket();
            queue.add(probe);
            try {
                probe.connect(listener.getLocalSocketAddress(), 100);
                return false;
            } catch (java.net.SocketTimeoutException silent) {
                return true;
            }
        }

        int port() {
            return listener.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            for (Socket socket : queue) {
                socket.close();
            }
            listener.close();
        }
    }
}
