package org.omsgateway.auth;

import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.omsgateway.auth.AuthenticationException.Reason;
import org.omsgateway.config.AuthenticationScheme;

/**
 * One handshake on one connection. The work that may block is done on the threads of the {@link RelayAuthenticator}.
 * Close it in any case; a step that is under way then ends by itself.
 */
public final class Handshake implements AutoCloseable {
    /** Kerberos takes one or two, NTLM two, both inside Negotiate one more. */
    private static final int MAX_TOKENS = 5;

    /**
     * Where the work is done.
     *
     * @param steps throws {@link RejectedExecutionException} if too many of them wait
     */
    record Threads(Executor steps, Executor disposals) {}

    private final AuthenticationScheme scheme;
    private final String service;
    private final Exchange exchange;
    private final Threads threads;
    private final Duration patience;
    private int tokens;
    private boolean busy;
    private boolean closed;

    /**
     * @param service the SPN; empty for Basic
     * @param patience for each step
     */
    Handshake(AuthenticationScheme scheme, String service, Exchange exchange, Threads threads, Duration patience) {
        this.scheme = scheme;
        this.service = service;
        this.exchange = exchange;
        this.threads = threads;
        this.patience = patience;
    }

    public AuthenticationScheme scheme() {
        return scheme;
    }

    /** Scheme, SPN and account, as the beginning of a sentence. */
    public String description() {
        return scheme + (service.isEmpty() ? "" : " for " + service) + " as " + account();
    }

    public String account() {
        return exchange.account();
    }

    /** How many tokens there have been. */
    public synchronized int tokens() {
        return tokens;
    }

    /**
     * The value of the next {@code Proxy-Authorization}; may complete on any thread. Fails with
     * {@link AuthenticationException}. Call it again only after the step before has ended.
     *
     * @param challenge the token in the relay proxy's response; empty if there is none
     */
    public CompletableFuture<String> next(String challenge) {
        CompletableFuture<String> value = new CompletableFuture<>();
        synchronized (this) {
            if (tokens++ == MAX_TOKENS) {
                return CompletableFuture.failedFuture(new AuthenticationException(Reason.ROUNDS));
            }
            busy = true;
        }
        try {
            threads.steps().execute(() -> step(challenge, value));
        } catch (RejectedExecutionException e) {
            end();
            return CompletableFuture.failedFuture(new AuthenticationException(Reason.BUSY));
        }
        return value.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The reason of a failure of {@link #next}. */
    public static AuthenticationException reason(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof AuthenticationException reason) {
            return reason;
        }
        return cause instanceof TimeoutException ? new AuthenticationException(Reason.SLOW)
                : new AuthenticationException(Reason.INTERNAL, cause.getClass().getSimpleName());
    }

    private void step(String challenge, CompletableFuture<String> value) {
        try {
            if (!isClosed()) {
                byte[] token = exchange.next(Base64.getDecoder().decode(challenge));
                value.complete(scheme + " " + Base64.getEncoder().encodeToString(token));
            }
        } catch (IllegalArgumentException notBase64) {
            value.completeExceptionally(new AuthenticationException(Reason.GARBAGE));
        } catch (AuthenticationException | RuntimeException | Error e) {
            value.completeExceptionally(e);
        } finally {
            end();
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private void end() {
        boolean isLast;
        synchronized (this) {
            busy = false;
            isLast = closed;
        }
        if (isLast) {
            exchange.close();
        }
    }

    @Override
    public void close() {
        boolean isIdle;
        synchronized (this) {
            isIdle = !closed && !busy;
            closed = true;
        }
        if (isIdle) {
            threads.disposals().execute(exchange::close);
        }
    }
}
