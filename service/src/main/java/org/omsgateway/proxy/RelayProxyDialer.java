package org.omsgateway.proxy;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import org.omsgateway.auth.RelayAuthenticator;
import org.omsgateway.config.RelayProxy;

/** Connects through an upstream HTTP proxy by its CONNECT method (RFC 9110, section 9.3.6). */
final class RelayProxyDialer implements Dialer {
    private final String name;
    private final RelayProxy relay;
    private final RelayAuthenticator authenticator;
    private final Connector connector;
    private final Duration timeout;
    private final String pseudonym;
    private final MemoryBudget memory;

    /**
     * @param name the proxy's name in failures, such as {@code the relay proxy}
     * @param pseudonym of this gateway in {@code Via}, which no other proxy has
     * @param timeout for the connection and the proxy's responses together
     * @param memory for responses that are not whole
     */
    RelayProxyDialer(String name, RelayProxy relay, String pseudonym, Connector connector, Duration timeout,
            MemoryBudget memory) {
        this.name = name;
        this.relay = relay;
        this.authenticator = new RelayAuthenticator(relay, timeout);
        this.pseudonym = pseudonym;
        this.connector = connector;
        this.timeout = timeout;
        this.memory = memory;
    }

    @Override
    public Future<Channel> dial(DialRequest request, EventLoop loop) {
        request.attempts().through(relay.authority());
        Future<Channel> way = begin(request, loop);
        way.addListener(decided -> {
            if (!decided.isSuccess() && !decided.isCancelled()) {
                request.attempts().failedThrough(relay.authority());
            }
        });
        return way;
    }

    private Future<Channel> begin(DialRequest request, EventLoop loop) {
        try {
            String authority = request.destination().authority();
            String head = "CONNECT " + authority + " HTTP/1.1\r\n"
                    + "Host: " + authority + "\r\n"
                    + "Via: " + request.via().passedOnBy(pseudonym) + "\r\n";
            return new RelayProxyConversation(name, head, authenticator, memory, loop).begin(
                    () -> connector.connect(relay.host(), relay.port(), Requester.GATEWAY, loop), timeout);
        } catch (DialException e) {
            return loop.newFailedFuture(e);
        }
    }
}
