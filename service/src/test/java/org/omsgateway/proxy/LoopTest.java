package org.omsgateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.omsgateway.config.RelayProxy;
import org.omsgateway.eventlog.GatewayEvent;
import org.omsgateway.testing.Await;
import org.omsgateway.testing.Program;
import org.omsgateway.testing.RawClient;
import org.omsgateway.testing.Squid;
import org.omsgateway.testing.TestServer;

/** Gateways whose relay proxies lead back to them: each passes a request on once. */
class LoopTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String REQUEST = "CONNECT allowed.example:443 HTTP/1.1\r\n\r\n";
    private static final String LOOP = "loop: the relay proxy leads back to this gateway";

    @TempDir
    private Path folder;

    private final List<TestProxy> gateways = new ArrayList<>();

    @AfterEach
    void stop() {
        gateways.forEach(TestProxy::close);
    }

    private TestProxy newGateway() throws IOException {
        // The relay proxy's port is known only later.
        TestProxy gateway = new TestProxy((request, loop) ->
                loop.newFailedFuture(DialException.failed("no relay proxy yet")));
        gateways.add(gateway);
        return gateway;
    }

    /** Makes what listens on {@code port} the relay proxy of {@code gateway}; a change of settings. */
    private static void relay(TestProxy gateway, Dialers dialers, int port, RelayProxy.Credential credential) {
        RelayProxy relay = new RelayProxy("127.0.0.1", port, Optional.ofNullable(credential));
        Dialer dialer = dialers.through("the relay proxy", relay, TIMEOUT);
        gateway.server().apply(TestProxy.settings(dialer, TestProxy.LIMITS));
    }

    private static Dialers newDialers() {
        return new Dialers(new SystemNameResolver(), MemoryBudget.ofThisProcess());
    }

    private void assertOneRound(int passes) throws IOException {
        try (RawClient client = new RawClient(gateways.get(0).address())) {
            assertThat(client.send(REQUEST).readAll()).startsWith("HTTP/1.1 502 ");
        }
        assertThat(gateways.stream().mapToInt(g -> g.events.messages(GatewayEvent.CONNECT_RECEIVED).size()).sum())
                .isEqualTo(passes + 1);
        assertThat(gateways.stream().flatMap(gateway -> gateway.events.messages(GatewayEvent.NETWORK_ERROR).stream()))
                .filteredOn(message -> message.contains(LOOP)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void endsARingAfterOneRound(int size) throws Exception {
        for (int i = 0; i < size; i++) {
            newGateway();
        }
        for (int i = 0; i < size; i++) {
            relay(gateways.get(i), newDialers(), gateways.get((i + 1) % size).address().getPort(), null);
        }
        assertOneRound(size);
    }

    /** A balancer sends a request to any of the gateways, so it may come back to the first one at once. */
    @ParameterizedTest
    @ValueSource(strings = {"tcp", "http"})
    void endsALoopThroughABalancer(String mode) throws Exception {
        int port = TestServer.unusedPort();
        TestProxy first = newGateway();
        TestProxy second = newGateway();
        Files.writeString(folder.resolve("haproxy.cfg"), """
            defaults
                mode %s
                timeout connect 5s
                timeout client 1m
                timeout server 1m
            listen gateways
                bind 127.0.0.1:%s
                balance roundrobin
                server first 127.0.0.1:%s
                server second 127.0.0.1:%s
            """.formatted(mode, port, first.address().getPort(), second.address().getPort()));
        try (Program haproxy = Program.start(folder, "haproxy", "-db", "-f", "haproxy.cfg")) {
            Await.until("HAProxy", () -> accepts(port));
            for (int i = 0; i < 4; i++) {
                for (TestProxy gateway : gateways) {
                    gateway.events.clear();
                    relay(gateway, newDialers(), port, null);
                }
                try (RawClient client = new RawClient(first.address())) {
                    assertThat(client.send(REQUEST).readAll()).startsWith("HTTP/1.1 502 ");
                }
                List<String> errors = new ArrayList<>(first.events.messages(GatewayEvent.NETWORK_ERROR));
                errors.addAll(second.events.messages(GatewayEvent.NETWORK_ERROR));
                assertThat(errors).hasSizeBetween(2, 3).filteredOn(message -> message.contains(LOOP)).hasSize(1);
            }
            assertThat(haproxy.output()).doesNotContain("[ALERT]");
        }
    }

    @Test
    void endsALoopThroughSquid() throws Exception {
        TestProxy gateway = newGateway();
        try (Squid squid = new Squid(folder, "agent", "s3cret", gateway.address().getPort())) {
            relay(gateway, newDialers(), squid.port(), new RelayProxy.Credential("agent", "s3cret"));
            assertOneRound(1);
        }
    }

    /** The request is under way while the settings change. */
    @Test
    void endsALoopAcrossAChangeOfSettings() throws Exception {
        TestProxy gateway = newGateway();
        Dialers dialers = newDialers();
        int port = gateway.address().getPort();
        try (TestServer between = new TestServer(socket -> {
            relay(gateway, dialers, port, null);
            try (RawClient forward = new RawClient(gateway.address())) {
                StringBuilder head = new StringBuilder();
                while (head.indexOf("\r\n\r\n") < 0) {
                    head.append((char) socket.getInputStream().read());
                }
                String answer = forward.send(head.toString()).readAll();
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
            }
        })) {
            relay(gateway, dialers, between.port(), null);
            assertOneRound(1);
        }
    }

    private static boolean accepts(int port) {
        try (java.net.Socket socket = new java.net.Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}
