package org.omsgateway;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.omsgateway.agent.AgentNeeds;
import org.omsgateway.agent.LocalAgents;
import org.omsgateway.config.AccessRules;
import org.omsgateway.config.GatewayConfig;
import org.omsgateway.config.Limits;
import org.omsgateway.config.RelayProxy;
import org.omsgateway.config.RelayRules;
import org.omsgateway.config.TlsRules;
import org.omsgateway.eventlog.GatewayEvent.Severity;
import org.omsgateway.eventlog.GatewayLog;
import org.omsgateway.perfcounters.Counters;
import org.omsgateway.perfcounters.GatewayCounter;
import org.omsgateway.policy.AllowedSubject;
import org.omsgateway.testing.OpenProxy;
import org.omsgateway.testing.TestServer;

/**
 * A whole gateway on a machine with an agent of one workspace, at log level DEBUG. Its relay proxy leads every tunnel
 * to one server on this machine, so a test can open tunnels to port 443 of any host.
 */
final class TestGateway implements AutoCloseable {
    static final String WORKSPACE = "12345678-90ab-cdef-1234-567890abcdef";
    static final String HOST = WORKSPACE + ".ods.example";

    private final Counters counters = new Counters();
    private final TestServer relay;
    private final GatewayLog log;
    private final WrittenLog written;
    private final Gateway gateway;

    TestGateway(Path folder, TestServer relay, TlsRules rules, String... allowedClientCertificates) throws IOException {
        this.relay = relay;
        Path file = Files.createTempDirectory(folder, "gateway").resolve("gateway.log");
        log = GatewayLog.toConsoleAndFile(file, new EventCounts(counters));
        written = new WrittenLog(log, file);
        List<AllowedSubject> subjects = Stream.of(allowedClientCertificates).map(AllowedSubject::parse).toList();
        GatewayConfig config = new GatewayConfig(Optional.of(InetAddress.getLoopbackAddress()), 0, Severity.DEBUG,
                new AccessRules(List.of(), List.of(), subjects, List.of()),
                RelayRules.through(new RelayProxy("127.0.0.1", relay.port(), Optional.empty())), rules, Limits.DEFAULT,
                true);
        AgentNeeds needs = new AgentNeeds("Test Agent", Set.of(WORKSPACE), Set.of(HOST), List.of());
        gateway = new Gateway(config, new LocalAgents(List.of(() -> Optional.of(needs))), log, counters,
                Optional.empty());
        gateway.start();
    }

    TestGateway(Path folder, int serverPort, TlsRules rules, String... allowedClientCertificates) throws IOException {
        this(folder, OpenProxy.to(serverPort), rules, allowedClientCertificates);
    }

    int port() {
        return gateway.address().getPort();
    }

    /** {@code host:port}. */
    String proxy() {
        return "127.0.0.1:" + port();
    }

    long rejections() {
        return counters.get(GatewayCounter.REJECTION_COUNT);
    }

    /** All lines reported before this call. */
    String log() throws IOException {
        return written.text();
    }

    /** Waits for {@code line}, level and component included, in the log. */
    void awaitLine(String line) {
        written.awaitText(line);
    }

    /** The lines of the log that report a verdict. */
    void awaitVerified(String facts) {
        awaitLine("DEBUG TcpConnection - TLS session is successfully verified. " + facts + ". Host " + HOST
                + ", client");
    }

    @Override
    public void close() {
        try {
            gateway.stop();
            log.close();
            relay.close();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
