package org.omsgateway;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.omsgateway.agent.LocalAgents;
import org.omsgateway.config.ConfigParser;
import org.omsgateway.config.ConfigStore;
import org.omsgateway.config.ConfigWatcher;
import org.omsgateway.config.GatewayConfig;
import org.omsgateway.config.InvalidConfigException;
import org.omsgateway.eventlog.GatewayEvent;
import org.omsgateway.eventlog.GatewayLog;
import org.omsgateway.perfcounters.Counters;
import org.omsgateway.perfcounters.PublishedCounters;
import org.omsgateway.proxy.SystemNameResolver;
import org.omsgateway.status.StatusChannel;
import org.omsgateway.status.StatusChannels;
import org.omsgateway.status.StatusDocument;

/** What both entry points run: the gateway of this machine, which follows the settings of a store. */
public final class GatewayProcess {
    private final Gateway gateway;
    private final ConfigWatcher watcher;
    private final PublishedCounters published;
    private final Optional<StatusChannel.Server> status;

    private GatewayProcess(Gateway gateway, ConfigWatcher watcher, PublishedCounters published,
            Optional<StatusChannel.Server> status) {
        this.gateway = gateway;
        this.watcher = watcher;
        this.published = published;
        this.status = status;
    }

    /**
     * Begins to accept connections. What prevents that is reported as an event and then thrown.
     *
     * @param logFolder for files beside the log; without one, they are not written
     * @throws InvalidConfigException if a setting is wrong
     * @throws IOException if the settings cannot be read, or their address cannot be listened on
     */
    public static GatewayProcess start(ConfigStore store, Optional<Path> logFolder, GatewayLog log,
            Counters counters) throws IOException, InvalidConfigException {
        SystemNameResolver.replaceCacheOfJava();
        try {
            GatewayConfig config = config(store, log);
            Gateway gateway = new Gateway(config, LocalAgents.ofThisMachine(), log, counters, logFolder);
            gateway.start();
            return new GatewayProcess(gateway, new ConfigWatcher(store, config, gateway::apply, log),
                    new PublishedCounters(counters, e -> log.report(GatewayEvent.COUNTERS_UNAVAILABLE, e)),
                    serveStatus(store, gateway, logFolder, counters, log));
        } catch (RuntimeException | OutOfMemoryError e) {
            log.report(GatewayEvent.APPLICATION_ERROR, e);
            throw e;
        }
    }

    private static Optional<StatusChannel.Server> serveStatus(ConfigStore store, Gateway gateway,
            Optional<Path> logFolder, Counters counters, GatewayLog log) {
        Instant started = Instant.now();
        Consumer<Throwable> failed = e -> log.report(GatewayEvent.STATUS_UNAVAILABLE, e);
        try {
            return Optional.of(StatusChannels.of(store.file()).serve(
                    () -> StatusDocument.of(started, gateway.state(), gateway.address(), logFolder, counters,
                            gateway.connections()), failed));
        } catch (IOException | LinkageError e) {
            failed.accept(e);
            return Optional.empty();
        }
    }

    private static GatewayConfig config(ConfigStore store, GatewayLog log) throws IOException, InvalidConfigException {
        try {
            return ConfigParser.parse(store.read());
        } catch (IOException | InvalidConfigException e) {
            ConfigWatcher.report(e, log);
            throw e;
        }
    }

    /** The address on which the gateway listens now. */
    public InetSocketAddress address() {
        return gateway.address();
    }

    /** Accepts no more, lets tunnels finish for the drain time, and closes the rest. */
    public void stop() throws InterruptedException {
        watcher.close();
        gateway.stop();
        status.ifPresent(StatusChannel.Server::close);
        published.close();
    }
}
