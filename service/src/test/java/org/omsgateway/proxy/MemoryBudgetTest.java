package org.omsgateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.omsgateway.testing.TlsBytes.concat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.omsgateway.config.Limits;
import org.omsgateway.config.RelayProxy;
import org.omsgateway.eventlog.GatewayEvent;
import org.omsgateway.testing.Await;
import org.omsgateway.testing.Handshakes;
import org.omsgateway.testing.OpenProxy;
import org.omsgateway.testing.RawClient;
import org.omsgateway.testing.TestServer;

/** Connections that each keep to their own limits, and would together use up the memory. */
class MemoryBudgetTest {
    private static final String HOST = "allowed.example";
    private static final String TARGET = HOST + ":443";
    private static final String CONNECT = "CONNECT " + TARGET + " HTTP/1.1\r\n\r\n";
    private static final byte[] CLIENT_HELLO = Handshakes.clientHello("0303", Handshakes.sni(HOST));
    private static final String REFUSED =
            "Connection of 127\\.0\\.0\\.1:\\d+ is refused: the limit of memory for requests and handshakes is reached";
    /** In bytes; a quarter of it is for what waits. */
    private static final long MEMORY = 4 * 256 * 1024;

    private final MemoryBudget memory = new MemoryBudget(1L << 30, MEMORY);

    private TestProxy proxy(Dialer dialer) throws Exception {
        ProxySettings settings = TestProxy.settings(dialer, Limits.DEFAULT);
        return new TestProxy(new ProxySettings(settings.clients(),
                settings.destinations(), dialer, settings.handshakes(), settings.limits(), memory));
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The beginning of a handshake message of {@code length} bytes that never becomes whole, in records. */
    private static byte[] unfinished(int type, int length) {
        byte[] message = new byte[length];
        message[0] = (byte) type;
        message[1] = 0;
        message[2] = (byte) (length >> 8);
        message[3] = (byte) length;
        byte[] records = {};
        for (int start = 0; start < length; start += 1 << 14) {
            byte[] fragment = Arrays.copyOfRange(message, start, Math.min(length, start + (1 << 14)));
            records = concat(records, new byte[] {22, 3, 3, (byte) (fragment.length >> 8), (byte) fragment.length},
                    fragment);
        }
        return records;
    }

    /** Opens connections until one is refused; all stay open. */
    private static void flood(TestProxy proxy, List<RawClient> clients, byte[] request) throws Exception {
        for (int i = 0; i < 500 && proxy.events.messages(GatewayEvent.CONNECTION_LIMIT).isEmpty(); i++) {
            RawClient client = new RawClient(proxy.address());
            clients.add(client);
            client.send(request);
        }
        Await.until("a refusal", () -> !proxy.events.messages(GatewayEvent.CONNECTION_LIMIT).isEmpty());
        assertThat(proxy.events.messages(GatewayEvent.CONNECTION_LIMIT)).allMatch(event -> event.matches(REFUSED));
    }

    private void assertGivesEverythingBack(List<RawClient> clients) throws Exception {
        assertThat(memory.used()).isPositive().isLessThanOrEqualTo(MEMORY / 4);
        for (RawClient client : clients) {
            client.close();
        }
        Await.until("no memory in use", () -> memory.used() == 0);
    }

    @Test
    void answers503ToARequestThatDoesNotEnd() throws Exception {
        List<RawClient> clients = new ArrayList<>();
        try (TestProxy proxy = proxy((request, loop) -> loop.newPromise())) {
            flood(proxy, clients, latin1("CONNECT " + TARGET + " HTTP/1.1\r\n" + "a:b\r\n".repeat(1000)));
            String refusal = proxy.events.messages(GatewayEvent.CONNECTION_LIMIT).get(0);
            RawClient refused = clients.stream()
                    .filter(client -> refusal.contains(":" + client.socket().getLocalPort() + " "))
                    .findFirst().orElseThrow();
            assertThat(refused.readAll()).startsWith("HTTP/1.1 503 Service Unavailable\r\n");
            assertGivesEverythingBack(clients);
        }
    }

    @Test
    void refusesHellosThatWaitForADial() throws Exception {
        List<RawClient> clients = new ArrayList<>();
        try (TestProxy proxy = proxy((request, loop) -> loop.newPromise())) {
            flood(proxy, clients, concat(latin1(CONNECT), new byte[12_000]));
            assertThat(proxy.events.messages(GatewayEvent.NETWORK_ERROR)).isEmpty();
            assertGivesEverythingBack(clients);
        }
    }

    @Test
    void refusesHellosThatDoNotEnd() throws Exception {
        List<RawClient> clients = new ArrayList<>();
        try (TestServer server = new TestServer(MemoryBudgetTest::waitForTheEnd);
                TestProxy proxy = proxy(TestProxy.dialerTo(server.address()))) {
            byte[] hello = unfinished(1, 15_000);
            flood(proxy, clients, concat(latin1(CONNECT), Arrays.copyOf(hello, hello.length - 1)));
            assertGivesEverythingBack(clients);
        }
    }

    @Test
    void refusesServersThatDoNotFinishAMessageAndStillServesOthers() throws Exception {
        List<RawClient> clients = new ArrayList<>();
        byte[] certificate = unfinished(11, 59_000);
        byte[] flight = concat(Handshakes.SERVER_HELLO_12, Arrays.copyOf(certificate, certificate.length - 1));
        try (TestServer hostile = new TestServer(socket -> {
                    socket.getInputStream().readNBytes(CLIENT_HELLO.length);
                    socket.getOutputStream().write(flight);
                    waitForTheEnd(socket);
                });
                TestServer good = new TestServer(TestServer.ECHO);
                TestProxy proxy = proxy((request, loop) -> TestProxy.dialerTo(
                        request.destination().host().equals(HOST) ? hostile.address() : good.address())
                        .dial(request, loop))) {
            flood(proxy, clients, concat(latin1(CONNECT), CLIENT_HELLO));
            try (RawClient small = new RawClient(proxy.address()).connect("good.allowed.example:443")) {
                assertThat(small.send("hello").read(5)).isEqualTo("hello");
            }
            assertGivesEverythingBack(clients);
        }
    }

    @Test
    void answers503ForAnAnswerOfARelayProxyThatDoesNotEnd() throws Exception {
        List<RawClient> clients = new ArrayList<>();
        byte[] answer = latin1("HTTP/1.1 407 Who\r\n" + "Proxy-Authenticate: Basic\r\n".repeat(250));
        try (TestServer relay = new TestServer(socket -> {
                    OpenProxy.readHead(socket.getInputStream());
                    socket.getOutputStream().write(answer);
                    waitForTheEnd(socket);
                });
                TestProxy proxy = proxy(new Dialers(new SystemNameResolver(), memory).through("the relay proxy",
                        new RelayProxy("127.0.0.1", relay.port(), Optional.empty()), Await.PATIENCE))) {
            flood(proxy, clients, latin1(CONNECT));
            assertThat(proxy.events.messages(GatewayEvent.NETWORK_ERROR)).isEmpty();
            for (RawClient client : clients) {
                // The gateway goes on dialling for a client that only sends no more.
                client.socket().setSoLinger(true, 0);
            }
            assertGivesEverythingBack(clients);
        }
    }

    private static void waitForTheEnd(Socket socket) throws IOException {
        socket.getInputStream().readAllBytes();
    }

    @Test
    void leavesAQuarterToSmallConnections() {
        MemoryBudget budget = new MemoryBudget(400_000, 400_000);
        assertThat(budget.take(75_000, 75_000)).isTrue();
        assertThat(budget.take(1, MemoryBudget.LARGE + 1)).isFalse();
        assertThat(budget.take(25_000, MemoryBudget.LARGE)).isTrue();
        assertThat(budget.take(1, 1)).isFalse();
        budget.giveBack(100_000);
        assertThat(budget.used()).isZero();
    }

    @Test
    void hasRoomForTheDefaultNumberOfConnectionsInTheHeapOfAMachineWith4Gb() {
        assertThat(new MemoryBudget(1L << 30, 1L << 30).roomForConnections())
                .isGreaterThan(Limits.DEFAULT.maxConnections());
        assertThat(new MemoryBudget(128L << 20, 128L << 20).roomForConnections()).isEqualTo(12_483);
    }
}
