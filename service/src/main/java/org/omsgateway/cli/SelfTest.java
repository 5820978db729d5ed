package org.omsgateway.cli;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.omsgateway.config.GatewayConfig;
import org.omsgateway.config.RelayProxy;
import org.omsgateway.policy.Destination;
import org.omsgateway.policy.RelayBypass;
import org.omsgateway.proxy.DialException;
import org.omsgateway.proxy.DialRequest;
import org.omsgateway.proxy.Dialer;
import org.omsgateway.proxy.Dialers;
import org.omsgateway.proxy.RelayReport;
import org.omsgateway.proxy.Requester;
import org.omsgateway.proxy.MemoryBudget;
import org.omsgateway.proxy.SystemNameResolver;

/** Tests whether a gateway with given settings can do its work. It dials with the gateway's own dialer. */
final class SelfTest {
    private static final int AT_A_TIME = 8;
    /** Time for the service to report its own time-outs first. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final GatewayConfig config;
    private final List<String> hosts;
    private final Dialer destinations;
    private final TlsProbe tls;
    private final Duration timeout;
    private final Dialers dialers = new Dialers(new SystemNameResolver(), MemoryBudget.ofThisProcess());
    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

    /**
     * @param hosts that clients may reach
     * @param destinations dials them
     */
    SelfTest(GatewayConfig config, List<String> hosts, Dialer destinations, TlsProbe tls) {
        this.config = config;
        this.hosts = List.copyOf(hosts);
        this.destinations = destinations;
        this.tls = tls;
        this.timeout = config.limits().connectTimeout();
    }

    /** Tests the service, each relay proxy, and each host, all at the same time. Call it once. */
    List<Check> run() throws InterruptedException {
        ExecutorService tests = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            List<Future<Check>> verdicts = new ArrayList<>();
            verdicts.add(tests.submit(this::service));
            config.relay().proxies().forEach(relay -> verdicts.add(tests.submit(() -> relay(relay))));
            hosts.forEach(host -> verdicts.add(tests.submit(() -> host(host))));
            List<Check> checks = new ArrayList<>();
            for (Future<Check> verdict : verdicts) {
                checks.add(verdict.get());
            }
            return checks;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            tests.shutdownNow();
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        }
    }

    /** Tests the service as a client does: with a tunnel to an allowed host, if there is one. */
    private Check service() throws InterruptedException {
        RelayProxy service = new RelayProxy(listenAddress().getHostAddress(), config.listenPort(), Optional.empty());
        Duration patience = timeout.plus(MARGIN);
        try {
            if (hosts.isEmpty()) {
                return accepts("service", service);
            }
            Channel tunnel = dial(dialers.through("the gateway", service, patience), hosts.get(0));
            tls.handshake(tunnel, hosts.get(0), patience);
            return serviceCheck(service, true, "it lets clients through to " + hosts.get(0));
        } catch (DialException e) {
            return e.refusal().map(status -> refusedByService(service, status))
                    .orElseGet(() -> serviceCheck(service, false, e.getMessage()));
        } catch (IOException e) {
            return serviceCheck(service, false, e.getMessage());
        }
    }

    private Check refusedByService(RelayProxy service, HttpResponseStatus status) {
        return switch (status.code()) {
            case 403 -> serviceCheck(service, false,
                    "it refuses " + hosts.get(0) + ": it has other settings than these");
            case 502, 504 -> serviceCheck(service, true, "it answers, but can't reach " + hosts.get(0));
            default -> serviceCheck(service, false, "it answered " + status);
        };
    }

    private static Check serviceCheck(RelayProxy service, boolean passed, String detail) {
        return new Check("service", service.authority(), passed, detail);
    }

    private InetAddress listenAddress() {
        return config.listenAddress().filter(address -> !address.isAnyLocalAddress())
                .orElse(InetAddress.getLoopbackAddress());
    }

    private Check relay(RelayProxy relay) throws InterruptedException {
        RelayBypass bypass = new RelayBypass(config.relay().bypass());
        String host = hosts.stream()
                .filter(any -> !bypass.matchesName(new Destination(any, Destination.HTTPS))).findFirst().orElse("");
        try {
            if (host.isEmpty()) {
                return accepts("relay", relay);
            }
            Channel tunnel = dial(dialers.through("the relay proxy", relay, timeout), host);
            tunnel.close();
            return new Check("relay", relay.authority(), true, tunnel.attr(RelayReport.KEY).get().toString());
        } catch (DialException e) {
            return e.refusal()
                    .filter(status -> !status.equals(HttpResponseStatus.PROXY_AUTHENTICATION_REQUIRED))
                    .map(status -> new Check("relay", relay.authority(), true,
                            "it answered " + status + " for " + host
                                    + e.report().map(report -> " " + report.after()).orElse("")))
                    .orElseGet(() -> new Check("relay", relay.authority(), false, e.getMessage()
                            + e.report().map(report -> "; it was asked " + times(report.requests())).orElse("")));
        }
    }

    private static String times(int count) {
        return count == 1 ? "once" : count + " times";
    }

    private Check host(String host) throws InterruptedException {
        try {
            return new Check("host", host, true, tls.handshake(dial(destinations, host), host, timeout));
        } catch (DialException | IOException e) {
            return new Check("host", host, false, e.getMessage());
        }
    }

    /** Connects only, because there is no allowed host for which to request a tunnel. */
    private Check accepts(String kind, RelayProxy proxy) throws DialException, InterruptedException {
        dial(dialers.direct(timeout), new Destination(proxy.host(), proxy.port())).close();
        return new Check(kind, proxy.authority(), true, "it accepts connections");
    }

    private Channel dial(Dialer dialer, String host) throws DialException, InterruptedException {
        return dial(dialer, new Destination(host, Destination.HTTPS));
    }

    private Channel dial(Dialer dialer, Destination destination) throws DialException, InterruptedException {
        try {
            return dialer.dial(DialRequest.of(destination, Requester.GATEWAY), loops.next()).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DialException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
