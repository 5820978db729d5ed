package org.omsgateway.proxy;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import org.omsgateway.eventlog.EventSink;
import org.omsgateway.eventlog.GatewayEvent;
import org.omsgateway.tls.Side;

/** Joins two channels of one event loop. */
final class Tunnel {
    private Tunnel() {}

    /**
     * Forwards bytes in both directions until both ends are closed, beginning with bytes that arrived early. Bytes of
     * the TLS handshake are forwarded only if they are accepted.
     */
    static void open(ClientConnection connection, Channel client, Channel server, ProxySettings settings,
            EventSink events) {
        IdleWatch idle = new IdleWatch(client.eventLoop(), connection, settings.limits().idleTimeout(), () -> {
            connection.ends(ClientConnection.End.IDLE);
            client.close();
            server.close();
        });
        client.closeFuture().addListener(closed -> {
            events.report(GatewayEvent.CLIENT_DISCONNECTED);
            connection.closed(Side.CLIENT);
            closeWhenWritten(server, idle);
        });
        server.closeFuture().addListener(closed -> {
            events.report(GatewayEvent.TUNNEL_ENDED);
            connection.closed(Side.SERVER);
            if (!LingeringClose.isUnderWay(client)) {
                closeWhenWritten(client, idle);
            }
        });
        TlsGuard guard = new TlsGuard(connection, client, server, settings, events);
        server.config().setAutoRead(client.isWritable());
        client.config().setAutoRead(server.isWritable());
        Handover.to(server, guard.gateOf(Side.SERVER), new Pipe(Side.SERVER, client, connection));
        // Early bytes may end the tunnel at once, so this comes last.
        Handover.to(client, guard.gateOf(Side.CLIENT), new Pipe(Side.CLIENT, server, connection));
    }

    /**
     * The idle watch goes on until then, because a peer that stops reading would otherwise delay the close for ever.
     */
    private static void closeWhenWritten(Channel channel, IdleWatch idle) {
        channel.closeFuture().addListener(closed -> idle.cancel());
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }
}
