package org.omsgateway.benchmarks.demo;

import io.netty.pkitesting.CertificateBuilder.Algorithm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.omsgateway.Gateway;
import org.omsgateway.agent.AgentNeeds;
import org.omsgateway.agent.LocalAgents;
import org.omsgateway.benchmarks.Certificates;
import org.omsgateway.benchmarks.Workspace;
import org.omsgateway.config.AccessRules;
import org.omsgateway.config.GatewayConfig;
import org.omsgateway.config.Limits;
import org.omsgateway.config.RelayProxy.Credential;
import org.omsgateway.config.RelayProxy;
import org.omsgateway.config.RelayRules;
import org.omsgateway.config.TlsRules;
import org.omsgateway.eventlog.GatewayEvent.Severity;
import org.omsgateway.eventlog.GatewayLog;
import org.omsgateway.perfcounters.Counters;

/**
 * A site like those of many companies, on the loopback address: agents, the gateway with a local agent, the company's
 * proxy, and behind the proxy Log Analytics.
 */
final class Site implements AutoCloseable {
    /** The outsiders' number among the clients. */
    static final int OUTSIDER = 250;
    private static final String FOREIGN_WORKSPACE = "99999999-6f1e-4a8b-9a53-0c9d2f4b7e10";
    private static final String AGENT_FORMAT = "00000000-0000-4000-8000-%012d";

    final RecentEvents events = new RecentEvents();
    final Counters counters = new Counters();
    final Ledger sent = new Ledger();
    final Ledger arrived = new Ledger();
    final List<SimulatedAgent> agents;
    /** An outsider that Log Analytics would accept, but the gateway must refuse. */
    final SimulatedAgent stranger;
    final LogAnalyticsStandIn logAnalytics;
    final CorporateProxy proxy;
    final InetSocketAddress gatewayAddress;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    });
    private final Gateway gateway;

    /** Builds and starts everything except the agents. */
    Site(int agentCount) throws IOException, GeneralSecurityException {
        Certificates certificates = new Certificates(Algorithm.ecp256, List.of(Workspace.HOST));
        agents = agents(agentCount, certificates);
        String strangerId = String.format(Locale.ROOT, AGENT_FORMAT, OUTSIDER);
        stranger = new SimulatedAgent(strangerId, address(OUTSIDER),
                certificates.agentContext(certificates.enrol(FOREIGN_WORKSPACE, strangerId)), new Ledger());
        logAnalytics = new LogAnalyticsStandIn(certificates.serviceContext(), arrived, threads);
        Credential credential = new Credential("gateway", "demo password");
        proxy = new CorporateProxy(logAnalytics.address(), Optional.of(credential), threads);
        gateway = new Gateway(config(credential), new LocalAgents(List.of(Site::ownAgent)),
                GatewayLog.to(events), counters, Optional.empty());
        gatewayAddress = gateway.start();
    }

    private List<SimulatedAgent> agents(int count, Certificates certificates)
            throws IOException, GeneralSecurityException {
        List<SimulatedAgent> made = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            String id = String.format(Locale.ROOT, AGENT_FORMAT, i);
            made.add(new SimulatedAgent(id, address(i),
                    certificates.agentContext(certificates.enrol(Workspace.ID, id)), sent));
        }
        return made;
    }

    /** Every client has a different address. */
    static InetAddress address(int client) throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 1, (byte) client});
    }

    /** The configuration of the local agent, from which the gateway reads the allowed workspace and hosts. */
    private static Optional<AgentNeeds> ownAgent() {
        return Optional.of(new AgentNeeds("Log Analytics agent",
                Set.of(Workspace.ID), Set.of(Workspace.HOST), List.of()));
    }

    private GatewayConfig config(Credential credential) {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        return new GatewayConfig(Optional.of(loopback), 0, Severity.INFO, AccessRules.DEFAULT,
                RelayRules.through(new RelayProxy(
                        loopback.getHostAddress(), proxy.address().getPort(), Optional.of(credential))),
                TlsRules.DEFAULT, drainingFor(Duration.ofSeconds(2)), false);
    }

    private static Limits drainingFor(Duration drainTime) {
        Limits limits = Limits.DEFAULT;
        return new Limits(limits.connectTimeout(), limits.handshakeTimeout(), limits.idleTimeout(), drainTime,
                limits.maxConnections(), limits.maxConnectionsPerClient());
    }

    ExecutorService threads() {
        return threads;
    }

    @Override
    public void close() throws IOException {
        try {
            gateway.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        proxy.close();
        logAnalytics.close();
        threads.shutdownNow();
    }
}
