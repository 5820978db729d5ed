package org.omsgateway.proxy;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.omsgateway.config.RelayProxy;
import org.omsgateway.policy.Destination;

/** Connects through an upstream HTTP proxy by its CONNECT method (RFC 9110, section 9.3.6). */
final class RelayProxyDialer implements Dialer {
    private final String name;
    private final RelayProxy relay;
    private final Connector connector;
    private final Duration timeout;
    private final String pseudonym;
    private final MemoryBudget memory;

    /**
     * @param name the proxy's name in failures, such as {@code the relay proxy}
     * @param pseudonym of this gateway in {@code Via}, which no other proxy has
     * @param timeout for the connection and the proxy's response together
     * @param memory for responses that are not whole
     */
    RelayProxyDialer(String name, RelayProxy relay, String pseudonym, Connector connector, Duration timeout,
            MemoryBudget memory) {
        this.name = name;
        this.relay = relay;
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
            return dial(request(request.destination(), request.via().passedOnBy(pseudonym)), loop);
        } catch (DialException e) {
            return loop.newFailedFuture(e);
        }
    }

    private Future<Channel> dial(String request, EventLoop loop) {
        long startNanos = System.nanoTime();
        Promise<Channel> way = loop.newPromise();
        Future<Channel> connection = connector.connect(relay.host(), relay.port(), Requester.GATEWAY, loop);
        connection.addListener(connected -> {
            if (connected.isSuccess()) {
                ask(connection.getNow(), request, way, timeout.toNanos() - (System.nanoTime() - startNanos));
            } else {
                way.tryFailure(connected.cause());
            }
        });
        way.addListener(decided -> {
            if (way.isCancelled()) {
                connection.cancel(false);
            }
        });
        return way;
    }

    private void ask(Channel channel, String request, Promise<Channel> way, long timeoutNanos) {
        ScheduledFuture<?> deadline = channel.eventLoop().schedule(
                () -> way.tryFailure(DialException.timedOut(
                        name + " did not answer within " + timeout.toMillis() + " ms")),
                timeoutNanos, TimeUnit.NANOSECONDS);
        way.addListener(decided -> {
            deadline.cancel(false);
            if (!decided.isSuccess()) {
                channel.close();
            }
        });
        if (way.isDone()) {
            return;
        }
        RelayProxyAnswer.await(channel, name, relay.credential().isPresent(), memory, way);
        channel.writeAndFlush(Unpooled.copiedBuffer(request, StandardCharsets.ISO_8859_1));
        channel.read();
    }

    private String request(Destination destination, String via) {
        String authority = destination.authority();
        StringBuilder head = new StringBuilder(256)
                .append("CONNECT ").append(authority).append(" HTTP/1.1\r\n")
                .append("Host: ").append(authority).append("\r\n")
                .append("Via: ").append(via).append("\r\n");
        relay.credential().ifPresent(credential -> head
                .append("Proxy-Authorization: Basic ").append(basic(credential)).append("\r\n"));
        return head.append("\r\n").toString();
    }

    /** Basic authentication (RFC 7617), with the character set of section 2.1. */
    private static String basic(RelayProxy.Credential credential) {
        String pair = credential.username() + ":" + credential.password();
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
