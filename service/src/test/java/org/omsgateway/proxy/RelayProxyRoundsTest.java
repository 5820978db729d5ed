package org.omsgateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.omsgateway.auth.RelayAuthenticator;
import org.omsgateway.auth.StandIn;
import org.omsgateway.config.RelayProxy;
import org.omsgateway.policy.Destination;
import org.omsgateway.testing.Await;
import org.omsgateway.testing.TestServer;

/** Handshakes of several rounds with a relay proxy that does what it likes. */
class RelayProxyRoundsTest {
    private static final EventLoopGroup LOOPS = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private static final String GRANTED = "HTTP/1.1 200 x\r\n\r\n";
    private static final String FOR = " for HTTP/127.0.0.1 as agent";
    /** After the challenge, the second token. */
    private static final UnaryOperator<byte[]> TOKENS = challenge -> latin1(challenge.length == 0 ? "one" : "two");
    private static final String ONE = " b25l";
    private static final String TWO = " dHdv";
    private static final String BASIC = "Basic dXNlcjpnZWhlaW0=";

    private final MemoryBudget memory = new MemoryBudget(1L << 30, 4 * 64 * 1024);

    @AfterAll
    static void stop() {
        LOOPS.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A 407 that offers {@code challenges}, in one field, and keeps the connection. */
    private static String asks(String... challenges) {
        return "HTTP/1.1 407 x\r\nContent-Length: 4\r\nProxy-Authenticate: " + String.join(", ", challenges)
                + "\r\n\r\nbody";
    }

    private Dialer dialer(TestServer server, UnaryOperator<byte[]> tokens) {
        RelayProxy relay = new RelayProxy("127.0.0.1", server.port(),
                Optional.of(new RelayProxy.Credential("user", "geheim")));
        RelayAuthenticator authenticator = StandIn.authenticator(relay, tokens, Await.PATIENCE);
        Dialer direct = new Dialers(new SystemNameResolver(), memory).direct(Await.PATIENCE);
        DialRequest toRelay = DialRequest.of(
                new Destination(relay.host(), relay.port()), Requester.GATEWAY);
        return (request, loop) -> new RelayProxyConversation("the relay proxy", "CONNECT x:443 HTTP/1.1\r\n",
                authenticator, memory, loop).begin(() -> direct.dial(toRelay, loop), Await.PATIENCE);
    }

    private String report(TestServer server, UnaryOperator<byte[]> tokens) throws InterruptedException {
        return TestDial.report(dialer(server, tokens), LOOPS.next());
    }

    @Test
    void makesAllRoundsOnOneConnection() throws Exception {
        ScriptedRelay script = new ScriptedRelay(asks("NTLM"), asks("NTLM bW9yZQ=="), GRANTED);
        try (TestServer relay = script.server()) {
            assertThat(report(relay, TOKENS))
                    .isEqualTo("it opens tunnels after 3 requests; it offers NTLM; used: NTLM" + FOR);
            assertThat(script.authorizations()).containsExactly("", "NTLM" + ONE, "NTLM" + TWO);
            assertThat(relay.accepted()).isOne();
            Await.until("no memory in use", () -> memory.used() == 0);
        }
    }

    @Test
    void beginsTheHandshakeAnewWhereTheRelayProxyHasClosedTheConnectionAfterItsQuestion() throws Exception {
        ScriptedRelay script = new ScriptedRelay(asks("NTLM"), ScriptedRelay.CLOSE, asks("NTLM bW9yZQ=="), GRANTED);
        try (TestServer relay = script.server()) {
            assertThat(report(relay, TOKENS))
                    .isEqualTo("it opens tunnels after 4 requests; it offers NTLM; used: NTLM" + FOR);
            assertThat(script.authorizations()).containsExactly("", "NTLM" + ONE, "NTLM" + ONE, "NTLM" + TWO);
            assertThat(relay.accepted()).isEqualTo(2);
        }
    }

    /** The relay proxy says so, or just closes. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void turnsToTheNextSchemeWhereTheConnectionEndsBetweenTheRounds(boolean says) throws Exception {
        String more = asks("Negotiate bW9yZQ==", "NTLM");
        List<String> answers = says
                ? List.of(asks("Negotiate", "NTLM"), more.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"))
                : List.of(asks("Negotiate", "NTLM"), more, ScriptedRelay.CLOSE);
        String[] all = Stream.concat(answers.stream(),
                Stream.of(asks("NTLM bW9yZQ=="), GRANTED)).toArray(String[]::new);
        ScriptedRelay script = new ScriptedRelay(all);
        try (TestServer relay = script.server()) {
            assertThat(report(relay, TOKENS)).endsWith("; used: NTLM" + FOR);
            assertThat(script.authorizations()).startsWith("", "Negotiate" + ONE)
                    .endsWith("NTLM" + ONE, "NTLM" + TWO);
            assertThat(relay.accepted()).isEqualTo(2);
        }
    }

    @Test
    void saysThatTheConnectionHasEndedBetweenTheRounds() throws Exception {
        try (TestServer relay = new ScriptedRelay(asks("NTLM"), asks("NTLM bW9yZQ=="), ScriptedRelay.CLOSE).server()) {
            assertThat(report(relay, TOKENS)).isEqualTo("the relay proxy answered 407 Proxy Authentication Required;"
                    + " it offers NTLM; NTLM" + FOR + ": the relay proxy closed the connection between the rounds, but"
                    + " the handshake needs one connection; check that the relay proxy allows persistent connections");
        }
    }

    @Test
    void followsARelayProxyThatChangesItsSchemesBetweenTheRounds() throws Exception {
        ScriptedRelay script = new ScriptedRelay(asks("Negotiate"), asks("NTLM"), asks("NTLM bW9yZQ=="),
                asks("basic realm=\"a, NTLM b\""), GRANTED);
        try (TestServer relay = script.server()) {
            assertThat(report(relay, TOKENS))
                    .isEqualTo("it opens tunnels after 5 requests; it offers Basic; used: Basic as user");
            assertThat(script.authorizations())
                    .containsExactly("", "Negotiate" + ONE, "NTLM" + ONE, "NTLM" + TWO, BASIC);
        }
    }

    @Test
    void turnsToTheNextSchemeAfterATokenThatMakesNoSense() throws Exception {
        ScriptedRelay script = new ScriptedRelay(asks("Negotiate", "NTLM"), asks("Negotiate !s3cret!", "NTLM"),
                asks("NTLM bW9yZQ=="), GRANTED);
        try (TestServer relay = script.server()) {
            assertThat(report(relay, TOKENS)).endsWith("; used: NTLM" + FOR).doesNotContain("s3cret");
            assertThat(relay.accepted()).isOne();
        }
    }

    @Test
    void endsEachHandshakeWithoutEndAndAsksTwelveTimesAtMost() throws Exception {
        String endless = asks("Negotiate bW9yZQ==", "NTLM bW9yZQ==", "Basic");
        String[] answers = Collections.nCopies(20, endless).toArray(String[]::new);
        String noEnd = FOR + ": the handshake has no end; check the relay proxy";
        ScriptedRelay script = new ScriptedRelay(answers);
        try (TestServer relay = script.server()) {
            assertThat(report(relay, TOKENS)).contains("; Negotiate" + noEnd, "; NTLM" + noEnd, "; Basic as user: ");
            assertThat(script.authorizations()).hasSize(12).startsWith("", "Negotiate" + ONE, "Negotiate" + TWO)
                    .endsWith("NTLM" + TWO, BASIC);
        }
        String[] closing = answers.clone();
        closing[1] = ScriptedRelay.CLOSE;
        ScriptedRelay twice = new ScriptedRelay(closing);
        try (TestServer relay = twice.server()) {
            assertThat(report(relay, TOKENS))
                    .isEqualTo("the relay proxy asks for authentication again and again");
            assertThat(twice.authorizations()).hasSize(12);
        }
        Await.until("no memory in use", () -> memory.used() == 0);
    }

    @Test
    void takesTheMemoryOfTokensFromTheBudget() throws Exception {
        String challenge = Base64.getEncoder().encodeToString(new byte[1500]);
        AtomicLong used = new AtomicLong();
        UnaryOperator<byte[]> large = question -> {
            used.set(memory.used());
            return new byte[question.length == 0 ? 1 : 60_000];
        };
        try (TestServer relay = new ScriptedRelay(asks("NTLM"), asks("NTLM " + challenge), GRANTED).server()) {
            assertThat(report(relay, large)).isEqualTo(MemoryBudget.NAME + " is reached");
            assertThat(used.get()).isEqualTo(challenge.length());
            Await.until("no memory in use", () -> memory.used() == 0);
        }
    }
}
