package org.omsgateway.proxy;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.omsgateway.eventlog.FailureText;
import org.omsgateway.policy.Destination;

/**
 * Opens TCP connections by name. Tries every address in turn, the next one when the previous one has failed or not
 * responded for a while; the first connection wins (RFC 8305).
 */
final class Connector {
    /** RFC 8305, section 8: "Connection Attempt Delay". */
    private static final Duration ATTEMPT_DELAY = Duration.ofMillis(250);

    private static final ChannelInitializer<Channel> NO_HANDLERS = new ChannelInitializer<>() {
        @Override
        protected void initChannel(Channel channel) {
            // The caller adds its own handlers.
        }
    };

    private final NameResolver resolver;
    private final Duration timeout;

    /** @param timeout for the look-up and all attempts together */
    Connector(NameResolver resolver, Duration timeout) {
        this.resolver = resolver;
        this.timeout = timeout;
    }

    /** Opens a channel with the same guarantees as {@link Dialer#dial}. */
    Future<Channel> connect(String host, int port, Requester requester, EventLoop loop) {
        CompletableFuture<List<InetAddress>> lookUp = resolver.resolve(host, requester);
        Race race = new Race(port, lookUp, loop);
        lookUp.whenComplete((addresses, failure) ->
                EventLoops.run(loop, () -> race.resolved(host, addresses, failure)));
        return race.winner;
    }

    /** All attempts for one name; on the event loop. */
    private final class Race {
        private final int port;
        private final CompletableFuture<List<InetAddress>> lookUp;
        private final EventLoop loop;
        private final Promise<Channel> winner;
        private final List<ChannelFuture> running = new ArrayList<>(1);
        private final List<String> failures = new ArrayList<>(1);
        private final ScheduledFuture<?> deadline;
        private Iterator<InetAddress> untried;
        private ScheduledFuture<?> nextAttempt;

        Race(int port, CompletableFuture<List<InetAddress>> lookUp, EventLoop loop) {
            this.port = port;
            this.lookUp = lookUp;
            this.loop = loop;
            this.winner = loop.newPromise();
            this.deadline = loop.schedule(this::timedOut, timeout.toMillis(), TimeUnit.MILLISECONDS);
            winner.addListener(decided -> cleanUp());
        }

        void resolved(String host, List<InetAddress> addresses, Throwable failure) {
            if (failure != null) {
                winner.tryFailure(lookUpFailure(host, failure));
            } else if (!winner.isDone()) {
                untried = addresses.iterator();
                tryNext();
            }
        }

        private void tryNext() {
            if (nextAttempt != null) {
                nextAttempt.cancel(false);
            }
            InetSocketAddress address = new InetSocketAddress(untried.next(), port);
            ChannelFuture attempt = bootstrap().connect(address);
            running.add(attempt);
            if (untried.hasNext()) {
                nextAttempt = loop.schedule(this::tryNext, ATTEMPT_DELAY.toMillis(), TimeUnit.MILLISECONDS);
            }
            // An attempt for which there is no socket ends on a thread of its own.
            attempt.addListener(done -> EventLoops.run(loop, () -> ended(attempt, address)));
        }

        private void ended(ChannelFuture attempt, InetSocketAddress address) {
            running.remove(attempt);
            if (attempt.isSuccess()) {
                if (!winner.trySuccess(attempt.channel())) {
                    attempt.channel().close();
                }
                return;
            }
            if (winner.isDone()) {
                return;
            }
            failures.add(Destination.authority(address.getAddress().getHostAddress(), address.getPort()) + ": "
                    + reason(attempt.cause()));
            if (untried.hasNext()) {
                tryNext();
            } else if (running.isEmpty()) {
                winner.tryFailure(DialException.notConnected(String.join("; ", failures)));
            }
        }

        private void timedOut() {
            String state = untried == null ? "the name look-up did not end" : "no answer";
            failures.add(state + " within " + timeout.toMillis() + " ms");
            winner.tryFailure(DialException.notConnectedInTime(String.join("; ", failures)));
        }

        private void cleanUp() {
            deadline.cancel(false);
            lookUp.cancel(false);
            if (nextAttempt != null) {
                nextAttempt.cancel(false);
            }
            List.copyOf(running).forEach(attempt -> attempt.channel().close());
        }

        private Bootstrap bootstrap() {
            return new Bootstrap()
                    .group(loop)
                    .channel(NioSocketChannel.class)
                    .disableResolver()
                    .option(ChannelOption.AUTO_READ, false)
                    .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                    .option(ChannelOption.TCP_NODELAY, true)
                    .option(ChannelOption.SO_KEEPALIVE, true)
                    // The race has one deadline for all attempts.
                    .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0)
                    .handler(NO_HANDLERS);
        }
    }

    private static DialException lookUpFailure(String host, Throwable failure) {
        if (failure instanceof DialException reason) {
            return reason;
        }
        return DialException.notConnected(failure instanceof UnknownHostException
                ? "the name " + host + " cannot be resolved"
                : "the look-up of " + host + " failed: " + FailureText.of(failure));
    }

    /** The reason of a failure, in words that do not depend on the Java version, the system, or its language. */
    static String reason(Throwable failure) {
        if (failure instanceof NoRouteToHostException) {
            return "No route to host";
        }
        if (failure instanceof ConnectException) {
            return String.valueOf(failure.getMessage()).contains("timed out") ? "no answer" : "Connection refused";
        }
        String message = FailureText.of(failure);
        int colon = message.indexOf(": ");
        return colon < 0 || FailureText.isShortage(failure) ? message : message.substring(0, colon);
    }
}
