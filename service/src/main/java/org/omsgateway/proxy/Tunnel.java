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
     * Forwards bytes both ways, beginning with those that came early, until both ends are closed; those of the TLS
     * handshake as far as they are accepted.
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
        // Bytes that came early may end all this at once, so this comes last.
        Handover.to(client, guard.gateOf(Side.CLIENT), new Pipe(server, idle));
    }

    /** The watch goes on until then, since a peer that takes nothing any more would be waited for without end. */
    private static void closeWhenWritten(Channel channel, IdleWatch idle) {
        channel.closeFuture().addListener(closed -> idle.cancel());
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }
}
