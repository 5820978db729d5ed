package org.omsgateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.omsgateway.eventlog.GatewayEvent;
import org.omsgateway.testing.Await;
import org.omsgateway.testing.RecordedEvents;
import org.omsgateway.testing.TestServer;

/** Where the gateway listens: with several addresses of this machine, and others who want them, too. */
class ListeningTest {
    private static final int GREETING = 42;

    private final List<Channel> sockets = new CopyOnWriteArrayList<>();
    private final RecordedEvents events = new RecordedEvents();
    /** Without it, Linux refuses a port while a connection of a former listener is open, as other systems may. */
    private boolean reuse = true;
    private final MultiThreadIoEventLoopGroup acceptor =
            new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory()) {
        @Override
        public ChannelFuture register(Channel channel) {
            if (channel instanceof ServerSocketChannel) {
                channel.config().setOption(ChannelOption.SO_REUSEADDR, reuse);
                sockets.add(channel);
            }
            return super.register(channel);
        }
    };
    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private Listener listener = newListener(true);

    private Listener newListener(boolean canShare) {
        return new Listener(acceptor, loops, new Greeter(), events, canShare);
    }

    @AfterEach
    void stop() throws InterruptedException {
        listener.close();
        acceptor.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private static ListenAddress at(String address, int port) throws UnknownHostException {
        return new ListenAddress(Optional.of(InetAddress.getByName(address)), port);
    }

    private static ListenAddress everywhere(int port) {
        return new ListenAddress(Optional.empty(), port);
    }

    private static boolean isAccepted(String address, int port) throws IOException {
        try (Socket client = new Socket()) {
            client.connect(new InetSocketAddress(address, port));
            return client.getInputStream().read() == GREETING;
        } catch (SocketException refused) {
            // Also reset: the system had accepted the connection for a socket that was closed.
            return false;
        }
    }

    private void awaitListening(String where, int times) {
        Await.until("listening on " + where, () ->
                events.messages(GatewayEvent.LISTENING).stream().filter(("Listening on " + where)::equals).count()
                        == times);
    }

    private static ServerSocket other(String address, int port) throws IOException {
        return new ServerSocket(port, 50, InetAddress.getByName(address));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void keepsItsSocketWhenTheNewAddressIsNoneOfThisMachine(boolean canShare) throws Exception {
        listener = newListener(canShare);
        int port = TestServer.unusedPort();
        listener.listen(everywhere(port));
        Channel socket = listeningSocket();
        assertThatThrownBy(() -> listener.listen(at("192.0.2.77", port))).isInstanceOf(IOException.class);
        assertThat(events.await(GatewayEvent.LISTEN_FAILED)).startsWith("Cannot listen on 192.0.2.77:" + port + ": ");
        assertThat(listeningSocket()).isSameAs(socket);
        assertThat(isAccepted("127.0.0.1", port)).isTrue();
        assertThat(events.messages(GatewayEvent.LISTENING)).containsExactly("Listening on *:" + port);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void movesBetweenAddressesOfItsPort(boolean canShare) throws Exception {
        listener = newListener(canShare);
        int port = TestServer.unusedPort();
        for (ListenAddress address : List.of(at("127.0.0.1", port), everywhere(port), at("127.0.0.1", port),
                at("0.0.0.0", port), at("::", port), at("127.0.0.2", port), everywhere(port), at("127.0.0.2", port))) {
            listener.listen(address);
            for (String local : List.of("127.0.0.1", "127.0.0.2")) {
                boolean isIncluded = address.equals(at(local, port))
                        || address.socketAddress().getAddress().isAnyLocalAddress();
                Await.until("the sockets of " + address, () -> isAccepted(local, port) == isIncluded);
            }
        }
    }

    @Test
    void takesAPortOnceAnotherProgramHasLeftItAndSaysSo() throws Exception {
        int first = TestServer.unusedPort();
        int second = TestServer.unusedPort();
        listener.listen(at("127.0.0.1", first));
        try (ServerSocket other = other("127.0.0.1", second)) {
            assertThatThrownBy(() -> listener.listen(at("127.0.0.1", second))).isInstanceOf(IOException.class);
            assertThat(isAccepted("127.0.0.1", first)).isTrue();
            assertThat(listener.address().getPort()).isEqualTo(first);
            assertThat(other.isBound()).isTrue();
        }
        awaitListening("127.0.0.1:" + second, 1);
        assertThat(isAccepted("127.0.0.1", second)).isTrue();
        Await.until("the first port to be left", () -> !isAccepted("127.0.0.1", first));
        assertThat(events.messages(GatewayEvent.LISTEN_FAILED)).hasSize(1);
    }

    @Test
    void takesAllAddressesOnceAnotherProgramHasLeftOneOfThem() throws Exception {
        int port = TestServer.unusedPort();
        listener.listen(at("127.0.0.1", port));
        Channel socket = listeningSocket();
        try (ServerSocket other = other("127.0.0.2", port)) {
            assertThatThrownBy(() -> listener.listen(everywhere(port))).isInstanceOf(IOException.class);
            assertThat(listeningSocket()).isSameAs(socket);
            assertThat(other.isBound()).isTrue();
        }
        awaitListening("*:" + port, 1);
        assertThat(isAccepted("127.0.0.2", port)).isTrue();
    }

    @Test
    void listensAgainOnTheOldAddressWhenTheNewOneIsTakenAndTheOldOneHadToBeLeft() throws Exception {
        listener = newListener(false);
        int port = TestServer.unusedPort();
        listener.listen(at("127.0.0.1", port));
        try (ServerSocket other = other("127.0.0.2", port)) {
            assertThatThrownBy(() -> listener.listen(everywhere(port))).isInstanceOf(IOException.class);
            assertThat(isAccepted("127.0.0.1", port)).isTrue();
            assertThat(other.isBound()).isTrue();
        }
    }

    @Test
    void listensAgainOnceTheSystemAllowsItWhenTheOldAddressHadToBeLeft() throws Exception {
        reuse = false;
        listener = newListener(false);
        int port = TestServer.unusedPort();
        listener.listen(at("127.0.0.1", port));
        try (Socket client = new Socket("127.0.0.1", port)) {
            assertThat(client.getInputStream().read()).isEqualTo(GREETING);
            assertThatThrownBy(() -> listener.listen(everywhere(port))).isInstanceOf(IOException.class);
            assertThat(isAccepted("127.0.0.1", port)).isFalse();
            client.setSoLinger(true, 0);
        }
        awaitListening("*:" + port, 1);
        assertThat(isAccepted("127.0.0.1", port)).isTrue();
        assertThat(events.messages(GatewayEvent.LISTEN_FAILED)).hasSize(1);
    }

    @Test
    void returnsToItsAddressWhenItsSocketWasLost() throws Exception {
        int port = TestServer.unusedPort();
        listener.listen(at("127.0.0.1", port));
        listeningSocket().close().sync();
        awaitListening("127.0.0.1:" + port, 2);
        assertThat(isAccepted("127.0.0.1", port)).isTrue();
        assertThat(events.messages(GatewayEvent.LISTEN_FAILED)).isEmpty();
    }

    @Test
    void returnsToAnAddressThatAnotherProgramTookMeanwhile() throws Exception {
        int port = TestServer.unusedPort();
        listener.listen(at("127.0.0.1", port));
        listeningSocket().close().sync();
        ServerSocket[] other = new ServerSocket[1];
        Await.until("the released port", () -> {
            try {
                other[0] = other("127.0.0.1", port);
                return true;
            } catch (BindException notReleased) {
                return false;
            }
        });
        try (ServerSocket taken = other[0]) {
            assertThat(events.await(GatewayEvent.LISTEN_FAILED)).startsWith("Cannot listen on 127.0.0.1:" + port);
            assertThat(taken.isBound()).isTrue();
        }
        awaitListening("127.0.0.1:" + port, 2);
        assertThat(isAccepted("127.0.0.1", port)).isTrue();
    }

    @Test
    void sharesItsPortWithNoOtherProgram() throws Exception {
        int port = TestServer.unusedPort();
        listener.listen(everywhere(port));
        try (ServerSocket thief = new ServerSocket()) {
            thief.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            assertThatThrownBy(() -> thief.bind(new InetSocketAddress("127.0.0.1", port)))
                    .isInstanceOf(BindException.class);
        }
        for (ListenAddress address : List.of(everywhere(port), at("127.0.0.1", port), everywhere(port))) {
            listener.listen(address);
            assertThatThrownBy(() -> newListener(true).listen(address)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void listensOnTheFamiliesThatItsAddressMeans() throws Exception {
        int port = TestServer.unusedPort();
        listener.listen(everywhere(port));
        assertThat(List.of(isAccepted("127.0.0.1", port), isAccepted("::1", port))).containsOnly(true);
        listener.listen(at("0.0.0.0", port));
        assertThat(isAccepted("127.0.0.1", port)).isTrue();
        Await.until("IPv6 to be left", () -> !isAccepted("::1", port));
        listener.listen(at("::", port));
        assertThat(List.of(isAccepted("127.0.0.1", port), isAccepted("::1", port))).containsOnly(true);
        listener.listen(at("::1", port));
        Await.until("IPv4 to be left", () -> !isAccepted("127.0.0.1", port));
        assertThat(isAccepted("::1", port)).isTrue();
    }

    @Test
    void doesNotTryAgainBeforeItHasEverListened() throws Exception {
        int port = TestServer.unusedPort();
        try (ServerSocket other = other("127.0.0.1", port)) {
            assertThatThrownBy(() -> listener.listen(at("127.0.0.1", port))).isInstanceOf(IOException.class);
            assertThat(listener.address()).isNull();
            assertThat(other.isBound()).isTrue();
        }
    }

    @Test
    void pausesWhileDescriptorsAreShortAndGivesUpASocketThatIsBroken() {
        EmbeddedChannel socket = new EmbeddedChannel(new AcceptFailures(events));
        for (int i = 0; i < 10; i++) {
            socket.pipeline().fireExceptionCaught(new IOException("Too many open files"));
            assertThat(socket.config().isAutoRead()).isFalse();
            socket.advanceTimeBy(1, TimeUnit.SECONDS);
            socket.runScheduledPendingTasks();
            assertThat(socket.config().isAutoRead()).isTrue();
        }
        socket.pipeline().fireExceptionCaught(new IOException("Invalid argument"));
        socket.pipeline().fireExceptionCaught(new IOException("Invalid argument"));
        socket.writeInbound("a connection");
        socket.pipeline().fireExceptionCaught(new IOException("Invalid argument"));
        socket.pipeline().fireExceptionCaught(new IOException("Invalid argument"));
        assertThat(socket.isOpen()).isTrue();
        socket.pipeline().fireExceptionCaught(new IOException("Invalid argument"));
        assertThat(socket.isOpen()).isFalse();
    }

    private Channel listeningSocket() {
        return sockets.stream().filter(Channel::isActive).findFirst().orElseThrow();
    }

    @ChannelHandler.Sharable
    private static final class Greeter extends ChannelInboundHandlerAdapter {
        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            ctx.writeAndFlush(ctx.alloc().buffer().writeByte(GREETING));
            ctx.read();
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object end) {
            ctx.close();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable reset) {
            ctx.close();
        }
    }
}
