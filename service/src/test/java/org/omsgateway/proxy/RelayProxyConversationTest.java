package org.omsgateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.omsgateway.config.AuthenticationScheme;
import org.omsgateway.config.RelayProxy;
import org.omsgateway.testing.Await;
import org.omsgateway.testing.TestServer;

/** The rounds of Basic authentication, and what a 407 may say about its connection. */
class RelayProxyConversationTest {
    private static final EventLoopGroup LOOPS = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private static final String CHALLENGE = "HTTP/1.1 407 x\r\nProxy-Authenticate: Basic realm=x\r\n";
    private static final String GRANTED = "HTTP/1.1 200 x\r\n\r\n";
    private static final String REFUSED = "the relay proxy answered 407 Proxy Authentication Required; it offers Basic;"
            + " Basic as user: it has refused RelayProxyUsername and RelayProxyPassword";

    @AfterAll
    static void stop() {
        LOOPS.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private static Dialer dialer(TestServer relay, Duration timeout) {
        return new Dialers(new SystemNameResolver(), MemoryBudget.ofThisProcess()).through("the relay proxy",
                new RelayProxy("127.0.0.1", relay.port(), Optional.of(new RelayProxy.Credential("user", "geheim"))),
                timeout);
    }

    private static String report(Dialer dialer) throws InterruptedException {
        return TestDial.report(dialer, LOOPS.next());
    }

    /** {@code ;} is CR LF, {@code ~} closes the connection. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        Content-Length: 0;;                                            | 1
        content-length : 4;;body                                       | 1
        Content-Length: 4;Content-Length: 4;;body                      | 1
        Transfer-Encoding: chunked;;4;body;0;;                         | 1
        Transfer-Encoding: Chunked;;2 x=y;bo;00A;0123456789;0;T: u;; | 1
        Connection: keep-alive;Content-Length: 1;;x                    | 1
        Connection: close;Content-Length: 4;;body                      | 2
        Proxy-Connection: x, Close;Content-Length: 4;;body             | 2
        ;body without an end                                           | 2
        ;~                                                             | 2
        Content-Length: 0;;~                                           | 2
        Content-Length: 4;;bo~                                         | 2
        Content-Length: 1;Content-Length: 2;;xx                        | 2
        Content-Length: x;;                                            | 2
        Content-Length: 999999999;;                                    | 2
        Content-Length: 1;Transfer-Encoding: chunked;;0;;              | 2
        Transfer-Encoding: gzip, chunked;;0;;                          | 2
        Transfer-Encoding: chunked;;x;                                 | 2
        Transfer-Encoding: chunked;;123456789;                         | 2
        Transfer-Encoding: chunked;;1;xx;0;;                           | 2
        """)
    void asksAgainOnTheSameConnectionOrOnANewOne(String rest, int connections) throws Exception {
        String answer = CHALLENGE + rest.replace(";", "\r\n").replace("~", ScriptedRelay.CLOSE);
        ScriptedRelay script = new ScriptedRelay(answer, GRANTED);
        try (TestServer relay = script.server()) {
            assertThat(report(dialer(relay, Await.PATIENCE)))
                    .matches("it opens tunnels after [23] requests; it offers Basic; used: Basic as user");
            assertThat(script.authorizations()).startsWith("").endsWith("Basic dXNlcjpnZWhlaW0=");
            assertThat(relay.accepted()).isEqualTo(connections);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.0 407 x\r\n", "HTTP/1.0 407 x\r\nContent-Length: 0\r\n"})
    void takesANewConnectionAfterAnAnswerOfHttp10(String beginning) throws Exception {
        ScriptedRelay script = new ScriptedRelay(beginning + "Proxy-Authenticate: Basic\r\n\r\n", GRANTED);
        try (TestServer relay = script.server()) {
            assertThat(report(dialer(relay, Await.PATIENCE))).startsWith("it opens tunnels after 2 requests");
            assertThat(relay.accepted()).isEqualTo(2);
        }
    }

    @Test
    void keepsTheConnectionOfHttp10ThatIsKeptAlive() throws Exception {
        ScriptedRelay script = new ScriptedRelay("HTTP/1.0 407 x\r\nProxy-Connection: Keep-Alive\r\n"
                + "Content-Length: 1\r\nProxy-Authenticate: Basic\r\n\r\nx", GRANTED);
        try (TestServer relay = script.server()) {
            assertThat(report(dialer(relay, Await.PATIENCE))).startsWith("it opens tunnels after 2 requests");
            assertThat(relay.accepted()).isOne();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {DiscardedBody.MAX_LENGTH - 3, DiscardedBody.MAX_LENGTH + 1})
    void readsALongBodyUpToTheLimit(int length) throws Exception {
        ScriptedRelay script = new ScriptedRelay(
                CHALLENGE + "Content-Length: " + length + "\r\n\r\n" + "x".repeat(length), GRANTED);
        try (TestServer relay = script.server()) {
            assertThat(report(dialer(relay, Await.PATIENCE))).startsWith("it opens tunnels after 2 requests");
            assertThat(relay.accepted()).isEqualTo(length < DiscardedBody.MAX_LENGTH ? 1 : 2);
        }
    }

    @Test
    void givesUpOnABodyThatDoesNotEnd() throws Exception {
        try (TestServer relay = new ScriptedRelay(CHALLENGE + "Content-Length: 9\r\n\r\nx").server()) {
            assertThat(report(dialer(relay, Duration.ofMillis(300))))
                    .isEqualTo("the relay proxy did not end the content of its 407 within 300 ms");
        }
    }

    @Test
    void sendsThePasswordAheadOnlyOnceItIsAskedForIt() throws Exception {
        String challenge = CHALLENGE + "Content-Length: 0\r\n\r\n";
        ScriptedRelay script = new ScriptedRelay(challenge, GRANTED, GRANTED, challenge, challenge, challenge);
        try (TestServer relay = script.server()) {
            Dialer dialer = dialer(relay, Await.PATIENCE);
            assertThat(report(dialer)).startsWith("it opens tunnels after 2 requests");
            assertThat(report(dialer)).isEqualTo("it opens tunnels after 1 request; used: Basic as user");
            assertThat(report(dialer)).isEqualTo(REFUSED);
            // The relay proxy has refused it, so the next request waits for the challenge again.
            assertThat(report(dialer)).startsWith(REFUSED.substring(0, 40));
            assertThat(script.authorizations()).extracting(String::isEmpty)
                    .startsWith(true, false, false, false, true);
        }
    }

    @Test
    void asksNoFurtherForSchemesThatTheAdministratorDoesNotAllow() throws Exception {
        ScriptedRelay script = new ScriptedRelay(CHALLENGE + "Content-Length: 0\r\n\r\n");
        try (TestServer server = script.server()) {
            RelayProxy relay = new RelayProxy("127.0.0.1", server.port(),
                    Optional.of(new RelayProxy.Credential("user", "geheim")),
                    Set.of(AuthenticationScheme.NEGOTIATE));
            assertThat(report(new Dialers(new SystemNameResolver(), MemoryBudget.ofThisProcess())
                    .through("the relay proxy", relay, Await.PATIENCE)))
                    .endsWith("; it offers Basic; RelayProxyAuthentication does not allow Basic");
            assertThat(script.authorizations()).containsExactly("");
        }
    }
}
