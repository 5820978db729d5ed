package org.omsgateway.proxy;

import io.netty.channel.ChannelInitializer;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.socket.SocketChannel;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.omsgateway.eventlog.EventSink;
import org.omsgateway.eventlog.GatewayEvent;
import org.omsgateway.perfcounters.Counters;

/** The first handlers of a client connection. {@link ConnectHandler} adds the later stages. */
final class ClientPipeline extends ChannelInitializer<SocketChannel> {
    private final Supplier<ProxySettings> settings;
    private final ClientConnections connections;
    private final ChannelGroup servers;
    private final EventSink events;
    private final Counters counters;
    private final Consumer<ClientConnection> onTunnelEnd;
    private final AtomicLong numbers = new AtomicLong();

    /**
     * @param servers receives the other ends of tunnels
     * @param onTunnelEnd told of every tunnel that was open, on its event loop
     */
    ClientPipeline(Supplier<ProxySettings> settings, ClientConnections connections, ChannelGroup servers,
            EventSink events, Counters counters, Consumer<ClientConnection> onTunnelEnd) {
        this.settings = settings;
        this.connections = connections;
        this.servers = servers;
        this.events = events;
        this.counters = counters;
        this.onTunnelEnd = onTunnelEnd;
    }

    @Override
    protected void initChannel(SocketChannel client) {
        ProxySettings current = settings.get();
        ClientConnection connection =
                new ClientConnection(numbers.incrementAndGet(), client.remoteAddress(), counters, onTunnelEnd);
        boolean isAllowed = current.clients().test(client.remoteAddress().getAddress());
        ClientConnections.Admission admission =
                connections.opened(client, connection, isAllowed, current.limits());
        switch (admission) {
            case ADMITTED -> awaitRequest(client, connection, settings);
            case FORBIDDEN -> forbid(client, connection, current);
            default -> refuse(client, admission);
        }
    }

    private void awaitRequest(SocketChannel client, ClientConnection connection, Supplier<ProxySettings> settings) {
        client.pipeline()
                .addLast(new RequestDecoder(settings.get().memory()))
                .addLast(new ConnectHandler(connection, settings, servers,
                        new TunnelEvents(events, connection.number())));
    }

    /** The client is told so once it sends something, even if it is allowed by then: it has no room of its own. */
    private void forbid(SocketChannel client, ClientConnection connection, ProxySettings current) {
        if (connections.hasTooManyRefusals()) {
            connection.refused();
            new TunnelEvents(events, connection.number())
                    .report(GatewayEvent.CLIENT_FORBIDDEN, client.remoteAddress());
            client.close();
            return;
        }
        awaitRequest(client, connection, () -> current);
    }

    private void refuse(SocketChannel client, ClientConnections.Admission admission) {
        events.report(GatewayEvent.CONNECTION_LIMIT, client.remoteAddress(), admission.limit());
        if (connections.hasTooManyRefusals()) {
            client.close();
            return;
        }
        LingeringClose.after(client, HttpAnswer.noRoom());
    }
}
