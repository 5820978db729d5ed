package org.omsgateway.auth;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.omsgateway.config.AuthenticationScheme;
import org.omsgateway.config.RelayProxy;

/**
 * Authenticates with one relay proxy. Remembers for a while which scheme has opened a tunnel, so that the next request
 * can begin with its token. Safe for use by several threads.
 */
public final class RelayAuthenticator {
    /** How long requests begin with the scheme that has opened a tunnel. */
    static final Duration REMEMBERED = Duration.ofMinutes(10);
    /** The same if a stronger scheme has failed before: it may work again. */
    static final Duration REMEMBERED_AS_FALLBACK = Duration.ofMinutes(1);
    /** Of one relay proxy, so that a KDC that does not answer does not keep the handshakes with another waiting. */
    private static final int THREADS = 4;
    private static final int MAX_WAITING = 256;
    /** For what does not block. */
    private static final Handshake.Threads HERE = new Handshake.Threads(Runnable::run, Runnable::run);

    private record Proven(AuthenticationScheme scheme, long untilNanos) {}

    private final RelayProxy relay;
    private final Mechanism mechanism;
    private final Duration patience;
    private final LongSupplier nanoTime;
    private final Handshake.Threads threads = newThreads();
    private volatile Optional<Proven> proven = Optional.empty();

    /** @param timeout of a dial; a step of a handshake takes at most half of it, so that a weaker scheme has time */
    public RelayAuthenticator(RelayProxy relay, Duration timeout) {
        this(relay, System.getProperty("os.name").startsWith("Windows") ? new WindowsSspi(relay.credential())
                : new KerberosMechanism(relay.credential(), System.getenv()), timeout.dividedBy(2), System::nanoTime);
    }

    RelayAuthenticator(RelayProxy relay, Mechanism mechanism, Duration patience, LongSupplier nanoTime) {
        this.relay = relay;
        this.mechanism = mechanism;
        this.patience = patience;
        this.nanoTime = nanoTime;
    }

    /** Why {@code scheme} cannot be used, as a part of a sentence; empty if it can. */
    public Optional<String> obstacle(AuthenticationScheme scheme) {
        if (!relay.schemes().contains(scheme)) {
            return Optional.of("RelayProxyAuthentication does not allow " + scheme);
        }
        if (scheme == AuthenticationScheme.BASIC) {
            return relay.credential().isPresent() ? Optional.empty()
                    : Optional.of("for Basic, RelayProxyUsername and RelayProxyPassword have to be set");
        }
        return mechanism.has(scheme) ? Optional.empty() : Optional.of(scheme + " needs Windows");
    }

    /** A handshake by {@code scheme}, to which there must be no {@link #obstacle}. */
    public Handshake begin(AuthenticationScheme scheme) {
        if (scheme == AuthenticationScheme.BASIC) {
            return new Handshake(scheme, "", new BasicExchange(relay.credential().orElseThrow()), HERE,
                    patience);
        }
        return new Handshake(scheme, "HTTP/" + relay.host(), mechanism.begin(scheme, relay.host()), threads, patience);
    }

    /** The scheme with whose token to begin the next request. */
    public Optional<AuthenticationScheme> proven() {
        return proven.filter(last -> last.untilNanos() - nanoTime.getAsLong() > 0).map(Proven::scheme);
    }

    /**
     * {@code scheme} has opened a tunnel.
     *
     * @param asFallback whether a stronger one has failed before
     */
    public void granted(AuthenticationScheme scheme, boolean asFallback) {
        if (proven().isEmpty() || asFallback) {
            Duration remembered = asFallback ? REMEMBERED_AS_FALLBACK : REMEMBERED;
            proven = Optional.of(new Proven(scheme, nanoTime.getAsLong() + remembered.toNanos()));
        }
    }

    /** {@code scheme} has not opened a tunnel. */
    public void failed(AuthenticationScheme scheme) {
        proven = proven.filter(last -> last.scheme() != scheme);
        if (scheme != AuthenticationScheme.BASIC) {
            mechanism.refresh();
        }
    }

    /** Idle threads end. */
    private static Handshake.Threads newThreads() {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(THREADS, THREADS, 30, TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, "relay-authentication");
            thread.setDaemon(true);
            return thread;
        });
        threads.allowCoreThreadTimeOut(true);
        return new Handshake.Threads(task -> {
            if (threads.getQueue().size() >= MAX_WAITING) {
                throw new RejectedExecutionException();
            }
            threads.execute(task);
        }, threads);
    }
}
