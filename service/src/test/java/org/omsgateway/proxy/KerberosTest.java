package org.omsgateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.omsgateway.config.RelayProxy;
import org.omsgateway.testing.Await;
import org.omsgateway.testing.Kdc;
import org.omsgateway.testing.Squid;
import org.omsgateway.testing.TestServer;

/** A KDC of MIT Kerberos, and Squid or a scripted relay proxy that wants its tickets. */
class KerberosTest {
    private static final String AGENT = "agent@" + Kdc.REALM;
    private static final EventLoopGroup LOOPS = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

    @TempDir
    private static Path folder;

    private static Kdc kdc;
    private static TestServer server;
    private static TestProxy beyond;
    private static Squid squid;

    @BeforeAll
    static void start() throws Exception {
        kdc = new Kdc(Files.createDirectory(folder.resolve("kdc")));
        server = new TestServer(socket -> socket.getInputStream().transferTo(socket.getOutputStream()));
        beyond = new TestProxy(TestProxy.dialerTo(server.address()));
        squid = Squid.withKerberos(folder, kdc, beyond.address().getPort());
    }

    @AfterAll
    static void stop() throws Exception {
        squid.close();
        beyond.close();
        server.close();
        kdc.close();
        LOOPS.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private static Dialer dialer(String host, int port, String username, String password) {
        RelayProxy relay = new RelayProxy(host, port, Optional.of(new RelayProxy.Credential(username, password)));
        return new Dialers(new SystemNameResolver(), MemoryBudget.ofThisProcess())
                .through("the relay proxy", relay, Await.PATIENCE);
    }

    private static String report(Dialer dialer) throws InterruptedException {
        return TestDial.report(dialer, LOOPS.next());
    }

    @Test
    void opensTunnelsThroughSquidAndBeginsWithATicketOnceItIsAsked() throws Exception {
        Dialer dialer = dialer("localhost", squid.port(), AGENT, Kdc.PASSWORD);
        String used = "; used: Negotiate for HTTP/localhost as " + AGENT;
        assertThat(report(dialer)).isEqualTo("it opens tunnels after 2 requests; it offers Negotiate" + used);
        assertThat(report(dialer)).isEqualTo("it opens tunnels after 1 request" + used);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        agent@TEST.EXAMPLE  | wr0ng  | the password is wrong
        nobody@TEST.EXAMPLE | s3cret | the KDC does not know the account
        agent@OTHER.EXAMPLE | s3cret | no KDC answers
        """)
    void reportsAnAccountThatGetsNoTicket(String username, String password, String cause) throws Exception {
        assertThat(report(dialer("localhost", squid.port(), username, password)))
                .startsWith("the relay proxy answered 407 Proxy Authentication Required; it offers Negotiate;"
                        + " Negotiate for HTTP/localhost as " + username + ": " + cause)
                .contains("; check ").doesNotContain(password);
    }

    @Test
    void reportsAnAddressInPlaceOfTheNameInTheSpn() throws Exception {
        assertThat(report(dialer("127.0.0.1", squid.port(), AGENT, Kdc.PASSWORD)))
                .contains("; Negotiate for HTTP/127.0.0.1 as " + AGENT + ": the KDC does not know the SPN; check that")
                .contains("DNS name instead of an address");
    }

    @Test
    void reportsAKdcThatIsNotThereAndUsesItOnceItIs() throws Exception {
        Dialer dialer = dialer("localhost", squid.port(), AGENT, Kdc.PASSWORD);
        kdc.stop();
        try {
            assertThat(report(dialer)).contains(": no KDC answers; check the realm");
        } finally {
            kdc.start();
        }
        assertThat(report(dialer)).startsWith("it opens tunnels");
    }

    @Test
    void reportsAClockThatIsOff() throws Exception {
        kdc.stop();
        try {
            kdc.start("faketime", "-f", "+1h");
            assertThat(report(dialer("localhost", squid.port(), AGENT, Kdc.PASSWORD)))
                    .contains(": the clocks differ too much; check the time of this computer");
        } finally {
            kdc.stop();
            kdc.start();
        }
    }

    /** {@code ;} is CR LF; an answer for each request on a connection, which then closes. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Negotiate !!!!       | the relay proxy's token makes no sense
        Negotiate YWJj       | the relay proxy's token makes no sense
        Negotiate oQcwBaADCgEC | the relay proxy
        Negotiate            | the relay proxy refused the handshake; check
        Digest a=b           | the relay proxy no longer offered the scheme
        """)
    void endsAHandshakeThatGoesWrongInOneClearReason(String second, String cause) throws Exception {
        String head = "HTTP/1.1 407 x\r\nContent-Length: 0\r\nProxy-Authenticate: ";
        try (TestServer relay = new ScriptedRelay(head + "Negotiate\r\n\r\n", head + second + "\r\n\r\n").server()) {
            String report = report(dialer("localhost", relay.port(), AGENT, Kdc.PASSWORD));
            assertThat(report).startsWith("the relay proxy answered 407 Proxy Authentication Required; it offers ")
                    .contains("; Negotiate for HTTP/localhost as " + AGENT + ": " + cause).contains("; check ")
                    .doesNotContain("!!").doesNotContain("YWJj").doesNotContain("oQcw");
            assertThat(relay.accepted()).isOne();
        }
    }

    @Test
    void turnsToBasicWhenTheRelayProxyRefusesTheTicket() throws Exception {
        String offer = "HTTP/1.1 407 x\r\nContent-Length: 0\r\nProxy-Authenticate: Negotiate, Basic\r\n\r\n";
        ScriptedRelay script = new ScriptedRelay(offer, offer, "HTTP/1.1 200 x\r\n\r\n");
        try (TestServer relay = script.server()) {
            assertThat(report(dialer("localhost", relay.port(), AGENT, Kdc.PASSWORD))).isEqualTo(
                    "it opens tunnels after 3 requests; it offers Negotiate, Basic; used: Basic as " + AGENT);
            assertThat(script.authorizations()).satisfiesExactly(
                    none -> assertThat(none).isEmpty(),
                    ticket -> assertThat(ticket).startsWith("Negotiate YII"),
                    password -> assertThat(password).startsWith("Basic "));
        }
    }
}
