package org.omsgateway.proxy;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.omsgateway.config.Limits;
import org.omsgateway.eventlog.EventSink;
import org.omsgateway.perfcounters.Counters;
import org.omsgateway.policy.AllowedClients;
import org.omsgateway.policy.DestinationPolicy;
import org.omsgateway.policy.HostPattern;
import org.omsgateway.testing.RecordedEvents;
import org.omsgateway.tls.HandshakeRules;
import org.omsgateway.tls.TlsVersion;

/** A proxy server on a free port of loopback that allows {@code allowed.example} and names below it. */
final class TestProxy implements AutoCloseable {
    static final Limits LIMITS = Limits.DEFAULT;
    private static final MemoryBudget MEMORY = MemoryBudget.ofThisProcess();
    private static final DestinationPolicy POLICY = new DestinationPolicy(
            List.of(HostPattern.parse("allowed.example"), HostPattern.parse("*.allowed.example")));
    private static final HandshakeRules HANDSHAKES =
            new HandshakeRules(TlsVersion.TLS_1_2, TlsVersion.TLS_1_3, false, true, subject -> false);

    final RecordedEvents events = new RecordedEvents();
    /** The tunnels that have ended. */
    final Queue<ClientConnection> tunnels = new ConcurrentLinkedQueue<>();
    final Counters counters = new Counters();
    private final EventLoopGroup acceptor = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private final ProxyServer server;
    private final InetSocketAddress address;

    TestProxy(Dialer dialer) throws IOException {
        this(dialer, LIMITS);
    }

    TestProxy(Dialer dialer, Limits limits) throws IOException {
        this(settings(dialer, limits));
    }

    TestProxy(ProxySettings settings) throws IOException {
        server = new ProxyServer(acceptor, loops, events, counters, settings, tunnels::add);
        address = server.listen(new ListenAddress(Optional.of(InetAddress.getLoopbackAddress()), 0));
    }

    static ProxySettings settings(Dialer dialer, Limits limits) {
        return new ProxySettings(AllowedClients.ALL, POLICY, dialer, HANDSHAKES, limits, MEMORY);
    }

    /** For pipelines without sockets. */
    static ConnectHandler connectHandler(ProxySettings settings, EventSink events) {
        return new ConnectHandler(new ClientConnection(1, new InetSocketAddress("127.0.0.1", 1),
                        new Counters(), ended -> {}),
                () -> settings, new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE),
                new TunnelEvents(events, 1));
    }

    /** Connects to {@code server} for every destination. */
    static Dialer dialerTo(InetSocketAddress server) {
        Connector connector = new Connector(new SystemNameResolver(), LIMITS.connectTimeout());
        return (request, loop) ->
                connector.connect(server.getHostString(), server.getPort(), request.requester(), loop);
    }

    InetSocketAddress address() {
        return address;
    }

    ProxyServer server() {
        return server;
    }

    @Override
    public void close() {
        try {
            server.stop(Duration.ZERO);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        acceptor.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
