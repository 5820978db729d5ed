package org.omsgateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omsgateway.config.AuthenticationScheme;
import org.omsgateway.config.RelayProxy;
import org.omsgateway.testing.Await;
import org.omsgateway.testing.Kdc;
import org.omsgateway.testing.Program;

/** Where tickets come from, and that Squid's helper takes their tokens. */
class KerberosLoginTest {
    private static final String AGENT = "agent@" + Kdc.REALM;

    @TempDir
    private static Path folder;

    private static Kdc kdc;

    @BeforeAll
    static void start() throws Exception {
        kdc = new Kdc(Files.createDirectory(folder.resolve("kdc")));
    }

    @AfterAll
    static void stop() {
        kdc.close();
    }

    private static RelayAuthenticator authenticator(String variable, Path file) {
        return new RelayAuthenticator(new RelayProxy("localhost", 80, Optional.empty()),
                new KerberosMechanism(Optional.empty(), Map.of(variable, "FILE:" + file)), Await.PATIENCE,
                System::nanoTime);
    }

    /** The token's user, as Squid's helper reads it. */
    private static String userOf(String authorization) throws Exception {
        assertThat(authorization).startsWith("Negotiate ");
        try (Program helper = Program.start(folder, "env", "KRB5_CONFIG=" + kdc.config(),
                "/usr/lib/squid/negotiate_kerberos_auth", "-k", kdc.keytab("service").toString(),
                "-s", "HTTP/localhost@" + Kdc.REALM, "-t", "none")
                .input("YR " + authorization.substring("Negotiate ".length()) + "\n")) {
            helper.exitCode();
            return helper.output().strip();
        }
    }

    @Test
    void takesTheFirstPrincipalOfAKeytab() throws Exception {
        try (Handshake handshake = authenticator(KerberosLogin.CLIENT_KEYTAB, kdc.keytab("agent"))
                .begin(AuthenticationScheme.NEGOTIATE)) {
            assertThat(userOf(handshake.next("").join())).contains("OK token=", "user=" + AGENT);
            assertThat(handshake.description()).isEqualTo("Negotiate for HTTP/localhost as " + AGENT);
        }
    }

    @Test
    void takesTicketsOfACacheAndNoticesNewOnes() throws Exception {
        Path cache = folder.resolve("cache");
        kdc.kinit(cache, "-l", "2s");
        RelayAuthenticator authenticator = authenticator(KerberosLogin.CACHE, cache);
        Await.until("the end of the ticket", () -> {
            try (Handshake handshake = authenticator.begin(AuthenticationScheme.NEGOTIATE)) {
                handshake.next("").join();
                return false;
            } catch (CompletionException e) {
                assertThat(e.getCause()).hasMessageMatching(
                        "(the Kerberos ticket has expired|there is no credential to begin with); check .*");
                return true;
            }
        });
        kdc.kinit(cache);
        try (Handshake handshake = authenticator.begin(AuthenticationScheme.NEGOTIATE)) {
            assertThat(userOf(handshake.next("").join())).contains("user=" + AGENT);
        }
    }

    @Test
    void saysThatThereIsNoKeytabOrNoTicket() {
        for (String variable : new String[] {KerberosLogin.CLIENT_KEYTAB, KerberosLogin.CACHE}) {
            try (Handshake handshake = authenticator(variable, folder.resolve("none"))
                    .begin(AuthenticationScheme.NEGOTIATE)) {
                assertThatThrownBy(handshake.next("")::join)
                        .hasRootCauseMessage(new AuthenticationException(
                                AuthenticationException.Reason.NO_CREDENTIAL).getMessage());
            }
        }
    }

    @Test
    void beginsWithTheProvenSchemeForAWhile() {
        long[] now = {0};
        RelayAuthenticator authenticator = new RelayAuthenticator(new RelayProxy("localhost", 80, Optional.empty()),
                new KerberosMechanism(Optional.empty(), Map.of()), Duration.ofSeconds(1), () -> now[0]);
        assertThat(authenticator.proven()).isEmpty();
        authenticator.granted(AuthenticationScheme.NEGOTIATE, false);
        now[0] = RelayAuthenticator.REMEMBERED.toNanos() - 1;
        assertThat(authenticator.proven()).contains(AuthenticationScheme.NEGOTIATE);
        now[0]++;
        assertThat(authenticator.proven()).isEmpty();
        authenticator.granted(AuthenticationScheme.BASIC, true);
        now[0] += RelayAuthenticator.REMEMBERED_AS_FALLBACK.toNanos();
        assertThat(authenticator.proven()).isEmpty();
    }
}
