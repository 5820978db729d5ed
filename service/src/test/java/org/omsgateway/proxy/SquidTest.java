package org.omsgateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omsgateway.config.RelayProxy;
import org.omsgateway.eventlog.GatewayEvent;
import org.omsgateway.testing.Await;
import org.omsgateway.testing.Program;
import org.omsgateway.testing.RawClient;
import org.omsgateway.testing.Squid;
import org.omsgateway.testing.TestServer;
import org.omsgateway.testing.TlsServer;

/** Squid with Basic authentication as the relay proxy. */
class SquidTest {
    @TempDir
    private static Path folder;

    private static TlsServer server;
    private static TestProxy beyond;
    private static Squid squid;

    @BeforeAll
    static void start() throws Exception {
        server = new TlsServer(folder);
        beyond = new TestProxy(TestProxy.dialerTo(server.address()));
        squid = new Squid(folder, "agent", "s3cret pässword", beyond.address().getPort());
    }

    @AfterAll
    static void stop() {
        squid.close();
        beyond.close();
        server.close();
    }

    private static TestProxy proxyWith(String username, String password) throws Exception {
        return proxyWith(squid.port(), username, password);
    }

    private static TestProxy proxyWith(int port, String username, String password) throws Exception {
        RelayProxy relay = new RelayProxy("127.0.0.1", port,
                Optional.ofNullable(username).map(name -> new RelayProxy.Credential(name, password)));
        return new TestProxy(
                new Dialers(new SystemNameResolver(), MemoryBudget.ofThisProcess())
                        .through("the relay proxy", relay, Await.PATIENCE));
    }

    @Test
    void letsTheGatewayThroughWithItsCredential() throws Exception {
        try (TestProxy proxy = proxyWith("agent", "s3cret pässword");
                Program curl = Program.start(folder, "curl", "-sS", "-x",
                        "http://127.0.0.1:" + proxy.address().getPort(),
                        "--cacert", "server.crt", "https://www.allowed.example/")) {
            assertThat(curl.exitCode()).as(curl.output()).isZero();
            assertThat(curl.output()).contains("s_server -accept");
            proxy.events.assertNothingWrong();
        }
    }

    @Test
    void runsBesideAnotherSquid(@TempDir Path other) throws Exception {
        try (Squid second = new Squid(other, "agent", "another password", beyond.address().getPort());
                TestProxy throughFirst = proxyWith("agent", "s3cret pässword");
                RawClient client = new RawClient(throughFirst.address())) {
            assertThat(second.sharedMemory()).isNotEmpty().doesNotContainAnyElementsOf(squid.sharedMemory());
            assertThat(squid.sharedMemory()).isNotEmpty();
            assertThat(client.send("CONNECT www.allowed.example:443 HTTP/1.1\r\n\r\n").readHead())
                    .startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void reportsTheStatusOfALongAnswerOfSquid(@TempDir Path other) throws Exception {
        try (Squid lost = new Squid(other, "agent", "s3cret", TestServer.unusedPort());
                TestProxy proxy = proxyWith(lost.port(), "agent", "s3cret");
                RawClient client = new RawClient(proxy.address())) {
            assertThat(client.send("CONNECT www.allowed.example:443 HTTP/1.1\r\n\r\n").readAll())
                    .startsWith("HTTP/1.1 502 ");
            // Squid's status depends on whether it already knows that its parent is lost.
            assertThat(proxy.events.await(GatewayEvent.NETWORK_ERROR)).matches(".*: the relay proxy answered"
                    + " (500 Internal Server Error|503 Service Unavailable) \\(tunnel 1\\)");
        }
    }

    @Test
    void refusesAWrongOrMissingCredentialWithAClearEvent() throws Exception {
        try (TestProxy wrong = proxyWith("agent", "wrong"); TestProxy missing = proxyWith(null, null)) {
            for (TestProxy proxy : new TestProxy[] {wrong, missing}) {
                try (RawClient client = new RawClient(proxy.address())) {
                    assertThat(client.send("CONNECT www.allowed.example:443 HTTP/1.1\r\n\r\n").readAll())
                            .startsWith("HTTP/1.1 502 ").doesNotContain("407").doesNotContain("Proxy-Authenticate");
                }
                assertThat(proxy.events.await(GatewayEvent.NETWORK_ERROR)).endsWith(
                        "via relay proxy 127.0.0.1:" + squid.port()
                        + ": the relay proxy answered 407 Proxy Authentication Required; it offers Basic; "
                        + (proxy == wrong
                                ? "Basic as agent: it has refused RelayProxyUsername and RelayProxyPassword (tunnel 1)"
                                : "for Basic, RelayProxyUsername and RelayProxyPassword have to be set (tunnel 1)"));
            }
        }
    }
}
