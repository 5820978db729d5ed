package org.omsgateway.proxy;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import org.omsgateway.policy.Destination;

/** Connects to the destination itself. */
final class DirectDialer implements Dialer {
    private final Connector connector;

    DirectDialer(Connector connector) {
        this.connector = connector;
    }

    @Override
    public Future<Channel> dial(DialRequest request, EventLoop loop) {
        Destination destination = request.destination();
        return connector.connect(destination.host(), destination.port(), request.requester(), loop);
    }
}
