package org.omsgateway.proxy;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import org.omsgateway.eventlog.EventSink;
import org.omsgateway.eventlog.GatewayEvent;
import org.omsgateway.policy.Destination;
import org.omsgateway.tls.Side;

/** Joins two channels of one event loop. */
final class Tunnel {
    private Tunnel() {}

    /**
     * Forwards bytes in both directions until both ends are closed, beginning with bytes that arrived early. Bytes of
     * the TLS handshake are forwarded only if they are accepted.
     */
    static void open(Channel client, Channel server, Destination destination, ProxySettings settings,
            EventSink events) {
        IdleWatch idle = new IdleWatch(client.eventLoop(), settings.limits().idleTimeout(), () -> {
            client.close();
            server.close();
        });
        client.closeFuture().addListener(closed -> {
            events.report(GatewayEvent.CLIENT_DISCONNECTED);
            closeWhenWritten(server, idle);
        });
        server.closeFuture().addListener(closed -> {
            events.report(GatewayEvent.TUNNEL_ENDED);
            if (!LingeringClose.isUnderWay(client)) {
                closeWhenWritten(client, idle);
            }
        });
        TlsGuard guard = new TlsGuard(client, server, destination.host(), settings, events);
        server.config().setAutoRead(client.isWritable());
        client.config().setAutoRead(server.isWritable());
        Handover.to(server, guard.gateOf(Side.SERVER), new Pipe(client, idle));
        // Early bytes may end the tunnel at once, so this comes last.
        Handover.to(client, guard.gateOf(Side.CLIENT), new Pipe(server, idle));
    }

    /**
     * The idle watch goes on until then, because a peer that stops reading would otherwise delay the close for ever.
     */
    private static void closeWhenWritten(Channel channel, IdleWatch idle) {
        channel.closeFuture().addListener(closed -> idle.cancel());
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }
}
