package org.omsgateway.proxy;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Dials through the first of several relay proxies that serves, and through the next one where that fails.
 *
 * <p>A relay proxy that cannot be connected to does not serve. A response of 502, 503 or 504, or none, may be the
 * destination's fault as well. The next relay proxy is then asked for the same destination, and if this one opens the
 * tunnel, the former one does not serve. Any other response is a decision, for which no other relay proxy is asked. A
 * relay proxy that has not responded after a while competes with the next one.
 */
final class FailoverDialer implements Dialer {
    /** For a relay proxy to respond, before the next one is asked as well. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final RelayGroup group;
    private final Duration timeout;
    private final Duration patience;

    /** @param timeout of a dial, however many relay proxies it turns to */
    FailoverDialer(RelayGroup group, Duration timeout) {
        this.group = group;
        this.timeout = timeout;
        Duration share = timeout.dividedBy(group.relays().size());
        this.patience = share.compareTo(PATIENCE) < 0 ? share : PATIENCE;
    }

    @Override
    public Future<Channel> dial(DialRequest request, EventLoop loop) {
        Race race = new Race(request, loop);
        EventLoops.run(loop, race::begin);
        return race.winner;
    }

    /** One dial; on the event loop. */
    private final class Race {
        private final DialRequest request;
        private final EventLoop loop;
        private final Promise<Channel> winner;
        private final long beganNanos = System.nanoTime();
        private final Queue<Relay> serving = new ArrayDeque<>(2);
        /** Tried only where those that serve cannot be connected to. */
        private final Queue<Relay> others = new ArrayDeque<>(0);
        private final Map<Relay, Future<Channel>> running = new LinkedHashMap<>(2);
        private final Map<Relay, DialException> failures = new LinkedHashMap<>(0);
        private ScheduledFuture<?> timer;

        Race(DialRequest request, EventLoop loop) {
            this.request = request;
            this.loop = loop;
            this.winner = loop.newPromise();
        }

        void begin() {
            if (winner.isDone()) {
                return;
            }
            winner.addListener(decided -> cleanUp());
            group.relays().forEach(relay -> (relay.serves() ? serving : others).add(relay));
            if (serving.isEmpty()) {
                serving.addAll(others);
                others.clear();
            }
            attempt(serving.poll());
        }

        private void attempt(Relay relay) {
            if (timer != null) {
                timer.cancel(false);
                timer = null;
            }
            Future<Channel> attempt = relay.dial(request, loop);
            running.put(relay, attempt);
            if (!serving.isEmpty()) {
                timer = loop.schedule(() -> attempt(serving.poll()), patience.toNanos(), TimeUnit.NANOSECONDS);
            } else if (running.size() + failures.size() > 1) {
                timer = loop.schedule(this::timedOut, timeout.toNanos() - (System.nanoTime() - beganNanos),
                        TimeUnit.NANOSECONDS);
            }
            attempt.addListener(ended -> {
                running.remove(relay);
                if (ended.isSuccess()) {
                    opened(relay, attempt.getNow());
                } else if (!winner.isDone()) {
                    failed(relay, ended.cause());
                }
            });
        }

        private void opened(Relay relay, Channel channel) {
            Map<Relay, DialException> losers = new LinkedHashMap<>(failures);
            running.keySet().forEach(slow -> losers.put(slow, noAnswer()));
            if (!winner.trySuccess(channel)) {
                channel.close();
                return;
            }
            request.attempts().through(relay.authority());
            group.reached(relay, request.destination());
            losers.forEach((loser, failure) ->
                    group.lost(loser, failure.getMessage(), request.destination(), loop));
        }

        private void failed(Relay relay, Throwable cause) {
            if (!(cause instanceof DialException failure) || !failure.mayDependOnRelay()
                    || group.hasLooped(request.destination(), beganNanos)) {
                if (cause instanceof DialException failure
                        && failure.progress() == DialException.Progress.REFUSED_HERE) {
                    group.looped(request.destination());
                }
                winner.tryFailure(cause);
                return;
            }
            failures.put(relay, failure);
            Relay next = serving.poll();
            if (failure.progress() == DialException.Progress.NOT_CONNECTED) {
                group.lost(relay, failure.getMessage(), request.destination(), loop);
                next = next == null ? others.poll() : next;
            }
            if (next != null) {
                attempt(next);
            } else if (running.isEmpty()) {
                winner.tryFailure(together());
            }
        }

        private void timedOut() {
            running.keySet().forEach(slow -> failures.put(slow, noAnswer()));
            winner.tryFailure(together());
        }

        private DialException noAnswer() {
            return DialException.timedOut("the relay proxy did not answer within "
                    + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganNanos) + " ms");
        }

        /** The only failure, or all of them in one. */
        private DialException together() {
            if (failures.size() == 1) {
                return failures.values().iterator().next();
            }
            String message = failures.entrySet().stream()
                    .map(failure -> failure.getKey().authority() + ": " + failure.getValue().getMessage())
                    .collect(Collectors.joining("; "));
            return failures.values().stream().anyMatch(DialException::isTimeout)
                    ? DialException.timedOut(message) : DialException.failed(message);
        }

        private void cleanUp() {
            if (timer != null) {
                timer.cancel(false);
            }
            running.values().stream().toList().forEach(attempt -> attempt.cancel(false));
        }
    }
}
