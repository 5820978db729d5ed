package org.omsgateway;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.omsgateway.agent.TestAgent;
import org.omsgateway.config.ConfigParser;
import org.omsgateway.config.ConfigWatcher;
import org.omsgateway.config.GatewayConfig;
import org.omsgateway.config.InvalidConfigException;
import org.omsgateway.eventlog.FaultyEventLog;
import org.omsgateway.eventlog.GatewayEvent;
import org.omsgateway.eventlog.GatewayLog;
import org.omsgateway.perfcounters.Counters;
import org.omsgateway.perfcounters.GatewayCounter;
import org.omsgateway.store.PropertiesConfigStore;

/** A gateway put together as its entry points do, with the data of a test's agent and an event log that can fail. */
public final class WholeGateway {
    private final List<GatewayEvent> events = new CopyOnWriteArrayList<>();
    private final Counters counters = new Counters();
    private final GatewayLog log;
    private final Gateway gateway;
    private final ConfigWatcher watcher;

    /**
     * Starts.
     *
     * @param agents the folder above the agent's data store
     */
    public WholeGateway(Path settings, Path agents, Path logFile, FaultyEventLog eventLog)
            throws IOException, InvalidConfigException {
        EventCounts counts = new EventCounts(counters);
        log = eventLog.withFile(logFile, event -> {
            events.add(event);
            counts.accept(event);
        });
        PropertiesConfigStore store = new PropertiesConfigStore(settings);
        GatewayConfig config = ConfigParser.parse(store.read());
        gateway = new Gateway(config, TestAgent.below(agents), log, counters, Optional.empty());
        gateway.start();
        watcher = new ConfigWatcher(store, config, gateway::apply, log);
    }

    public InetSocketAddress address() {
        return gateway.address();
    }

    public long counter(GatewayCounter counter) {
        return counters.get(counter);
    }

    /** How often {@code event} was reported, whether the log has each or a count. */
    public long count(GatewayEvent event) {
        return events.stream().filter(event::equals).count();
    }

    /** The warnings and errors reported so far. */
    public List<GatewayEvent> wrongs() {
        return events.stream().filter(event -> event.severity().compareTo(GatewayEvent.Severity.WARN) >= 0).toList();
    }

    /** Accepts no more, lets tunnels finish, and closes the log. */
    public void stop() throws InterruptedException {
        watcher.close();
        gateway.stop();
        log.close();
    }
}
