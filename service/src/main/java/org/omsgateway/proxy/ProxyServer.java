package org.omsgateway.proxy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.omsgateway.eventlog.EventSink;
import org.omsgateway.perfcounters.Counters;

/** The proxy: its listener and its connections. Never call methods on an event loop. */
public final class ProxyServer {
    private final ClientConnections connections;
    private final ChannelGroup servers = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final Listener listener;
    private volatile ProxySettings settings;

    /**
     * The caller keeps the loops and closes them.
     *
     * @param acceptor accepts connections and does nothing else. A loop with other work would be too slow for a site
     *     that reconnects, and the system would refuse agents for one to three seconds
     * @param loops run all connections
     * @param onTunnelEnd told of every tunnel that was open, on its event loop
     */
    public ProxyServer(EventLoopGroup acceptor, EventLoopGroup loops, EventSink events, Counters counters,
            ProxySettings settings, Consumer<ClientConnection> onTunnelEnd) {
        this.settings = settings;
        connections = new ClientConnections(counters, settings.memory().roomForConnections());
        listener = new Listener(acceptor, loops,
                new ClientPipeline(() -> this.settings, connections, servers, events, counters, onTunnelEnd),
                events, true);
    }

    /** Puts {@code settings} in force for requests from now on. */
    public void apply(ProxySettings settings) {
        this.settings = settings;
    }

    /**
     * Listens on {@code address}, and no longer on the previous address; connections stay open. The result is an event.
     *
     * @return the address, with the actual port if {@code address} has port 0
     * @throws IOException if listening on {@code address} fails. The previous address stays in use until one of the
     *     further attempts, every few seconds, succeeds; if there is none, there are no further attempts
     */
    public InetSocketAddress listen(ListenAddress address) throws IOException {
        return listener.listen(address);
    }

    /** The open client connections; a view that follows later changes. */
    public Collection<ClientConnection> connections() {
        return Collections.unmodifiableCollection(connections.open().values());
    }

    /** Where the proxy listens, or did before its socket was lost; null before it listened. */
    public InetSocketAddress address() {
        return listener.address();
    }

    /**
     * Accepts no more, and waits at most for {@code patience} until all tunnels end: until the clients have gone and
     * the servers have received the clients' last bytes. Then resets the remaining connections: an orderly close would
     * leave those open whose clients do not close, and on Windows they can prevent the next start from listening.
     */
    public void stop(Duration patience) throws InterruptedException {
        listener.close();
        connections.open().values().forEach(ClientConnection::drains);
        connections.open().keySet().forEach(client -> client.pipeline().fireUserEventTriggered(ConnectHandler.DRAIN));
        long deadline = System.nanoTime() + patience.toNanos();
        for (Channel client : connections.open().keySet()) {
            awaitUntil(deadline, client.closeFuture());
        }
        awaitUntil(deadline, servers.newCloseFuture());
        connections.open().values().forEach(connection -> connection.ends(ClientConnection.End.STOPPED));
        connections.open().keySet().stream().map(ProxyServer::reset).toList().forEach(Future::awaitUninterruptibly);
        servers.close().awaitUninterruptibly();
    }

    private static Future<Void> reset(Channel client) {
        try {
            client.config().setOption(ChannelOption.SO_LINGER, 0);
        } catch (ChannelException alreadyClosed) {
            // Nothing is left to reset.
        }
        return client.close();
    }

    private static void awaitUntil(long deadlineNanos, Future<?> closed) throws InterruptedException {
        closed.await(Math.max(0, deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
    }
}
