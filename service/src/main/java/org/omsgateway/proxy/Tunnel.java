package org.omsgateway.proxy;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import java.time.Duration;
import org.omsgateway.eventlog.EventSink;
import org.omsgateway.eventlog.GatewayEvent;

/** Joins two channels of one event loop. */
final class Tunnel {
    private Tunnel() {}

    /** Lets bytes flow both ways, beginning with those that came early, until both ends are closed. */
    static void open(Channel client, Channel server, Duration idleTimeout, EventSink events) {
        IdleWatch idle = new IdleWatch(client.eventLoop(), idleTimeout, () -> {
            client.close();
            server.close();
        });
        client.closeFuture().addListener(closed -> {
            events.report(GatewayEvent.CLIENT_DISCONNECTED);
            idle.cancel();
            closeWhenWritten(server);
        });
        server.closeFuture().addListener(closed -> {
            events.report(GatewayEvent.TUNNEL_ENDED);
            closeWhenWritten(client);
        });
        Handover.to(server, new Relay(client, idle));
        Handover.to(client, new Relay(server, idle));
        server.config().setAutoRead(client.isWritable());
        client.config().setAutoRead(server.isWritable());
    }

    private static void closeWhenWritten(Channel channel) {
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }
}
