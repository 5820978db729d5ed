package org.omsgateway.proxy;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.omsgateway.auth.AuthenticationException;
import org.omsgateway.auth.AuthenticationException.Reason;
import org.omsgateway.auth.Handshake;
import org.omsgateway.auth.RelayAuthenticator;
import org.omsgateway.config.AuthenticationScheme;

/**
 * The requests for one tunnel, until the relay proxy grants or refuses it. All rounds of a handshake are on one
 * connection; a request that begins a handshake takes a new connection where the former one has ended. On one event
 * loop.
 */
final class RelayProxyConversation {
    /** More than a proxy can have reason for: three schemes with their rounds. */
    private static final int MAX_REQUESTS = 12;

    private final String name;
    private final String head;
    private final RelayAuthenticator authenticator;
    private final MemoryBudget memory;
    private final EventLoop loop;
    private final Promise<Channel> way;
    private final RelayProxySchemes schemes;
    private Supplier<Future<Channel>> connector;
    private Future<Channel> connection;
    private Handshake handshake;
    private int requests;
    /** Whether the connection has had a request before the one that waits for its response. */
    private boolean isReused;
    private boolean hasAskedAnew;
    private String awaited;

    /**
     * @param name the proxy's name in failures
     * @param head the request without its empty line
     */
    RelayProxyConversation(String name, String head, RelayAuthenticator authenticator, MemoryBudget memory,
            EventLoop loop) {
        this.name = name;
        this.head = head;
        this.authenticator = authenticator;
        this.memory = memory;
        this.loop = loop;
        this.way = loop.newPromise();
        this.schemes = new RelayProxySchemes(authenticator);
    }

    /** Opens the tunnel; see {@link Dialer#dial}. */
    Future<Channel> begin(Supplier<Future<Channel>> connections, Duration timeout) {
        long deadlineNanos = System.nanoTime() + timeout.toNanos();
        connector = connections;
        handshake = authenticator.proven().map(authenticator::begin).orElse(null);
        connect();
        connection.addListener(connected -> {
            ScheduledFuture<?> deadline = loop.schedule(() -> way.tryFailure(DialException.timedOut(
                    awaited + " within " + timeout.toMillis() + " ms")),
                    deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
            way.addListener(decided -> deadline.cancel(false));
        });
        way.addListener(decided -> end(decided.isSuccess()));
        return way;
    }

    private void end(boolean isGranted) {
        endHandshake();
        if (!isGranted && !connection.cancel(false) && connection.isSuccess()) {
            connection.getNow().close();
        }
    }

    private void endHandshake() {
        if (handshake != null) {
            handshake.close();
            handshake = null;
        }
    }

    private void connect() {
        isReused = false;
        awaited = name + " did not answer";
        connection = connector.get();
        Future<Channel> attempt = connection;
        attempt.addListener(connected -> {
            if (!connected.isSuccess()) {
                way.tryFailure(connected.cause());
            } else if (way.isDone()) {
                attempt.getNow().close();
            } else if (handshake == null) {
                ask("");
            } else {
                authenticate("");
            }
        });
    }

    /** Makes the next token, and sends it. */
    private void authenticate(String challenge) {
        Handshake step = handshake;
        awaited = step.description() + ": no token was made";
        MemoryBudget.Share held = memory.new Share();
        if (!held.resize(challenge.length())) {
            way.tryFailure(new MemoryBudget.ExceededException());
            return;
        }
        step.next(challenge).whenComplete((value, failure) -> EventLoops.run(loop, () -> {
            held.resize(0);
            made(step, value, failure);
        }));
    }

    private void made(Handshake step, String value, Throwable failure) {
        if (way.isDone() || step != handshake) {
            return;
        }
        if (failure == null) {
            ask("Proxy-Authorization: " + value + "\r\n");
        } else if (schemes.isOffered()) {
            fail(Handshake.reason(failure));
            next(isConnected());
        } else {
            // What the relay proxy accepts now, its 407 will say.
            authenticator.failed(step.scheme());
            endHandshake();
            ask("");
        }
    }

    private void ask(String authorization) {
        if (++requests > MAX_REQUESTS) {
            way.tryFailure(DialException.failed(name + " asks for authentication again and again"));
            return;
        }
        String request = head + authorization + "\r\n";
        MemoryBudget.Share unsent = memory.new Share();
        if (!unsent.resize(request.length())) {
            way.tryFailure(new MemoryBudget.ExceededException());
            return;
        }
        awaited = name + " did not answer";
        Channel channel = connection.getNow();
        Promise<Optional<RelayProxyAnswerDecoder.Head>> answer = loop.newPromise();
        RelayProxyAnswer.await(channel, name, memory, answer);
        answer.addListener(answered -> {
            if (way.isDone()) {
                return;
            }
            if (!answered.isSuccess()) {
                way.tryFailure(answered.cause() instanceof DialException failure && failure.refusal().isPresent()
                        ? failure.with(report()) : answered.cause());
            } else if (answer.getNow().isEmpty()) {
                closed();
            } else {
                answered(channel, answer.getNow().get());
            }
        });
        channel.writeAndFlush(Unpooled.copiedBuffer(request, StandardCharsets.ISO_8859_1))
                .addListener(sent -> unsent.resize(0));
        channel.read();
    }

    private void answered(Channel channel, RelayProxyAnswerDecoder.Head answer) {
        if (!answer.status().equals(HttpResponseStatus.PROXY_AUTHENTICATION_REQUIRED)) {
            if (handshake != null) {
                authenticator.granted(handshake.scheme(), schemes.hasFailures());
            }
            channel.attr(RelayReport.KEY).set(report());
            way.trySuccess(channel);
            return;
        }
        RelayProxyChallenge challenge = RelayProxyChallenge.of(answer.challenges());
        boolean isFirst = !schemes.isOffered();
        schemes.offer(challenge);
        if (handshake == null) {
            drain(channel, answer.framing(), this::next);
            return;
        }
        String token = challenge.token(handshake.scheme());
        if (!token.isEmpty() && handshake.scheme() != AuthenticationScheme.BASIC) {
            drain(channel, answer.framing(), reusable -> {
                if (reusable) {
                    authenticate(token);
                } else {
                    fail(new AuthenticationException(Reason.CLOSED));
                    next(false);
                }
            });
            return;
        }
        if (isFirst && handshake.scheme() != AuthenticationScheme.BASIC) {
            // A token ahead of the 407 may be of a ticket that the relay proxy no longer takes: begin with a fresh one.
            authenticator.failed(handshake.scheme());
            endHandshake();
        } else {
            fail(new AuthenticationException(!challenge.offers(handshake.scheme()) ? Reason.SCHEME_GONE
                    : handshake.scheme() == AuthenticationScheme.BASIC ? Reason.REFUSED_PASSWORD : Reason.REFUSED));
        }
        drain(channel, answer.framing(), this::next);
    }

    private RelayReport report() {
        return new RelayReport(schemes.offered(), handshake == null ? "" : handshake.description(), requests);
    }

    /** The relay proxy has ended the connection in place of a response. */
    private void closed() {
        boolean isFirstToken = handshake != null && handshake.tokens() == 1;
        if (isReused && isFirstToken && !hasAskedAnew) {
            // It may have closed the connection after its 407 without saying so.
            hasAskedAnew = true;
            AuthenticationScheme scheme = handshake.scheme();
            endHandshake();
            handshake = authenticator.begin(scheme);
            connect();
        } else if (isReused && handshake != null && !isFirstToken) {
            fail(new AuthenticationException(Reason.CLOSED));
            next(false);
        } else {
            way.tryFailure(DialException.failed(name + " closed the connection without an answer"));
        }
    }

    private void fail(AuthenticationException reason) {
        authenticator.failed(handshake.scheme());
        schemes.fail(handshake, reason);
        endHandshake();
    }

    /** Begins a handshake by the strongest scheme that is left, on the same connection if that is {@code reusable}. */
    private void next(boolean reusable) {
        Optional<AuthenticationScheme> scheme = schemes.next();
        if (scheme.isEmpty()) {
            HttpResponseStatus status = HttpResponseStatus.PROXY_AUTHENTICATION_REQUIRED;
            way.tryFailure(DialException.refused(name + " answered " + status + "; " + schemes.explanation(), status)
                    .with(report()));
            return;
        }
        handshake = authenticator.begin(scheme.get());
        if (reusable) {
            isReused = true;
            authenticate("");
        } else {
            connection.getNow().close();
            connect();
        }
    }

    private boolean isConnected() {
        return connection.getNow().isActive();
    }

    /** Reads the rest of a response, unless nothing will follow; then goes on with whether the connection is usable. */
    private void drain(Channel channel, RelayProxyFraming framing, Consumer<Boolean> then) {
        if (handshake == null && schemes.next().isEmpty() || !framing.isReusable()) {
            then.accept(false);
            return;
        }
        awaited = name + " did not end the content of its 407";
        Promise<Boolean> reusable = loop.newPromise();
        reusable.addListener(read -> {
            if (!way.isDone()) {
                isReused = true;
                then.accept(reusable.getNow());
            }
        });
        Handover.to(channel, new DiscardedBody(framing.length(), reusable));
    }
}
