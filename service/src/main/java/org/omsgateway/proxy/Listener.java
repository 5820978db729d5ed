package org.omsgateway.proxy;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.omsgateway.eventlog.EventSink;
import org.omsgateway.eventlog.GatewayEvent;

/**
 * The listening socket, which can change its address and comes back when it is lost. Once it has listened, the listener
 * tries every few seconds to listen where it should: on the address it was given last or, as long as that is refused,
 * on the one before. Safe for use by several threads; never call it on an event loop.
 */
final class Listener {
    /**
     * As many as the system allows, because all agents of a site reconnect at once after an outage. On Windows this is
     * SOMAXCONN, because Windows takes any other number above 200 for 200. Linux limits it to net.core.somaxconn.
     */
    private static final int BACKLOG = Integer.MAX_VALUE;
    private static final Duration RETRY = Duration.ofSeconds(2);

    /** @param address as it was asked for, so that a port of 0 stays 0 */
    private record Open(ListenAddress address, ServerSocketChannel socket, Channel channel) {
        ListenAddress actual() {
            return address.withPort(((InetSocketAddress) channel.localAddress()).getPort());
        }
    }

    private final EventLoopGroup acceptor;
    private final EventLoopGroup loops;
    private final ChannelHandler clientPipeline;
    private final EventSink events;
    private final boolean canShare;
    /** Null before the first success and after the end. */
    private ListenAddress wanted;
    /** Where the listener listened last. */
    private volatile ListenAddress former;
    /** May be closed, if the socket was lost. */
    private Open open;
    private boolean isFailureReported;
    private ScheduledFuture<?> retries;

    /**
     * @param acceptor accepts connections
     * @param loops run the connections
     * @param clientPipeline prepares each connection
     * @param canShare whether to bind a new address beside the old one where the system has SO_REUSEPORT
     */
    Listener(EventLoopGroup acceptor, EventLoopGroup loops, ChannelHandler clientPipeline, EventSink events,
            boolean canShare) {
        this.acceptor = acceptor;
        this.loops = loops;
        this.clientPipeline = clientPipeline;
        this.events = events;
        this.canShare = canShare;
    }

    /**
     * Listens on {@code address}, and no longer on the previous address. The result is an event.
     *
     * @return the address, with the actual port if {@code address} has port 0
     * @throws IOException if listening on {@code address} fails. The previous address stays in use until one of the
     *     further attempts succeeds; if there is none, there are no further attempts
     */
    synchronized InetSocketAddress listen(ListenAddress address) throws IOException {
        if (!address.equals(wanted)) {
            try {
                change(address);
            } catch (IOException e) {
                events.report(GatewayEvent.LISTEN_FAILED, address, e);
                isFailureReported = true;
                throw e;
            } finally {
                wanted = former == null ? null : address;
            }
            if (retries == null) {
                retries = GlobalEventExecutor.INSTANCE.scheduleWithFixedDelay(
                        this::retry, RETRY.toMillis(), RETRY.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
        return address();
    }

    /** Where the listener listens, or did before the socket was lost. */
    InetSocketAddress address() {
        ListenAddress last = former;
        return last == null ? null : last.socketAddress();
    }

    /** Accepts no more. When this returns, every accepted connection is ready or closed. */
    synchronized void close() throws InterruptedException {
        if (retries != null) {
            retries.cancel(false);
        }
        wanted = null;
        if (open != null) {
            open.channel().close().await();
            // A connection that was accepted a moment ago still waits for its loop.
            for (EventExecutor loop : loops) {
                loop.submit(() -> { }).await();
            }
            open = null;
        }
    }

    private void change(ListenAddress address) throws IOException {
        try {
            replaceBy(bind(address));
        } catch (IOException e) {
            if (!isOpen() || canShare(open.socket()) || !open.actual().overlaps(address)) {
                throw e;
            }
            // An address that no socket of this machine can have must not cost the old one.
            release(bind(address.withPort(0)));
            changeAfterClose(address);
        }
    }

    /** For systems on which the new address cannot be had beside the old one. */
    private void changeAfterClose(ListenAddress address) throws IOException {
        release(open);
        try {
            replaceBy(bind(address));
        } catch (IOException e) {
            try {
                open = bind(former);
            } catch (IOException further) {
                e.addSuppressed(further);
            }
            throw e;
        }
    }

    private void replaceBy(Open next) {
        Open previous = open;
        open = next;
        former = next.actual();
        isFailureReported = false;
        events.report(GatewayEvent.LISTENING, former);
        if (previous != null) {
            release(previous);
        }
    }

    /** A selector closes a socket only in its next selection, before which a scheduled task does not run. */
    private static void release(Open former) {
        former.channel().close().awaitUninterruptibly();
        former.channel().eventLoop().schedule(() -> { }, 1, TimeUnit.MILLISECONDS).awaitUninterruptibly();
    }

    private synchronized void retry() {
        try {
            // At the end, an attempt may have waited for this listener's lock.
            if (wanted != null && (!isOpen() || !open.address().equals(wanted))) {
                replaceBy(bind(wanted));
            }
        } catch (IOException e) {
            retryFormer(e);
        } catch (RuntimeException e) {
            events.report(GatewayEvent.APPLICATION_ERROR, e);
        }
    }

    private void retryFormer(IOException failure) {
        if (!isFailureReported) {
            events.report(GatewayEvent.LISTEN_FAILED, wanted, failure);
            isFailureReported = true;
        }
        if (!isOpen()) {
            try {
                replaceBy(bind(former));
                isFailureReported = true;
            } catch (IOException e) {
                // The next attempt may succeed.
            }
        }
    }

    private boolean isOpen() {
        return open != null && open.channel().isOpen();
    }

    private Open bind(ListenAddress address) throws IOException {
        ServerSocketChannel socket = address.open();
        // Never otherwise: a second gateway must not get the same port.
        boolean isBeside = isOpen() && open.actual().overlaps(address);
        if (isBeside) {
            share(socket, true);
            share(open.socket(), true);
        }
        try {
            ChannelFuture bound = new ServerBootstrap()
                    .group(acceptor, loops)
                    .channelFactory(() -> new NioServerSocketChannel(socket))
                    .option(ChannelOption.SO_BACKLOG, BACKLOG)
                    .handler(new AcceptFailures(events))
                    .childOption(ChannelOption.AUTO_READ, false)
                    .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                    .childOption(ChannelOption.TCP_NODELAY, true)
                    .childOption(ChannelOption.SO_KEEPALIVE, true)
                    .childHandler(clientPipeline)
                    .bind(address.socketAddress())
                    .awaitUninterruptibly();
            if (!bound.isSuccess()) {
                throw new IOException(bound.cause().getMessage(), bound.cause());
            }
            return new Open(address, socket, bound.channel());
        } finally {
            if (isBeside) {
                unshare(socket);
                unshare(open.socket());
            }
        }
    }

    /** Lets another socket of this user have an overlapping address, for the moment of a change. */
    private void share(ServerSocketChannel socket, boolean isShared) throws IOException {
        if (canShare(socket)) {
            socket.setOption(StandardSocketOptions.SO_REUSEPORT, isShared);
        }
    }

    private void unshare(ServerSocketChannel socket) throws IOException {
        if (socket.isOpen()) {
            share(socket, false);
        }
    }

    private boolean canShare(ServerSocketChannel socket) {
        return canShare && socket.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT);
    }
}
