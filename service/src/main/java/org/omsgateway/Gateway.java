package org.omsgateway;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.omsgateway.agent.AgentNeeds;
import org.omsgateway.agent.LocalAgents;
import org.omsgateway.cli.JavaRelease;
import org.omsgateway.config.GatewayConfig;
import org.omsgateway.config.TlsRules;
import org.omsgateway.eventlog.EventSink;
import org.omsgateway.eventlog.GatewayEvent;
import org.omsgateway.eventlog.GatewayLog;
import org.omsgateway.perfcounters.Counters;
import org.omsgateway.policy.AllowedClients;
import org.omsgateway.policy.ClientCertificatePolicy;
import org.omsgateway.policy.DestinationPolicy;
import org.omsgateway.policy.HostPattern;
import org.omsgateway.policy.ServerNamePolicy;
import org.omsgateway.policy.WidePattern;
import org.omsgateway.proxy.ClientConnection;
import org.omsgateway.proxy.Dialers;
import org.omsgateway.proxy.ListenAddress;
import org.omsgateway.proxy.MemoryBudget;
import org.omsgateway.proxy.ProxyServer;
import org.omsgateway.proxy.ProxySettings;
import org.omsgateway.proxy.SystemNameResolver;
import org.omsgateway.status.History;
import org.omsgateway.status.TunnelLog;
import org.omsgateway.tls.HandshakeRules;
import org.omsgateway.watch.Watch;

/**
 * The whole gateway, built from its settings. Start it once, apply changed settings any number of times, and stop it
 * once. Methods may be called on any thread; calls take effect one after another.
 */
public final class Gateway {
    private final LocalAgents agents;
    private final GatewayLog log;
    private final EventSink events;
    private final Counters counters;
    private final MemoryBudget memory = MemoryBudget.ofThisProcess();
    private final Dialers dialers;
    private final EventLoopGroup acceptor = newLoops(1, "acceptor");
    private final EventLoopGroup loops = newLoops(Runtime.getRuntime().availableProcessors(), "gateway");

    private GatewayConfig config;
    private List<AgentNeeds> needs = List.of();
    private final Optional<TunnelLog> tunnelLog;
    private final Optional<Path> logFolder;
    private volatile ProxyServer proxy;
    private volatile boolean draining;
    private Watch agentWatch;
    private Measurements measurements;

    /** @param logFolder for {@value TunnelLog#FILE} and {@value History#FILE}; without one, they are not written */
    public Gateway(GatewayConfig config, LocalAgents agents, GatewayLog log, Counters counters,
            Optional<Path> logFolder) {
        this.config = config;
        this.agents = agents;
        this.log = log;
        this.events = log;
        this.dialers = new Dialers(new SystemNameResolver(), memory, log);
        this.counters = counters;
        this.logFolder = logFolder;
        this.tunnelLog = logFolder.map(folder -> folder.resolve(TunnelLog.FILE)).map(file -> new TunnelLog(file,
                e -> events.report(GatewayEvent.LOG_FILE_UNAVAILABLE, file.toString(), e)));
    }

    /**
     * Begins to accept connections.
     *
     * @return the address it listens on
     * @throws IOException if the gateway cannot listen on the address; the event is written, and the gateway is stopped
     */
    public synchronized InetSocketAddress start() throws IOException {
        setLogs();
        events.report(GatewayEvent.VERSION, Version.current(), JavaRelease.current() + ", "
                + System.getProperty("os.name") + " " + System.getProperty("os.version"));
        reportSettings();
        needs = agents.read();
        reportAgent();
        proxy = new ProxyServer(acceptor, loops, events, counters, settings(),
                ended -> tunnelLog.ifPresent(file -> file.add(ended)));
        try {
            listen();
        } catch (IOException e) {
            endLoops();
            throw e;
        }
        agentWatch = agents.watch(needs, this::agentChanged,
                e -> events.report(GatewayEvent.APPLICATION_ERROR, e));
        measurements = new Measurements(counters, log, logFolder.map(folder -> new History(folder, counters)),
                e -> events.report(GatewayEvent.LOG_FILE_UNAVAILABLE,
                        logFolder.orElseThrow().resolve(History.FILE).toString(), e));
        events.report(GatewayEvent.SERVICE_STARTED);
        return proxy.address();
    }

    /**
     * Puts {@code changed} in force without closing a tunnel. If the gateway cannot listen on a changed address, the
     * event is written, the gateway goes on listening on the earlier address until the changed one is free, and all
     * other changes take effect. A gateway that has stopped ignores changes.
     */
    public synchronized void apply(GatewayConfig changed) {
        if (draining) {
            return;
        }
        config = changed;
        try {
            listen();
        } catch (IOException reported) {
            // The proxy goes on trying.
        }
        setLogs();
        proxy.apply(settings());
        // Events from before the change must not hide events of the new settings.
        log.flushCounts();
        reportSettings();
    }

    /** Accepts no more, lets tunnels finish for the drain time, closes the rest, and writes the events. */
    public synchronized void stop() throws InterruptedException {
        draining = true;
        agentWatch.close();
        measurements.close();
        proxy.stop(config.limits().drainTime());
        endLoops();
        tunnelLog.ifPresent(TunnelLog::close);
        log.flushCounts();
        events.report(GatewayEvent.SERVICE_STOPPED);
    }

    /** What the gateway is doing: {@code running}, or {@code draining} once it stops. */
    public String state() {
        return draining ? "draining" : "running";
    }

    /** The open client connections; a view that follows later changes. */
    public Collection<ClientConnection> connections() {
        return proxy.connections();
    }

    /** The address on which the gateway listens; null before it started. */
    public InetSocketAddress address() {
        return proxy == null ? null : proxy.address();
    }

    private void setLogs() {
        log.setLevel(config.logLevel());
        tunnelLog.ifPresent(file -> file.setEnabled(config.tunnelLog()));
    }

    private void endLoops() {
        Stream.of(acceptor, loops).map(group -> group.shutdownGracefully(0, 1, TimeUnit.SECONDS)).toList()
                .forEach(Future::awaitUninterruptibly);
    }

    private static EventLoopGroup newLoops(int threads, String name) {
        return new MultiThreadIoEventLoopGroup(threads, new DefaultThreadFactory(name), NioIoHandler.newFactory());
    }

    private synchronized void agentChanged(List<AgentNeeds> now) {
        if (draining) {
            return;
        }
        needs = now;
        reportAgent();
        proxy.apply(settings());
    }

    private void listen() throws IOException {
        proxy.listen(new ListenAddress(config.listenAddress(), config.listenPort()));
    }

    private ProxySettings settings() {
        List<HostPattern> allowed = new ArrayList<>(config.access().hosts());
        needs.forEach(need -> need.hosts().forEach(host -> allowed.add(new HostPattern(host, false))));
        return new ProxySettings(new AllowedClients(config.access().clients()), new DestinationPolicy(allowed),
                dialers.of(config), handshakeRules(), config.limits(), memory);
    }

    private HandshakeRules handshakeRules() {
        Set<String> workspaces = needs.stream().flatMap(need -> need.workspaces().stream()).collect(Collectors.toSet());
        TlsRules rules = config.tlsRules();
        return new HandshakeRules(rules.minimum(), rules.maximum(), rules.allowMissingSni(),
                rules.allowRenegotiation(),
                new ClientCertificatePolicy(workspaces, config.access().clientCertificates()),
                new ServerNamePolicy(config.access().serverNames()));
    }

    private void reportSettings() {
        events.report(GatewayEvent.SETTINGS_APPLIED, config.summary());
        config.access().hosts().stream().map(WidePattern::of).flatMap(Optional::stream)
                .forEach(wide -> events.report(GatewayEvent.WIDE_HOSTS, wide));
    }

    private void reportAgent() {
        if (needs.isEmpty()) {
            events.report(GatewayEvent.AGENT_NOT_INSTALLED);
        }
        for (AgentNeeds need : needs) {
            events.report(GatewayEvent.AGENT_HOSTS, need.agent(), need.hosts());
            if (!need.problems().isEmpty()) {
                events.report(GatewayEvent.WRONG_CONFIGURATION, String.join("; ", need.problems()));
            }
        }
    }
}
