package org.omsgateway.proxy;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.omsgateway.policy.RelayBypass;

/**
 * Dials some destinations directly and all others through a relay proxy. Looks names up only where addresses matter. A
 * name that cannot be looked up, or not soon, is one for the relay proxy: many networks know no names of the internet.
 */
final class BypassDialer implements Dialer {
    private final RelayBypass bypass;
    private final NameResolver resolver;
    private final Duration patience;
    private final Dialer direct;
    private final Dialer relayed;

    /** @param patience with a look-up that decides the way */
    BypassDialer(RelayBypass bypass, NameResolver resolver, Duration patience, Dialer direct, Dialer relayed) {
        this.bypass = bypass;
        this.resolver = resolver;
        this.patience = patience;
        this.direct = direct;
        this.relayed = relayed;
    }

    @Override
    public Future<Channel> dial(DialRequest request, EventLoop loop) {
        if (bypass.matchesName(request.destination())) {
            return direct.dial(request, loop);
        }
        if (!bypass.hasAddresses()) {
            return relayed.dial(request, loop);
        }
        Promise<Channel> way = loop.newPromise();
        CompletableFuture<List<InetAddress>> lookUp =
                resolver.resolve(request.destination().host(), request.requester())
                        .completeOnTimeout(List.of(), patience.toNanos(), TimeUnit.NANOSECONDS);
        lookUp.whenComplete((addresses, failure) -> {
            Dialer dialer = failure == null && bypass.matchesAny(addresses) ? direct : relayed;
            EventLoops.run(loop, () -> goOn(dialer, request, loop, way));
        });
        way.addListener(decided -> lookUp.cancel(false));
        return way;
    }

    private static void goOn(Dialer dialer, DialRequest request, EventLoop loop, Promise<Channel> way) {
        if (way.isDone()) {
            return;
        }
        Future<Channel> dial = dialer.dial(request, loop);
        dial.addListener(dialed -> {
            if (!dialed.isSuccess()) {
                way.tryFailure(dialed.cause());
            } else if (!way.trySuccess(dial.getNow())) {
                dial.getNow().close();
            }
        });
        way.addListener(decided -> {
            if (decided.isCancelled()) {
                dial.cancel(false);
            }
        });
    }
}
