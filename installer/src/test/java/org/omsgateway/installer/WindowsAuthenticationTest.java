package org.omsgateway.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.omsgateway.testing.OpenProxy;
import org.omsgateway.testing.Squid;
import org.omsgateway.testing.TestServer;

/** Authentication by SSPI, with the image's Java and jars, against a relay proxy that checks the proof. */
class WindowsAuthenticationTest {
    private static final String PASSWORD = "s3cret pässword";
    private static final String REFUSED = "the relay proxy answered 407 Proxy Authentication Required; it offers NTLM;"
            + " NTLM for HTTP/127.0.0.1 as TEST\\agent: ";

    @AutoClose
    private static Wine wine;

    @BeforeAll
    static void start() throws Exception {
        wine = Wine.fresh("authentication");
    }

    private static List<String> reports(TestServer relay, String... credential) {
        return reports(relay.port(), credential);
    }

    private static List<String> reports(int port, String... credential) {
        Wine.Result result = wine.run(String.join("\n", credential), Map.of("WINEDEBUG", "-all"),
                Wine.java(WindowsAuthenticationProgram.class, String.valueOf(port)));
        assertThat(result.exitCode()).as(result.output()).isZero();
        return result.output().lines().toList();
    }

    @ParameterizedTest
    @CsvSource({"NTLM, TEST\\agent", "NTLM, agent", "Negotiate, TEST\\agent"})
    void provesThePasswordAndBeginsWithATokenOnceItIsAsked(String scheme, String username) throws Exception {
        try (TestServer relay = new NtlmRelay(scheme, PASSWORD).server()) {
            String used = "; used: " + scheme + " for HTTP/127.0.0.1 as " + username;
            assertThat(reports(relay, username, PASSWORD)).containsExactly(
                    "it opens tunnels after 3 requests; it offers " + scheme + used,
                    "it opens tunnels after 2 requests; it offers " + scheme + used);
            assertThat(relay.accepted()).isEqualTo(2);
        }
    }

    @Test
    void opensTunnelsThroughSquid(@TempDir Path folder) throws Exception {
        String challenge = Base64.getEncoder().encodeToString(NtlmRelay.challenge());
        try (TestServer server = new TestServer(TestServer.ECHO); TestServer beyond = OpenProxy.to(server.port());
                Squid squid = Squid.withNtlm(folder, challenge, beyond.port())) {
            String after = "it opens tunnels after %d requests";
            String used = "; it offers NTLM; used: NTLM for HTTP/127.0.0.1 as TEST\\agent";
            assertThat(reports(squid.port(), "TEST\\agent", PASSWORD))
                    .containsExactly(after.formatted(3) + used, after.formatted(2) + used);
        }
    }

    @Test
    void sendsNoProofWhereTheChallengeIsFromBeforeNtlm2(@TempDir Path folder) throws Exception {
        try (Squid squid = Squid.withNtlm(folder, TestServer.unusedPort())) {
            assertThat(reports(squid.port(), "TEST\\agent", PASSWORD)).hasSize(2)
                    .allMatch(line -> line.contains("the relay proxy's token makes no sense"));
        }
    }

    @Test
    void reportsAPasswordThatTheRelayProxyRefuses() throws Exception {
        try (TestServer relay = new NtlmRelay("NTLM", PASSWORD).server()) {
            assertThat(reports(relay, "TEST\\agent", "wrong"))
                    .allMatch(line -> line.startsWith(REFUSED + "the relay proxy refused the handshake; check that"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {" YWJj", " TlRMTVNTUAACAAAA", " !", " TlRMTVNTUAABAAAA"})
    void reportsATokenThatMakesNoSense(String token) throws Exception {
        try (TestServer relay = new NtlmRelay("NTLM", PASSWORD, negotiate -> token).server()) {
            assertThat(reports(relay, "TEST\\agent", PASSWORD)).hasSize(2)
                    .allMatch(line -> line.startsWith(REFUSED)).noneMatch(line -> line.contains(token));
        }
    }
}
