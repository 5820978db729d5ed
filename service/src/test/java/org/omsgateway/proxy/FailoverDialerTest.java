package org.omsgateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.omsgateway.config.AccessRules;
import org.omsgateway.config.GatewayConfig;
import org.omsgateway.config.Limits;
import org.omsgateway.config.RelayProxy;
import org.omsgateway.config.RelayRules;
import org.omsgateway.config.TlsRules;
import org.omsgateway.eventlog.GatewayEvent;
import org.omsgateway.perfcounters.GatewayCounter;
import org.omsgateway.policy.BypassEntry;
import org.omsgateway.testing.Await;
import org.omsgateway.testing.OpenProxy;
import org.omsgateway.testing.RawClient;
import org.omsgateway.testing.RecordedEvents;
import org.omsgateway.testing.TestServer;

class FailoverDialerTest {
    private static final Relay.Pauses PAUSES = new Relay.Pauses(Duration.ofMillis(5), Duration.ofMillis(40));
    private static final String REQUEST = "CONNECT www.allowed.example:443 HTTP/1.1\r\n\r\n";
    private static final String GRANTED = "HTTP/1.1 200 ";

    private final RecordedEvents events = new RecordedEvents();
    private final List<TestProxy> gateways = new ArrayList<>();
    private TestServer server;
    private TestServer second;

    @BeforeEach
    void start() throws IOException {
        server = new TestServer(TestServer.ECHO);
        second = OpenProxy.to(server.port());
    }

    @AfterEach
    void stop() throws IOException {
        gateways.forEach(TestProxy::close);
        second.close();
        server.close();
    }

    private static GatewayConfig config(Duration connectTimeout, List<BypassEntry> bypass, Integer... ports) {
        List<RelayProxy> proxies = Arrays.stream(ports)
                .map(port -> new RelayProxy("127.0.0.1", port, Optional.empty())).toList();
        Limits limits = new Limits(connectTimeout, Limits.DEFAULT.handshakeTimeout(), Limits.DEFAULT.idleTimeout(),
                Limits.DEFAULT.drainTime(), Limits.DEFAULT.maxConnections(), Limits.DEFAULT.maxConnectionsPerClient());
        return new GatewayConfig(Optional.of(InetAddress.getLoopbackAddress()), 0, GatewayEvent.Severity.INFO,
                AccessRules.DEFAULT, new RelayRules(proxies, bypass), TlsRules.DEFAULT, limits, false);
    }

    private Dialers dialers() {
        return new Dialers(new SystemNameResolver(), MemoryBudget.ofThisProcess(), events, PAUSES);
    }

    private TestProxy via(Integer... ports) throws IOException {
        return via(config(Await.PATIENCE, List.of(), ports));
    }

    private TestProxy via(GatewayConfig config) throws IOException {
        TestProxy gateway = new TestProxy(dialers().of(config));
        gateways.add(gateway);
        return gateway;
    }

    private static String answer(TestProxy gateway) throws IOException {
        try (RawClient client = new RawClient(gateway.address())) {
            String head = client.send(REQUEST).readHead();
            return head.substring(0, Math.min(head.length(), GRANTED.length()));
        }
    }

    private static TestServer answering(String answer) throws IOException {
        return new TestServer(socket -> {
            OpenProxy.readHead(socket.getInputStream());
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        });
    }

    private String lost() {
        return events.await(GatewayEvent.RELAY_PROXY_LOST);
    }

    @Test
    void theNextServesWhileTheFirstCannotBeConnectedTo() throws Exception {
        int port = TestServer.unusedPort();
        TestProxy gateway = via(port, second.port());
        for (int i = 0; i < 3; i++) {
            assertThat(answer(gateway)).isEqualTo(GRANTED);
        }
        assertThat(lost()).endsWith("Relay proxy 127.0.0.1:" + port + " is not in use for the time being. In use:"
                + " 127.0.0.1:" + second.port() + ". Cause: 127.0.0.1:" + port + ": Connection refused");
        assertThat(events.messages(GatewayEvent.RELAY_PROXY_LOST)).hasSize(1);
        gateway.events.assertNothingWrong();
        // Only the first dial has tried the first relay proxy.
        assertThat(gateway.counters.get(GatewayCounter.RELAY_PROXY_FAILURES)).isEqualTo(1);
        assertThat(gateway.counters.get(GatewayCounter.DIAL_FAILURES)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 502 x\r\n\r\n", "HTTP/1.1 503 x\r\n\r\n", "HTTP/1.1 504 x\r\n\r\n", "",
        "SSH-2.0"})
    void theNextServesWhileTheFirstFailsWhereTheNextDoesNot(String answer) throws Exception {
        try (TestServer first = answering(answer)) {
            TestProxy gateway = via(first.port(), second.port());
            assertThat(answer(gateway)).isEqualTo(GRANTED);
            assertThat(lost()).contains("Relay proxy 127.0.0.1:" + first.port() + " is not in use");
            gateway.events.assertNothingWrong();
        }
    }

    @Test
    void oneBadHostDoesNotTakeARelayProxyOutOfUse() throws Exception {
        String bad = "HTTP/1.1 503 x\r\n\r\n";
        try (TestServer first = answering(bad); TestServer next = answering(bad)) {
            TestProxy gateway = via(first.port(), next.port());
            assertThat(answer(gateway)).isEqualTo("HTTP/1.1 502 ");
            assertThat(gateway.events.await(GatewayEvent.NETWORK_ERROR)).contains(": 127.0.0.1:" + first.port()
                    + ": the relay proxy answered 503 Service Unavailable; 127.0.0.1:" + next.port()
                    + ": the relay proxy answered 503 Service Unavailable (tunnel 1)");
            assertThat(events.messages(GatewayEvent.RELAY_PROXY_LOST)).isEmpty();
            assertThat(gateway.counters.get(GatewayCounter.RELAY_PROXY_FAILURES)).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 407, 400, 429, 500})
    void aDecisionIsNotAskedForTwice(int status) throws Exception {
        try (TestServer first = answering("HTTP/1.1 " + status + " x\r\n\r\n")) {
            TestProxy gateway = via(first.port(), second.port());
            assertThat(answer(gateway)).isEqualTo("HTTP/1.1 502 ");
            assertThat(gateway.events.await(GatewayEvent.NETWORK_ERROR)).contains("answered " + status);
            assertThat(second.accepted()).isZero();
            assertThat(events.messages(GatewayEvent.RELAY_PROXY_LOST)).isEmpty();
        }
    }

    @Test
    void theFirstServesAgainOnceItIsBack() throws Exception {
        AtomicReference<String> answer = new AtomicReference<>("HTTP/1.1 503 x\r\n\r\n");
        try (TestServer first = new TestServer(socket -> {
            OpenProxy.readHead(socket.getInputStream());
            socket.getOutputStream().write(answer.get().getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readAllBytes();
        })) {
            TestProxy gateway = via(first.port(), second.port());
            assertThat(answer(gateway)).isEqualTo(GRANTED);
            lost();
            // A relay proxy that only accepts connections is not back.
            int accepted = first.accepted();
            Await.until("two attempts in the background", () -> first.accepted() >= accepted + 2);
            assertThat(events.messages(GatewayEvent.RELAY_PROXY_BACK)).isEmpty();
            answer.set("HTTP/1.1 200 x\r\n\r\n");
            assertThat(events.await(GatewayEvent.RELAY_PROXY_BACK))
                    .endsWith("Relay proxy 127.0.0.1:" + first.port() + " is in use again");
            int through = second.accepted();
            assertThat(answer(gateway)).isEqualTo(GRANTED);
            assertThat(second.accepted()).isEqualTo(through);
        }
    }

    @Test
    void aSilentRelayProxyCompetesWithTheNextOne() throws Exception {
        try (TestServer silent = new TestServer(socket -> socket.getInputStream().readAllBytes())) {
            // Its share of the time is short, so the next one is asked long before the time-out.
            TestProxy gateway = via(config(Await.PATIENCE, List.of(), silent.port(), second.port()));
            assertThat(answer(gateway)).isEqualTo(GRANTED);
            assertThat(lost()).containsPattern("Cause: the relay proxy did not answer within [0-9]+ ms");
        }
    }

    @Test
    void allOfThemTogetherTakeOneConnectTimeout() throws Exception {
        try (TestServer one = new TestServer(socket -> socket.getInputStream().readAllBytes());
                TestServer other = new TestServer(socket -> socket.getInputStream().readAllBytes())) {
            TestProxy gateway = via(config(Duration.ofMillis(300), List.of(), one.port(), other.port()));
            assertThat(answer(gateway)).isEqualTo("HTTP/1.1 504 ");
            assertThat(gateway.events.await(GatewayEvent.NETWORK_ERROR)).containsPattern("127.0.0.1:" + one.port()
                    + ": the relay proxy did not answer within [0-9]+ ms; 127.0.0.1:" + other.port()
                    + ": the relay proxy did not answer within [0-9]+ ms");
            assertThat(events.messages(GatewayEvent.RELAY_PROXY_LOST)).isEmpty();
        }
    }

    @Test
    void whileNoneServesAllAreTried() throws Exception {
        int port = TestServer.unusedPort();
        TestProxy gateway = via(port, TestServer.unusedPort());
        for (int i = 0; i < 3; i++) {
            assertThat(answer(gateway)).isEqualTo("HTTP/1.1 502 ");
        }
        assertThat(events.messages(GatewayEvent.RELAY_PROXY_LOST)).hasSize(2);
        assertThat(events.messages(GatewayEvent.RELAY_PROXY_LOST).get(1)).contains("In use: none");
        assertThat(gateway.counters.get(GatewayCounter.DIAL_FAILURES)).isEqualTo(3);
        assertThat(gateway.counters.get(GatewayCounter.RELAY_PROXY_FAILURES)).isEqualTo(6);
    }

    /** Each gateway has the other one and itself as relay proxies: every way is a loop. */
    @Test
    void aLoopIsNotMultiplied() throws Exception {
        TestProxy one = via(TestServer.unusedPort());
        TestProxy other = via(TestServer.unusedPort());
        Integer[] ports = {other.address().getPort(), one.address().getPort()};
        for (TestProxy gateway : List.of(one, other)) {
            gateway.server().apply(TestProxy.settings(
                    dialers().of(config(Await.PATIENCE, List.of(), ports)), TestProxy.LIMITS));
        }
        assertThat(answer(one)).isEqualTo("HTTP/1.1 502 ");
        int requests = gateways.stream()
                .mapToInt(gateway -> gateway.events.messages(GatewayEvent.CONNECT_RECEIVED).size()).sum();
        assertThat(requests).isLessThanOrEqualTo(4);
    }

    @Test
    void keepsWhatItKnowsWhileOtherSettingsChange() throws Exception {
        int port = TestServer.unusedPort();
        Dialers dialers = dialers();
        GatewayConfig config = config(Await.PATIENCE, List.of(), port, second.port());
        TestProxy gateway = new TestProxy(dialers.of(config));
        gateways.add(gateway);
        answer(gateway);
        lost();
        gateway.server().apply(TestProxy.settings(dialers.of(config), TestProxy.LIMITS));
        assertThat(answer(gateway)).isEqualTo(GRANTED);
        assertThat(gateway.counters.get(GatewayCounter.RELAY_PROXY_FAILURES)).isEqualTo(1);
    }
}
