package org.omsgateway.eventlog;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Arrays;

/** Standard error for a process with event loops: what libraries write there must not wait for a reader either. */
public final class StandardError {
    private static final int QUEUED_WRITES = 1024;
    /** How long the end of the process waits for whoever reads. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private StandardError() {}

    /**
     * Puts a queue before {@link System#err}. What does not fit is dropped. Close the stream before the process exits,
     * because closing waits until the queue is written, for two seconds at most.
     */
    public static void queue() {
        queue(PATIENCE);
    }

    /** @param patience how long closing waits */
    static void queue(Duration patience) {
        PrintStream console = System.err;
        WriterThread<byte[]> writer =
                new WriterThread<>("standard-error", QUEUED_WRITES, writes -> writes.forEach(console::writeBytes));
        System.setErr(new PrintStream(new OutputStream() {
            @Override
            public void write(int single) {
                write(new byte[] {(byte) single}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                writer.offer(Arrays.copyOfRange(bytes, offset, offset + length));
            }

            @Override
            public void close() {
                writer.close();
                try {
                    writer.join(patience);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }, true, Charset.defaultCharset()));
    }
}
