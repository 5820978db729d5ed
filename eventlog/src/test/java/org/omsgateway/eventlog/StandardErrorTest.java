package org.omsgateway.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StandardErrorTest {
    private final PrintStream original = System.err;

    @AfterEach
    void restore() {
        System.setErr(original);
    }

    @Test
    void hasWrittenEverythingOnceItIsClosed() {
        SlowConsole console = new SlowConsole(Thread.currentThread());
        System.setErr(new PrintStream(console, true, StandardCharsets.UTF_8));
        StandardError.queue(Duration.ofMinutes(5));
        System.err.print("the last words");
        System.err.close();
        String written = console.toString(StandardCharsets.UTF_8);
        console.abandoned.countDown();
        assertThat(written).isEqualTo("the last words");
    }

    /** Takes nothing before {@code closer} waits for it. */
    private static final class SlowConsole extends ByteArrayOutputStream {
        private final CountDownLatch abandoned = new CountDownLatch(1);
        private final Thread closer;

        SlowConsole(Thread closer) {
            this.closer = closer;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            try {
                while (closer.getState() != Thread.State.TIMED_WAITING && !abandoned.await(1, TimeUnit.MILLISECONDS)) {
                    Thread.onSpinWait();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            super.write(bytes, offset, length);
        }
    }
}
