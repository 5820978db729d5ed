package org.omsgateway.proxy;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.omsgateway.eventlog.EventSink;
import org.omsgateway.eventlog.GatewayEvent;

/**
 * The listening socket, which can change its address. Call methods on one thread at a time, and never on an event loop.
 */
final class Listener {
    /**
     * As many as the system allows, because all agents of a site reconnect at once after an outage. On Windows this is
     * SOMAXCONN, because Windows takes any other number above 200 for 200. Linux limits it to net.core.somaxconn.
     */
    private static final int BACKLOG = Integer.MAX_VALUE;
    private static final Duration RELEASE_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration RELEASE_POLL = Duration.ofMillis(10);
    private static final Duration RETRY = Duration.ofMillis(500);

    private final EventLoopGroup acceptor;
    private final EventLoopGroup loops;
    private final ChannelHandler clientPipeline;
    private final EventSink events;
    /** Null while the listener has no address. */
    private Channel socket;
    /** The address that the listener tries to regain; null if there is none. */
    private InetSocketAddress lost;

    /**
     * @param acceptor accepts connections
     * @param loops run the connections
     * @param clientPipeline prepares each connection
     */
    Listener(EventLoopGroup acceptor, EventLoopGroup loops, ChannelHandler clientPipeline, EventSink events) {
        this.acceptor = acceptor;
        this.loops = loops;
        this.clientPipeline = clientPipeline;
        this.events = events;
    }

    /**
     * Listens on {@code address}, and no longer on the previous address. If that fails, the previous address stays in
     * use. An address that overlaps the previous address needs the previous socket closed first; then the system may
     * also refuse the previous address for a while, and the listener tries again until it succeeds.
     *
     * @return the address, with the actual port if {@code address} has port 0
     * @throws IOException if listening on {@code address} fails; the event is written
     */
    synchronized InetSocketAddress listen(InetSocketAddress address) throws IOException {
        Channel former = socket;
        InetSocketAddress previous = former == null ? lost : (InetSocketAddress) former.localAddress();
        lost = null;
        ChannelFuture bound = bind(address).awaitUninterruptibly();
        if (!bound.isSuccess() && former != null && overlaps(former, address)) {
            socket = null;
            former.close().awaitUninterruptibly();
            bound = bindAfterClose(address);
        }
        if (!bound.isSuccess()) {
            events.report(GatewayEvent.LISTEN_FAILED, shown(address), bound.cause());
            if (previous != null && socket == null) {
                regain(previous);
            }
            throw new IOException(bound.cause().getMessage(), bound.cause());
        }
        listening(bound.channel());
        if (former != null) {
            former.close().awaitUninterruptibly();
        }
        return (InetSocketAddress) socket.localAddress();
    }

    /** Accepts no more. */
    synchronized void close() throws InterruptedException {
        lost = null;
        if (socket != null) {
            socket.close().await();
        }
    }

    private void listening(Channel bound) {
        socket = bound;
        events.report(GatewayEvent.LISTENING, shown((InetSocketAddress) bound.localAddress()));
    }

    private void regain(InetSocketAddress address) {
        ChannelFuture bound = bindAfterClose(address);
        if (bound.isSuccess()) {
            listening(bound.channel());
        } else {
            events.report(GatewayEvent.LISTEN_FAILED, shown(address), bound.cause());
            lost = address;
            tryLater(address);
        }
    }

    /** Not on the acceptor's thread, which has to make the socket while this thread waits. */
    private void tryLater(InetSocketAddress address) {
        GlobalEventExecutor.INSTANCE.schedule(() -> tryAgain(address), RETRY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void tryAgain(InetSocketAddress address) {
        if (lost != address) {
            return;
        }
        ChannelFuture bound = bind(address).awaitUninterruptibly();
        if (bound.isSuccess()) {
            lost = null;
            listening(bound.channel());
        } else {
            tryLater(address);
        }
    }

    private ChannelFuture bind(SocketAddress address) {
        return new ServerBootstrap()
                .group(acceptor, loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .handler(new AcceptFailures())
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childHandler(clientPipeline)
                .bind(address);
    }

    /** A selector releases a closed socket only in its next selection, a moment after the close. */
    private ChannelFuture bindAfterClose(SocketAddress address) {
        long deadline = System.nanoTime() + RELEASE_TIMEOUT.toNanos();
        ChannelFuture bound = bind(address).awaitUninterruptibly();
        while (!bound.isSuccess() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(RELEASE_POLL.toNanos());
            bound = bind(address).awaitUninterruptibly();
        }
        return bound;
    }

    private static Object shown(InetSocketAddress address) {
        return address.getAddress().isAnyLocalAddress() ? "*:" + address.getPort() : address;
    }

    private static boolean overlaps(Channel former, InetSocketAddress address) {
        return ((InetSocketAddress) former.localAddress()).getPort() == address.getPort();
    }

    /**
     * Handles failures such as "too many open files". A pause lets connections end; an immediate retry would only spin.
     */
    private final class AcceptFailures extends ChannelInboundHandlerAdapter {
        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            events.report(GatewayEvent.ACCEPT_FAILED, cause);
            ctx.channel().config().setAutoRead(false);
            ctx.executor().schedule(() -> ctx.channel().config().setAutoRead(true), 1, TimeUnit.SECONDS);
        }
    }
}
