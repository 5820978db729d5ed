package org.omsgateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
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
import org.omsgateway.testing.TestServer;
import org.omsgateway.testing.TlsServer;

/** Squid with Basic authentication as the relay proxy. */
class SquidTest {
    @TempDir
    private static Path folder;

    private static TlsServer server;
    /** Squid's own parent, so that its way ends at the test's server whatever the name. */
    private static TestProxy beyond;
    private static Program squid;
    private static int port;

    @BeforeAll
    static void start() throws Exception {
        server = new TlsServer(folder);
        beyond = new TestProxy(TestProxy.dialerTo(server.address()));
        port = TestServer.unusedPort();
        // Started by root, Squid becomes another user.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(folder.resolve("passwords"), "agent:" + hashOf("s3cret pässword") + "\n");
        Files.writeString(folder.resolve("squid.conf"), """
            http_port 127.0.0.1:%d
            auth_param basic program /usr/lib/squid/basic_ncsa_auth %s/passwords
            auth_param basic utf8 on
            acl authenticated proxy_auth REQUIRED
            http_access allow authenticated
            http_access deny all
            cache_peer 127.0.0.1 parent %d 0 no-query no-digest default
            never_direct allow all
            cache deny all
            access_log none
            cache_log /dev/null
            pid_filename none
            coredump_dir /tmp
            shutdown_lifetime 0 seconds
            """.formatted(port, folder, beyond.address().getPort()));
        squid = Program.start(folder, "squid", "-N", "-f", folder.resolve("squid.conf").toString());
        Await.until("Squid", SquidTest::accepts);
    }

    @AfterAll
    static void stop() {
        squid.close();
        beyond.close();
        server.close();
    }

    private static boolean accepts() {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (java.io.IOException notYet) {
            return false;
        }
    }

    private static String hashOf(String password) throws Exception {
        try (Program openssl = Program.start(folder, "openssl", "passwd", "-apr1", "-stdin").input(password)) {
            assertThat(openssl.exitCode()).isZero();
            return openssl.output().strip();
        }
    }

    private static TestProxy proxyWith(String username, String password) throws Exception {
        RelayProxy relay = new RelayProxy("127.0.0.1", port,
                Optional.ofNullable(username).map(name -> new RelayProxy.Credential(name, password)));
        Duration timeout = Duration.ofSeconds(30);
        return new TestProxy(new RelayDialer(relay, new Connector(new SystemNameResolver(), timeout), timeout));
    }

    @Test
    void letsTheGatewayThroughWithItsCredential() throws Exception {
        try (TestProxy proxy = proxyWith("agent", "s3cret pässword");
                Program curl = Program.start(folder, "curl", "-sS", "-x", "http://127.0.0.1:" + proxy.address().getPort(),
                        "--cacert", "server.crt", "https://www.allowed.example/")) {
            assertThat(curl.exitCode()).as(curl.output()).isZero();
            assertThat(curl.output()).contains("s_server -accept");
            proxy.events.assertNothingWrong();
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
                        "via relay proxy 127.0.0.1:" + port + ": the relay proxy answered 407 Proxy Authentication Required");
            }
        }
    }
}
