package org.omsgateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.omsgateway.config.Limits;
import org.omsgateway.eventlog.GatewayEvent;
import org.omsgateway.policy.AddressRange;
import org.omsgateway.policy.AllowedClients;
import org.omsgateway.testing.Await;
import org.omsgateway.testing.Program;
import org.omsgateway.testing.RawClient;
import org.omsgateway.testing.TestServer;

/** Clients at several addresses of loopback, of which 127.0.0.2 and 127.0.0.4 are allowed. */
class ForbiddenClientTest {
    private static final String CONNECT = "CONNECT allowed.example:443 HTTP/1.1\r\n\r\n";

    private TestServer server;
    private TestProxy proxy;

    @BeforeEach
    void start() throws IOException {
        server = new TestServer(TestServer.ECHO);
        ProxySettings all = TestProxy.settings(TestProxy.dialerTo(server.address()), TestProxy.LIMITS);
        proxy = new TestProxy(allowing(all, "127.0.0.2", "127.0.0.4/31"));
    }

    @AfterEach
    void stop() throws Exception {
        proxy.close();
        server.close();
    }

    private static ProxySettings allowing(ProxySettings settings, String... clients) {
        return new ProxySettings(new AllowedClients(List.of(clients).stream().map(AddressRange::parse).toList()),
                settings.destinations(), settings.dialer(), settings.handshakes(), settings.limits(),
                settings.memory());
    }

    private String answer(String clientAddress, String request) throws IOException {
        try (Socket client = new Socket()) {
            client.bind(new InetSocketAddress(clientAddress, 0));
            client.setSoTimeout((int) Await.PATIENCE.toMillis());
            client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.address().getPort()));
            client.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            client.shutdownOutput();
            return new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {CONNECT, "CONNECT forbidden.example:443 HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\n\r\n",
        "CONNECT allowed.example:80 HTTP/1.1\r\n\r\n", "\u0016\u0003\u0001\u0002\u0000\u0001", "hello\r\n\r\n"})
    void refusesAClientThatIsNotAllowedWhateverItSends(String request) throws IOException {
        assertThat(answer("127.0.0.3", request)).startsWith("HTTP/1.1 403 Forbidden\r\n");
        assertThat(proxy.events.messages(GatewayEvent.CLIENT_FORBIDDEN)).singleElement().asString()
                .matches("Client \\(127\\.0\\.0\\.3:\\d+\\) is not allowed\\. Its address is not in AllowedClients"
                        + " \\(tunnel 1\\)");
        assertThat(proxy.events.messages(GatewayEvent.NOT_CONNECT)).isEmpty();
        assertThat(proxy.events.messages(GatewayEvent.HOST_FORBIDDEN)).isEmpty();
        assertThat(server.accepted()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.2", "127.0.0.4", "127.0.0.5"})
    void letsAnAllowedClientThrough(String client) throws IOException {
        assertThat(answer(client, CONNECT)).startsWith("HTTP/1.1 200 ");
        assertThat(answer(client, "CONNECT forbidden.example:443 HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 403 ");
        assertThat(proxy.events.messages(GatewayEvent.CLIENT_FORBIDDEN)).isEmpty();
        assertThat(proxy.events.messages(GatewayEvent.HOST_FORBIDDEN)).hasSize(1);
    }

    @Test
    void saysNothingOfAProbeThatSendsNoByte() throws IOException {
        assertThat(answer("127.0.0.3", "")).isEmpty();
        proxy.events.assertNothingWrong();
    }

    @Test
    void silentForbiddenClientsTakeNoRoomFromAllowedOnes() throws IOException {
        Duration longTime = Duration.ofMinutes(5);
        Limits one = new Limits(longTime, longTime, longTime, Duration.ZERO, 1, 1);
        proxy.server().apply(allowing(TestProxy.settings(TestProxy.dialerTo(server.address()), one), "127.0.0.2"));
        List<Socket> silent = new ArrayList<>();
        try {
            for (int i = 0; i <= ClientConnections.MAX_REFUSALS; i++) {
                silent.add(new Socket(proxy.address().getAddress(), proxy.address().getPort()));
            }
            // One of them finds no room even for a refusal; which one depends on the event loops.
            proxy.events.await(GatewayEvent.CLIENT_FORBIDDEN);
            assertThat(answer("127.0.0.2", CONNECT)).startsWith("HTTP/1.1 200 ");
        } finally {
            for (Socket socket : silent) {
                socket.close();
            }
        }
    }

    @Test
    void followsAChangeWithoutClosingATunnel() throws IOException {
        ProxySettings all = TestProxy.settings(TestProxy.dialerTo(server.address()), TestProxy.LIMITS);
        proxy.server().apply(allowing(all));
        try (RawClient open = new RawClient(proxy.address()).connect("allowed.example:443")) {
            proxy.server().apply(allowing(all, "127.0.0.2"));
            assertThat(answer("127.0.0.1", CONNECT)).startsWith("HTTP/1.1 403 ");
            open.send("still open");
            assertThat(open.read("still open".length())).isEqualTo("still open");
        }
        proxy.server().apply(allowing(all, "127.0.0.1"));
        assertThat(answer("127.0.0.1", CONNECT)).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void curlLearnsWhetherItsAddressIsAllowed(@TempDir Path folder) throws Exception {
        assertThat(curl(folder, "127.0.0.3")).contains("CONNECT tunnel failed, response 403");
        assertThat(curl(folder, "127.0.0.2")).contains("HTTP/1.1 200 Connection established");
    }

    private String curl(Path folder, String address) throws Exception {
        try (Program curl = Program.start(folder, "curl", "-sSv", "--max-time", "20", "--interface", address,
                "-x", "http://127.0.0.1:" + proxy.address().getPort(), "https://allowed.example/")) {
            curl.exitCode();
            return curl.output();
        }
    }
}
