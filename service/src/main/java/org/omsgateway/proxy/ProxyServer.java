package org.omsgateway.proxy;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.omsgateway.eventlog.EventSink;
import org.omsgateway.perfcounters.Counters;

/** The proxy: its listener and its connections. Methods are called from one thread at a time, not an event loop. */
public final class ProxyServer {
    private final ClientConnections connections;
    private final ChannelGroup servers = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final Listener listener;
    private volatile ProxySettings settings;

    /**
     * The loops remain the caller's, who closes them.
     *
     * @param acceptor accepts connections and does nothing else: between the turns of all others it would be too slow
     *     for a site that reconnects, and the system would turn agents away for a second or three
     * @param loops run all connections
     */
    public ProxyServer(EventLoopGroup acceptor, EventLoopGroup loops, EventSink events, Counters counters,
            ProxySettings settings) {
        this.settings = settings;
        connections = new ClientConnections(counters);
        listener = new Listener(acceptor, loops,
                new ClientPipeline(() -> this.settings, connections, servers, events), events);
    }

    /** Puts {@code settings} in force for tunnels asked for from now on. */
    public void apply(ProxySettings settings) {
        this.settings = settings;
    }

    /**
     * Listens on {@code address}, and no longer where it listened before; connections stay open.
     *
     * @return the address with its port, where 0 was asked for
     * @throws IOException if {@code address} can't be listened on; then the proxy still listens where it did
     */
    public InetSocketAddress listen(InetSocketAddress address) throws IOException {
        return listener.listen(address);
    }

    /**
     * Accepts no more, and waits for the tunnels to end, {@code patience} at most: until the clients have gone, and the
     * servers have taken what those sent last. Then closes what is left.
     */
    public void stop(Duration patience) throws InterruptedException {
        listener.close();
        connections.open().forEach(client -> client.pipeline().fireUserEventTriggered(ConnectHandler.DRAIN));
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
}
