package org.omsgateway;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.omsgateway.agent.TestAgent;
import org.omsgateway.config.AccessRules;
import org.omsgateway.config.GatewayConfig;
import org.omsgateway.config.Limits;
import org.omsgateway.config.RelayRules;
import org.omsgateway.config.TlsRules;
import org.omsgateway.eventlog.GatewayEvent.Severity;
import org.omsgateway.eventlog.GatewayLog;
import org.omsgateway.perfcounters.Counters;

/** A gateway as a process that follows an agent's folder and writes events to the console until it is killed. */
final class GatewayWithAgent {
    /** A client may take any time for its request. */
    private static final Limits LIMITS = new Limits(Duration.ofSeconds(15), Duration.ofHours(1), Duration.ofMinutes(10),
            Duration.ofSeconds(15), 50_000, 50_000);

    private GatewayWithAgent() {}

    /** @param arguments the folder and the port of 127.0.0.1 */
    public static void main(String[] arguments) throws Exception {
        Counters counters = new Counters();
        GatewayConfig config = new GatewayConfig(Optional.of(InetAddress.getLoopbackAddress()),
                Integer.parseInt(arguments[1]), Severity.INFO, AccessRules.DEFAULT, RelayRules.DIRECT,
                TlsRules.DEFAULT, LIMITS, false);
        new Gateway(config, TestAgent.below(Path.of(arguments[0])),
                GatewayLog.toConsole(new EventCounts(counters)), counters, Optional.empty()).start();
        Thread.currentThread().join();
    }
}
