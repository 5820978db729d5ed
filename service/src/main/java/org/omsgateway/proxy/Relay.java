package org.omsgateway.proxy;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.omsgateway.eventlog.EventSink;
import org.omsgateway.eventlog.GatewayEvent;
import org.omsgateway.policy.Destination;

/**
 * One of several relay proxies, and whether it serves. While it does not, it is tried in the background, with pauses
 * that grow from the first to the longest one, also over several outages that follow each other closely. Safe for use
 * by several threads.
 */
final class Relay {
    /** The pauses between attempts in the background. */
    record Pauses(Duration first, Duration longest) {
        Duration after(Duration pause) {
            Duration doubled = pause.multipliedBy(2);
            return doubled.compareTo(longest) < 0 ? doubled : longest;
        }
    }

    private final String authority;
    private final Dialer dialer;
    private final Supplier<Destination> probed;
    private final Pauses pauses;
    private final EventSink events;
    /** Null while the relay proxy serves. */
    private final AtomicReference<Outage> outage = new AtomicReference<>();
    private volatile Duration lastPause;
    private volatile long servesSinceNanos;
    private volatile boolean retired;

    /** @param probed the destination that another relay proxy has reached last */
    Relay(String authority, Dialer dialer, Supplier<Destination> probed, Pauses pauses, EventSink events) {
        this.authority = authority;
        this.dialer = dialer;
        this.probed = probed;
        this.pauses = pauses;
        this.events = events;
    }

    String authority() {
        return authority;
    }

    Future<Channel> dial(DialRequest request, EventLoop loop) {
        return dialer.dial(request, loop);
    }

    boolean serves() {
        return outage.get() == null;
    }

    /**
     * The relay proxy does not serve.
     *
     * @param next what does in its place, for the event
     * @param loop runs the attempts in the background
     */
    void fails(String cause, Supplier<String> next, EventLoop loop) {
        Outage begun = new Outage(loop);
        if (!retired && outage.compareAndSet(null, begun)) {
            events.report(GatewayEvent.RELAY_PROXY_LOST, authority, next.get(), cause);
            begun.waitFor(firstPause());
        }
    }

    /** The relay proxy has opened a tunnel. */
    void works() {
        if (outage.get() != null && outage.getAndSet(null) != null) {
            servesSinceNanos = System.nanoTime();
            events.report(GatewayEvent.RELAY_PROXY_BACK, authority);
        }
    }

    /** Ends the attempts in the background: the settings have changed. */
    void retire() {
        retired = true;
    }

    private Duration firstPause() {
        boolean isFresh = lastPause == null || System.nanoTime() - servesSinceNanos > pauses.longest().toNanos();
        return isFresh ? pauses.first() : pauses.after(lastPause);
    }

    /** From the moment at which the relay proxy stops serving to the one at which it serves again. */
    private final class Outage {
        private final EventLoop loop;

        Outage(EventLoop loop) {
            this.loop = loop;
        }

        void waitFor(Duration pause) {
            lastPause = pause;
            if (!loop.isShuttingDown()) {
                loop.schedule(this::probe, pause.toNanos(), TimeUnit.NANOSECONDS);
            }
        }

        private void probe() {
            if (retired || outage.get() != this) {
                return;
            }
            Future<Channel> attempt = dialer.dial(DialRequest.of(probed.get(), Requester.GATEWAY), loop);
            attempt.addListener(ended -> {
                if (ended.isSuccess()) {
                    attempt.getNow().close();
                }
                boolean isBack = ended.isSuccess()
                        || ended.cause() instanceof DialException failure && !failure.mayDependOnRelay();
                if (!isBack) {
                    waitFor(pauses.after(lastPause));
                } else if (outage.get() == this) {
                    works();
                }
            });
        }
    }
}
