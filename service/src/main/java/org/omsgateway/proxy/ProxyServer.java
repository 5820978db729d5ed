package org.omsgateway.proxy;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.omsgateway.eventlog.EventSink;
import org.omsgateway.eventlog.GatewayEvent;
import org.omsgateway.perfcounters.Counters;

/** The listening socket and the connections it has accepted. Methods are called from one thread, not an event loop. */
public final class ProxyServer {
    /** Tells each connection that the server stops: those that have asked for nothing yet close. */
    static final Object DRAIN = new Object() {
        @Override
        public String toString() {
            return "DRAIN";
        }
    };

    /**
     * As many as the system allows, since a whole site of agents reconnects at once after an outage: SOMAXCONN of
     * Windows, which takes any other number above 200 for 200; of Linux, net.core.somaxconn.
     */
    private static final int BACKLOG = Integer.MAX_VALUE;
    private static final Duration RELEASE_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration RELEASE_POLL = Duration.ofMillis(10);

    private final EventLoopGroup acceptor;
    private final EventLoopGroup loops;
    private final EventSink events;
    private final ClientConnections connections;
    private final ChannelGroup servers = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private volatile ProxySettings settings;
    private Channel listener;

    /**
     * Whoever made the loops closes them.
     *
     * @param acceptor takes up connections and does nothing else: in the turns between those of all others, it would
     *     be too slow for a site that reconnects, whose agents the system then turns away for a second or three
     * @param loops run all connections
     */
    public ProxyServer(EventLoopGroup acceptor, EventLoopGroup loops, EventSink events, Counters counters,
            ProxySettings settings) {
        this.acceptor = acceptor;
        this.loops = loops;
        this.events = events;
        this.connections = new ClientConnections(counters);
        this.settings = settings;
    }

    /** Puts {@code settings} in force for tunnels asked for from now on. */
    public void apply(ProxySettings settings) {
        this.settings = settings;
    }

    /**
     * Listens on {@code address}, and no longer where it listened before; connections stay open.
     *
     * @return the address with its port, where 0 was asked for
     * @throws IOException if that can't be; then it still listens where it did
     */
    public InetSocketAddress listen(InetSocketAddress address) throws IOException {
        Channel former = listener;
        ChannelFuture bound = bind(address);
        if (!bound.isSuccess() && former != null && overlaps(former, address)) {
            SocketAddress formerAddress = former.localAddress();
            former.close().awaitUninterruptibly();
            bound = bindAfterClose(address);
            if (!bound.isSuccess()) {
                listener = bindAfterClose(formerAddress).channel();
            }
        }
        if (!bound.isSuccess()) {
            throw new IOException(bound.cause().getMessage(), bound.cause());
        }
        listener = bound.channel();
        if (former != null) {
            former.close().awaitUninterruptibly();
        }
        return (InetSocketAddress) listener.localAddress();
    }

    /**
     * Accepts no more, and waits for the tunnels to end, {@code patience} at most: until the clients have gone, and the
     * servers have taken what those sent last. Then it closes what is left.
     */
    public void stop(Duration patience) throws InterruptedException {
        if (listener != null) {
            listener.close().await();
        }
        connections.open().forEach(client -> client.pipeline().fireUserEventTriggered(DRAIN));
        long deadline = System.nanoTime() + patience.toNanos();
        for (Channel client : connections.open()) {
            awaitUntil(deadline, client.closeFuture());
        }
        awaitUntil(deadline, servers.newCloseFuture());
        connections.open().stream().map(Channel::close).toList().forEach(Future::awaitUninterruptibly);
        servers.close().awaitUninterruptibly();
    }

    private static void awaitUntil(long deadlineNanos, Future<?> closed) throws InterruptedException {
        closed.await(Math.max(0, deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
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
                .childHandler(new ClientPipeline(() -> settings, connections, servers, events))
                .bind(address)
                .awaitUninterruptibly();
    }

    /** A selector lets go of a closed socket only when it selects the next time, a moment after the close. */
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

    /** Such as "too many open files": a pause lets connections end, where to try again at once would only spin. */
    private final class AcceptFailures extends ChannelInboundHandlerAdapter {
        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            events.report(GatewayEvent.ACCEPT_FAILED, cause);
            ctx.channel().config().setAutoRead(false);
            ctx.executor().schedule(() -> ctx.channel().config().setAutoRead(true), 1, TimeUnit.SECONDS);
        }
    }
}
