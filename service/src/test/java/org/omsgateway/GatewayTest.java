package org.omsgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
import org.omsgateway.policy.AddressRange;
import org.omsgateway.policy.HostPattern;
import org.omsgateway.testing.Await;
import org.omsgateway.testing.RawClient;
import org.omsgateway.testing.TestServer;

class GatewayTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @TempDir
    private Path folder;

    private final AtomicReference<Optional<AgentNeeds>> agent = new AtomicReference<>(Optional.empty());
    private final Counters counters = new Counters();
    private GatewayLog log;
    private WrittenLog written;
    private Gateway gateway;

    private InetSocketAddress start(GatewayConfig config) throws IOException {
        log = GatewayLog.toConsoleAndFile(file(), new EventCounts(counters));
        written = new WrittenLog(log, file());
        gateway = new Gateway(config, new LocalAgents(List.of(agent::get)), log, counters, Optional.empty());
        return gateway.start();
    }

    @AfterEach
    void stop() throws Exception {
        if (gateway != null && gateway.address() != null) {
            gateway.stop();
        }
        if (log != null) {
            log.close();
        }
    }

    private static GatewayConfig config(int port, String... hosts) {
        return config(port, Limits.DEFAULT, hosts);
    }

    private static GatewayConfig config(int port, Limits limits, String... hosts) {
        return new GatewayConfig(Optional.of(LOOPBACK), port, Severity.INFO,
                AccessRules.ofHosts(List.of(hosts).stream().map(HostPattern::parse).toList()), RelayRules.DIRECT,
                TlsRules.DEFAULT, limits, true);
    }

    private String logText() throws IOException {
        return written.text();
    }

    private Path file() {
        return folder.resolve("gateway.log");
    }

    private void awaitInLog(String text) {
        written.awaitText(text);
    }

    private static String answer(InetSocketAddress address, String host) throws IOException {
        try (RawClient client = new RawClient(address)) {
            return client.send("CONNECT " + host + ":443 HTTP/1.1\r\n\r\n").readHead();
        }
    }

    private static boolean isRefused(InetSocketAddress address) throws IOException {
        try (RawClient client = new RawClient(address)) {
            return client.socket().isClosed();
        } catch (ConnectException refused) {
            return true;
        }
    }

    @Test
    void reportsItsStartInOrder() throws Exception {
        InetSocketAddress address = start(config(0, "a.example"));
        assertThat(logText().lines().map(line -> line.replaceFirst("^[-0-9]+ [:0-9]+ \\[\\d+] ", ""))).satisfiesExactly(
                line -> assertThat(line).matches("INFO GatewayServer - OMS Gateway \\d+\\.\\d+\\.\\d+ on"
                        + " Java \\d+.* of \\d{4}-\\d\\d-\\d\\d, .*"),
                line -> assertThat(line).startsWith("INFO GatewayServer - Settings applied: ").contains("a.example"),
                line -> assertThat(line).startsWith("WARN GatewayServer - Agent is not installed"),
                line -> assertThat(line).isEqualTo("INFO GatewayServer - Listening on 127.0.0.1:" + address.getPort()),
                line -> assertThat(line).isEqualTo("INFO GatewayServer - Service has started"));
    }

    @Test
    void failsToStartOnAPortInUseAndSaysSo() throws Exception {
        try (TestServer other = new TestServer(TestServer.ECHO)) {
            assertThatThrownBy(() -> start(config(other.port()))).isInstanceOf(IOException.class);
            assertThat(logText()).contains("ERROR GatewayServer - Cannot listen on 127.0.0.1:" + other.port() + ": ")
                    .doesNotContain("Service has started");
        }
    }

    @Test
    void appliesChangedHostsWithoutClosingAConnection() throws Exception {
        InetSocketAddress address = start(config(0));
        assertThat(answer(address, "127.0.0.1")).startsWith("HTTP/1.1 403 ");
        try (RawClient open = new RawClient(address)) {
            Await.until("the connection", () -> counters.get(GatewayCounter.ACTIVE_CLIENT_CONNECTION) > 0);
            gateway.apply(config(0, "127.0.0.1"));
            assertThat(answer(address, "127.0.0.1")).doesNotStartWith("HTTP/1.1 403 ");
            assertThat(open.send("CONNECT 127.0.0.1:443 HTTP/1.1\r\n\r\n").readHead())
                    .doesNotStartWith("HTTP/1.1 403 ");
        }
    }

    @Test
    void listensOnAChangedPortBeforeItLeavesTheOldOne() throws Exception {
        InetSocketAddress old = start(config(0));
        int port = TestServer.unusedPort();
        try (RawClient open = new RawClient(old)) {
            Await.until("the connection", () -> counters.get(GatewayCounter.ACTIVE_CLIENT_CONNECTION) > 0);
            gateway.apply(config(port));
            assertThat(answer(new InetSocketAddress(LOOPBACK, port), "a.example")).startsWith("HTTP/1.1 403 ");
            Await.until("the old port to be left", () -> isRefused(old));
            assertThat(open.send("GET / HTTP/1.1\r\n\r\n").readHead()).startsWith("HTTP/1.1 405 ");
        }
    }

    @Test
    void listensOnAnotherAddressOfTheSamePort() throws Exception {
        int port = TestServer.unusedPort();
        InetSocketAddress old = start(config(port));
        GatewayConfig everywhere = new GatewayConfig(Optional.empty(), port, Severity.INFO, AccessRules.DEFAULT,
                RelayRules.DIRECT, TlsRules.DEFAULT, Limits.DEFAULT, true);
        for (int i = 0; i < 20; i++) {
            gateway.apply(everywhere);
            assertThat(gateway.address().getAddress().isAnyLocalAddress()).isTrue();
            assertThat(answer(old, "a.example")).startsWith("HTTP/1.1 403 ");
            gateway.apply(config(port));
            assertThat(gateway.address()).isEqualTo(old);
        }
    }

    @Test
    void goesOnListeningWhereItDidWhenAChangedPortIsInUse() throws Exception {
        InetSocketAddress old = start(config(0));
        try (TestServer other = new TestServer(TestServer.ECHO)) {
            gateway.apply(config(other.port(), "127.0.0.1"));
            awaitInLog("Cannot listen on 127.0.0.1:" + other.port());
            assertThat(answer(old, "127.0.0.1")).startsWith("HTTP/1.1 502 ");
            assertThat(gateway.address()).isEqualTo(old);
        }
    }

    @Test
    void ignoresSettingsThatComeAfterItsEnd() throws Exception {
        start(config(0));
        gateway.stop();
        String ended = logText();
        int port = TestServer.unusedPort();
        gateway.apply(config(port));
        assertThat(logText()).isEqualTo(ended);
        assertThat(isRefused(new InetSocketAddress(LOOPBACK, port))).isTrue();
    }

    @Test
    void allowsWhatTheLocalAgentNeedsAndFollowsItsChanges() throws Exception {
        agent.set(Optional.of(needs("127.0.0.1")));
        InetSocketAddress address = start(config(0));
        awaitInLog("Allowed hosts from Test Agent: 127.0.0.1");
        assertThat(answer(address, "127.0.0.1")).doesNotStartWith("HTTP/1.1 403 ");
        agent.set(Optional.of(needs("127.0.0.2")));
        awaitInLog("Allowed hosts from Test Agent: 127.0.0.2");
        Await.until("the new host", () -> !answer(address, "127.0.0.2").startsWith("HTTP/1.1 403 "));
        assertThat(answer(address, "127.0.0.1")).startsWith("HTTP/1.1 403 ");
    }

    private static AgentNeeds needs(String host) {
        return new AgentNeeds("Test Agent", Set.of("00000000-0000-0000-0000-000000000001"), Set.of(host), List.of());
    }

    @Test
    void countsErrorsEvenThoseThatAreCoalesced() throws Exception {
        InetSocketAddress address = start(config(0));
        for (int i = 0; i < 7; i++) {
            answer(address, "forbidden.example");
        }
        assertThat(counters.get(GatewayCounter.ERROR_COUNT)).isEqualTo(7);
        assertThat(logText().lines().filter(line -> line.contains("(forbidden.example) is forbidden"))).hasSize(1);
        gateway.stop();
        gateway = null;
        log.close();
        assertThat(file()).content().contains("(6 more like this)");
    }

    @Test
    void refusesClientsThatAreNotAllowedInOneLineUntilTheyAre() throws Exception {
        AccessRules access = new AccessRules(List.of(AddressRange.parse("192.0.2.0/24")),
                List.of(HostPattern.parse("127.0.0.1")), List.of(), List.of());
        InetSocketAddress address = start(new GatewayConfig(Optional.of(LOOPBACK), 0, Severity.INFO, access,
                RelayRules.DIRECT, TlsRules.DEFAULT, Limits.DEFAULT, true));
        for (String host : List.of("127.0.0.1", "a.example", "b.example")) {
            assertThat(answer(address, host)).startsWith("HTTP/1.1 403 ");
        }
        assertThat(counters.get(GatewayCounter.ERROR_COUNT)).isEqualTo(3);
        assertThat(logText().lines().filter(line -> line.contains("is not allowed. Its address"))).hasSize(1);
        gateway.apply(config(address.getPort(), "127.0.0.1"));
        assertThat(answer(address, "127.0.0.1")).startsWith("HTTP/1.1 502 ");
        assertThat(logText()).contains("(2 more like this)");
    }

    @Test
    void switchesTheLogLevelWhileItRuns() throws Exception {
        InetSocketAddress address = start(config(0));
        answer(address, "a.example");
        assertThat(logText()).doesNotContain("Got request from");
        gateway.apply(new GatewayConfig(Optional.of(LOOPBACK), 0, Severity.DEBUG, AccessRules.DEFAULT,
                RelayRules.DIRECT, TlsRules.DEFAULT, Limits.DEFAULT, true));
        answer(address, "b.example");
        assertThat(logText()).contains("DEBUG GatewayLogic - Got request from 127.0.0.1:")
                .contains(": CONNECT b.example:443 with headers ");
    }

    @Test
    void saysWhichAllowedHostsAreThoseOfOthers() throws Exception {
        start(config(0, "*.com", "www.example.com"));
        awaitInLog("INFO GatewayServer - Allowed hosts include those of others: *.com allows every host below com,"
                + " whoever has it. Allow exact names instead");
        assertThat(logText()).doesNotContain("those of others: www");
    }

    @Test
    void keepsItsNameInViaWhenSettingsChange() throws Exception {
        List<String> via = new CopyOnWriteArrayList<>();
        try (TestServer relay = new TestServer(socket -> new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII)).lines()
                .takeWhile(line -> !line.isEmpty()).filter(line -> line.startsWith("Via: ")).forEach(via::add))) {
            InetSocketAddress address = start(relayedTo(relay.port(), Duration.ofSeconds(15)));
            answer(address, "a.example");
            gateway.apply(relayedTo(relay.port(), Duration.ofSeconds(16)));
            answer(address, "a.example");
            assertThat(via).hasSize(2);
            assertThat(via.get(1)).isEqualTo(via.get(0));
        }
    }

    private static GatewayConfig relayedTo(int port, Duration connectTimeout) {
        Limits limits = new Limits(connectTimeout, Duration.ofSeconds(30), Duration.ofMinutes(10),
                Duration.ofSeconds(1), 100, 0);
        return new GatewayConfig(Optional.of(LOOPBACK), 0, Severity.INFO,
                AccessRules.ofHosts(List.of(HostPattern.parse("a.example"))),
                RelayRules.through(new RelayProxy("127.0.0.1", port, Optional.empty())), TlsRules.DEFAULT, limits,
                true);
    }

    @Test
    void stopsAcceptingAtOnceAndClosesWhatIsLeftAfterTheDrainTime() throws Exception {
        Limits limits = new Limits(Duration.ofSeconds(15), Duration.ofSeconds(30), Duration.ofMinutes(10),
                Duration.ofMillis(300), 100, 0);
        InetSocketAddress address = start(config(0, limits));
        try (RawClient idle = new RawClient(address)) {
            Await.until("the connection", () -> counters.get(GatewayCounter.ACTIVE_CLIENT_CONNECTION) > 0);
            gateway.stop();
            gateway = null;
            assertThat(idle.readAll()).isEmpty();
            assertThatThrownBy(() -> new RawClient(address)).isInstanceOf(ConnectException.class);
            assertThat(logText()).endsWith("INFO GatewayServer - Service has stopped" + System.lineSeparator());
        }
    }
}
