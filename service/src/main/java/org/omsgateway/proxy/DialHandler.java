package org.omsgateway.proxy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import org.omsgateway.eventlog.EventSink;
import org.omsgateway.eventlog.GatewayEvent;
import org.omsgateway.policy.Destination;

/**
 * Dials for a client, behind {@link HeldBytes}, and grants the tunnel or reports the failure. Only this handler knows
 * both ends. After it, no HTTP handler is left in the pipeline.
 */
final class DialHandler extends Stage {
    /** A client that gives up sooner has its own reasons; one that has waited shows that something is slow. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final ClientConnection connection;
    private final ConnectRequest request;
    private final ProxySettings settings;
    private final ChannelGroup servers;
    private final EventSink events;
    private Future<Channel> dial;
    private long beganNanos;
    /** Whether the client had waited for long when it ended its side of the connection. */
    private boolean lostPatience;

    /** @param servers receives the other end of the tunnel */
    DialHandler(ClientConnection connection, ConnectRequest request, ProxySettings settings, ChannelGroup servers,
            EventSink events) {
        super(events);
        this.connection = connection;
        this.request = request;
        this.settings = settings;
        this.servers = servers;
        this.events = events;
    }

    /** Dials for {@code client}, in whose pipeline this handler is, on its event loop. */
    void begin(Channel client) {
        if (LingeringClose.isUnderWay(client)) {
            // There is no memory for the bytes that came with the request.
            return;
        }
        connection.dials(request.destination());
        beganNanos = client.eventLoop().ticker().nanoTime();
        Destination destination = request.destination();
        Requester requester = Requester.of(client.remoteAddress(), !settings.destinations().names(destination));
        dial = settings.dialer().dial(
                new DialRequest(destination, requester, request.via(), connection), client.eventLoop());
        dial.addListener(dialed -> {
            if (!dialed.isCancelled()) {
                connection.dialled(waited(client.eventLoop()), dialed.isSuccess());
            }
            if (dialed.isSuccess()) {
                grant(client, dial.getNow());
            } else if (client.isActive() && !dialed.isCancelled()) {
                fail(client, dialed.cause());
            }
        });
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (dial.cancel(false) && (lostPatience || hasWaited(ctx))) {
            reportLostPatience(ctx.channel());
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (dial != null && cause instanceof MemoryBudget.ExceededException) {
            dial.cancel(false);
        }
        super.exceptionCaught(ctx, cause);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        // The client may still wait for the response; a client that has gone looks the same until it is written to.
        if (event instanceof ChannelInputShutdownEvent) {
            lostPatience = hasWaited(ctx);
        }
    }

    private boolean hasWaited(ChannelHandlerContext ctx) {
        return waited(ctx.executor()).compareTo(PATIENCE) > 0;
    }

    private Duration waited(EventExecutor loop) {
        return Duration.ofNanos(loop.ticker().nanoTime() - beganNanos);
    }

    private void grant(Channel client, Channel server) {
        if (!client.isActive()) {
            server.close();
            return;
        }
        events.report(GatewayEvent.SERVER_CONNECTED, request.destination().authority());
        if (((DuplexChannel) client).isInputShutdown()) {
            // A client that sends no more cannot do a handshake, so it gets its response, but no tunnel.
            server.close();
            if (lostPatience) {
                reportLostPatience(client);
            }
            LingeringClose.after(client, HttpAnswer.connectionEstablished());
            return;
        }
        servers.add(server);
        connection.connected(server.remoteAddress());
        client.write(HttpAnswer.connectionEstablished());
        events.report(GatewayEvent.TUNNEL_STARTED);
        Tunnel.open(connection, client, server, settings, events);
        client.flush();
    }

    private void fail(Channel client, Throwable cause) {
        if (cause instanceof MemoryBudget.ExceededException) {
            client.pipeline().fireExceptionCaught(cause);
            return;
        }
        boolean timeout = cause instanceof DialException failure && failure.isTimeout();
        report(client, cause);
        LingeringClose.after(client, HttpAnswer.refusal(
                timeout ? HttpResponseStatus.GATEWAY_TIMEOUT : HttpResponseStatus.BAD_GATEWAY,
                "The target host cannot be reached; the gateway's log says why"));
    }

    private void reportLostPatience(Channel client) {
        report(client, "the client gave up after waiting for more than " + PATIENCE.toSeconds() + " s");
    }

    private void report(Channel client, Object cause) {
        events.report(GatewayEvent.NETWORK_ERROR, client.remoteAddress(), request.destination().host(),
                connection.route(), cause);
    }
}
