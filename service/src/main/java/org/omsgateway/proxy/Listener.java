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

    private final EventLoopGroup acceptor;
    private final EventLoopGroup loops;
    private final ChannelHandler clientPipeline;
    private final EventSink events;
    private Channel socket;

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
     * Listens on {@code address}, and no longer on the previous address.
     *
     * @return the address, with the actual port if {@code address} has port 0
     * @throws IOException if listening on {@code address} fails; then the previous address stays in use
     */
    InetSocketAddress listen(InetSocketAddress address) throws IOException {
        Channel former = socket;
        ChannelFuture bound = bind(address);
        if (!bound.isSuccess() && former != null && overlaps(former, address)) {
            SocketAddress formerAddress = former.localAddress();
            former.close().awaitUninterruptibly();
            bound = bindAfterClose(address);
            if (!bound.isSuccess()) {
                socket = bindAfterClose(formerAddress).channel();
            }
        }
        if (!bound.isSuccess()) {
            throw new IOException(bound.cause().getMessage(), bound.cause());
        }
        socket = bound.channel();
        if (former != null) {
            former.close().awaitUninterruptibly();
        }
        return (InetSocketAddress) socket.localAddress();
    }

    /** Accepts no more. */
    void close() throws InterruptedException {
        if (socket != null) {
            socket.close().await();
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
                .bind(address)
                .awaitUninterruptibly();
    }

    /** A selector releases a closed socket only in its next selection, a moment after the close. */
    private ChannelFuture bindAfterClose(SocketAddress address) {
        long deadline = System.nanoTime() + RELEASE_TIMEOUT.toNanos();
        ChannelFuture bound = bind(address);
        while (!bound.isSuccess() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(RELEASE_POLL.toNanos());
            bound = bind(address);
        }
        return bound;
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
