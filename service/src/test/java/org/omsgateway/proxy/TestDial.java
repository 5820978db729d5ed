package org.omsgateway.proxy;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.concurrent.ExecutionException;
import org.omsgateway.policy.Destination;

/** A dial through a relay proxy, for what is said of it. */
final class TestDial {
    private TestDial() {}

    /** The report of the relay proxy that opens a tunnel, or why there is none. */
    static String report(Dialer dialer, EventLoop loop) throws InterruptedException {
        DialRequest request = DialRequest.of(new Destination("allowed.example", 443), Requester.GATEWAY);
        try {
            Channel tunnel = dialer.dial(request, loop).get();
            tunnel.close();
            return tunnel.attr(RelayReport.KEY).get().toString();
        } catch (ExecutionException e) {
            return e.getCause().getMessage();
        }
    }
}
