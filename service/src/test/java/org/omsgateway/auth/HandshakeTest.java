package org.omsgateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.omsgateway.auth.AuthenticationException.Reason;
import org.omsgateway.config.AuthenticationScheme;
import org.omsgateway.testing.Await;

/** Handshakes of a mechanism that has a further token whatever the relay proxy says. */
class HandshakeTest {
    private static final Executor HERE = Runnable::run;

    private final CountDownLatch closed = new CountDownLatch(1);
    private CountDownLatch kdc = new CountDownLatch(0);

    private Handshake handshake(Executor steps, Duration patience) {
        return new Handshake(AuthenticationScheme.NEGOTIATE, "HTTP/proxy", new Endless(),
                new Handshake.Threads(steps, HERE), patience);
    }

    private static Reason reason(CompletableFuture<String> token) throws InterruptedException {
        try {
            token.get();
            return null;
        } catch (ExecutionException e) {
            return Handshake.reason(e.getCause()).reason();
        }
    }

    @Test
    void endsAHandshakeThatHasNoEnd() throws Exception {
        try (Handshake handshake = handshake(HERE, Await.PATIENCE)) {
            for (int round = 0; round < 5; round++) {
                assertThat(handshake.next("bW9yZQ==").get()).isEqualTo("Negotiate dG9rZW4=");
            }
            assertThat(reason(handshake.next("bW9yZQ=="))).isEqualTo(Reason.ROUNDS);
        }
        assertThat(closed.getCount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "a", "bW9yZQ=", "bW9yZQ==bW9y"})
    void refusesATokenThatIsNotBase64(String challenge) throws Exception {
        try (Handshake handshake = handshake(HERE, Await.PATIENCE)) {
            assertThatThrownBy(() -> handshake.next(challenge).join()).cause()
                    .isInstanceOfSatisfying(AuthenticationException.class,
                            failure -> assertThat(failure.reason()).isEqualTo(Reason.GARBAGE))
                    .hasMessage("the relay proxy's token makes no sense; check the relay proxy");
        }
    }

    @Test
    void saysThatTooManyWait() throws Exception {
        Executor full = step -> {
            throw new RejectedExecutionException();
        };
        try (Handshake handshake = handshake(full, Await.PATIENCE)) {
            assertThat(reason(handshake.next(""))).isEqualTo(Reason.BUSY);
        }
        assertThat(closed.getCount()).isZero();
    }

    @Test
    void givesHandlesBackOnlyAfterTheStepThatIsUnderWay() throws Exception {
        kdc = new CountDownLatch(1);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Handshake handshake = handshake(thread, Duration.ofMillis(1));
            assertThat(reason(handshake.next(""))).isEqualTo(Reason.SLOW);
            handshake.close();
            assertThat(closed.getCount()).isOne();
            kdc.countDown();
            Await.until("the handles are given back", () -> closed.getCount() == 0);
        } finally {
            thread.shutdownNow();
        }
    }

    private final class Endless implements Exchange {
        @Override
        public byte[] next(byte[] challenge) {
            try {
                kdc.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return "token".getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public String account() {
            return "account";
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }
}
