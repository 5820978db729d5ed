package org.omsgateway.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLException;
import org.omsgateway.config.GatewayConfig;
import org.omsgateway.config.RelayProxy;

/** Finds out whether a gateway with given settings can do its work. */
final class SelfTest {
    private static final int AT_A_TIME = 8;
    /** For the service to tell of its own time-outs. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final GatewayConfig config;
    private final List<String> hosts;
    private final Route direct;
    private final TlsProbe tls;

    /**
     * @param hosts that clients may reach
     * @param direct the way to hosts where there is no relay proxy
     */
    SelfTest(GatewayConfig config, List<String> hosts, Route direct, TlsProbe tls) {
        this.config = config;
        this.hosts = List.copyOf(hosts);
        this.direct = direct;
        this.tls = tls;
    }

    /** Tests the service, the relay proxy if there is one, and each host, all at a time. */
    List<Check> run() throws InterruptedException {
        Duration timeout = config.limits().connectTimeout();
        Route route = config.relayProxy().<Route>map(relay -> new ProxyRoute(relay, timeout)).orElse(direct);
        ExecutorService tests = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            List<Future<Check>> verdicts = new ArrayList<>();
            verdicts.add(tests.submit(this::service));
            config.relayProxy().ifPresent(relay -> verdicts.add(tests.submit(() -> relay(relay))));
            hosts.forEach(host -> verdicts.add(tests.submit(() -> host(host, route))));
            List<Check> checks = new ArrayList<>();
            for (Future<Check> verdict : verdicts) {
                checks.add(verdict.get());
            }
            return checks;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            tests.shutdownNow();
        }
    }

    /** As a client would: with a tunnel to an allowed host, if there is one. */
    private Check service() {
        RelayProxy service = new RelayProxy(listenAddress().getHostAddress(), config.listenPort(), Optional.empty());
        Duration timeout = config.limits().connectTimeout().plus(MARGIN);
        try {
            if (hosts.isEmpty()) {
                DirectRoute.connect(service.host(), service.port(), timeout).close();
                return serviceCheck(service, true, "it accepts connections");
            }
            tls.handshake(new ProxyRoute(service, timeout).open(hosts.get(0)), hosts.get(0));
            return serviceCheck(service, true, "it lets clients through to " + hosts.get(0));
        } catch (ProxyRoute.RefusedException e) {
            return switch (e.status()) {
                case 403 -> serviceCheck(service, false,
                        "it refuses " + hosts.get(0) + ": it has other settings than these");
                case 502, 504 -> serviceCheck(service, true, "it answers, but can't reach " + hosts.get(0));
                default -> serviceCheck(service, false, e.getMessage());
            };
        } catch (IOException e) {
            return serviceCheck(service, false, reason(e, timeout));
        }
    }

    private static Check serviceCheck(RelayProxy service, boolean passed, String detail) {
        return new Check("service", service.authority(), passed, detail);
    }

    private InetAddress listenAddress() {
        return config.listenAddress().filter(address -> !address.isAnyLocalAddress())
                .orElse(InetAddress.getLoopbackAddress());
    }

    private Check relay(RelayProxy relay) {
        Duration timeout = config.limits().connectTimeout();
        try {
            if (hosts.isEmpty()) {
                DirectRoute.connect(relay.host(), relay.port(), timeout).close();
                return new Check("relay", relay.authority(), true, "it accepts connections");
            }
            new ProxyRoute(relay, timeout).open(hosts.get(0)).close();
            return new Check("relay", relay.authority(), true, "it opens tunnels");
        } catch (ProxyRoute.RefusedException e) {
            return e.status() == 407
                    ? new Check("relay", relay.authority(), false, "it wants "
                            + (relay.credential().isPresent() ? "another" : "a") + " user name and password (407)")
                    : new Check("relay", relay.authority(), true, e.getMessage() + " for " + hosts.get(0));
        } catch (IOException e) {
            return new Check("relay", relay.authority(), false, reason(e, timeout));
        }
    }

    private Check host(String host, Route route) {
        try {
            return new Check("host", host, true, tls.handshake(route.open(host), host));
        } catch (ProxyRoute.RefusedException e) {
            return new Check("host", host, false, "the relay proxy: " + e.getMessage());
        } catch (IOException e) {
            return new Check("host", host, false, reason(e, config.limits().connectTimeout()));
        }
    }

    private static String reason(IOException failure, Duration timeout) {
        if (failure instanceof SocketTimeoutException) {
            return "no answer within " + timeout.toSeconds() + " s";
        }
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        if (failure instanceof SSLException) {
            return failure.getCause() instanceof CertificateException
                    ? "its certificate is not trusted on this machine, perhaps because a proxy opens TLS: " + message
                    : "the TLS handshake failed: " + message;
        }
        return message;
    }
}
