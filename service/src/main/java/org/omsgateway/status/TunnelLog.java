package org.omsgateway.status;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.core.layout.AbstractStringLayout;
import org.apache.logging.log4j.message.SimpleMessage;
import org.omsgateway.eventlog.LogFile;
import org.omsgateway.eventlog.WriterThread;
import org.omsgateway.proxy.ClientConnection;

/**
 * A file with one JSON object a line for each tunnel that has ended. The file is bounded in size as the log file is.
 * Tunnels never wait for it: where it is too slow, lines are left out, and a line {@code {"missing": count}} says so.
 */
public final class TunnelLog implements AutoCloseable {
    /** The name of the file in the log folder. */
    public static final String FILE = "tunnels.jsonl";

    /** The only name in a line that says how many lines are missing. */
    public static final String MISSING = "missing";

    private static final int QUEUE_LENGTH = 4096;
    /** At most {@link #QUEUE_LENGTH} tunnels may end in this time. */
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration STOP_TIME = Duration.ofSeconds(2);

    private final LogFile file;
    private final Consumer<Throwable> failed;
    private final WriterThread<ClientConnection> writer;
    private final AtomicInteger dropped = new AtomicInteger();
    private volatile boolean enabled = true;
    /** For the writer's thread only. */
    private int unwritten;

    /**
     * Opens the file with the first tunnel.
     *
     * @param failed told on another thread why lines begin to be left out
     */
    public TunnelLog(Path file, Consumer<Throwable> failed) {
        this(file, LogFile.SIZE, failed);
    }

    TunnelLog(Path file, String size, Consumer<Throwable> failed) {
        this.file = new LogFile(file, size, new Lines());
        this.failed = failed;
        this.writer = new WriterThread<>("tunnel-log", QUEUE_LENGTH, PAUSE, new Writer());
    }

    /** Whether lines are written from now on; at first they are. */
    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    /** Queues the line of {@code tunnel}, which has ended; from any thread. */
    public void add(ClientConnection tunnel) {
        if (enabled && !writer.offer(tunnel)) {
            dropped.incrementAndGet();
        }
    }

    /** Writes what is queued and closes the file; waits two seconds at most. */
    @Override
    public void close() {
        writer.close();
        try {
            writer.join(STOP_TIME);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Lines extends AbstractStringLayout {
        Lines() {
            super(StandardCharsets.US_ASCII);
        }

        @Override
        public String toSerializable(LogEvent event) {
            return event.getMessage().getFormattedMessage();
        }
    }

    private final class Writer implements WriterThread.Work<ClientConnection> {
        @Override
        public void write(List<ClientConnection> tunnels) {
            append(tunnels);
        }

        /** Tells of lines left out even if no tunnel ends for long. */
        @Override
        public void idle() {
            append(List.of());
        }

        @Override
        public void end() {
            file.stop();
        }
    }

    /** Appends all lines at once, because each write costs as much as many lines. */
    private void append(List<ClientConnection> tunnels) {
        int missing = unwritten + dropped.getAndSet(0);
        if (missing == 0 && tunnels.isEmpty()) {
            return;
        }
        try {
            file.append(Log4jLogEvent.newBuilder().setMessage(new SimpleMessage(lines(missing, tunnels))).build());
            unwritten = 0;
        } catch (RuntimeException failure) {
            if (unwritten == 0) {
                failed.accept(failure.getCause() == null ? failure : failure.getCause());
            }
            unwritten = missing + tunnels.size();
        }
    }

    private static String lines(int missing, List<ClientConnection> tunnels) {
        StringWriter lines = new StringWriter();
        if (missing > 0) {
            JsonLine.append(lines, line -> line.accept(MISSING, missing));
        }
        for (ClientConnection tunnel : tunnels) {
            JsonLine.append(lines, line -> ConnectionView.ended(tunnel, line));
        }
        return lines.toString();
    }
}
