package org.omsgateway.cli;

import java.io.PrintWriter;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Writes a line end every ten seconds, so that the calling program can tell long work from none. */
final class SignOfLife implements AutoCloseable {
    private static final int INTERVAL_SECONDS = 10;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    /** @param out takes the line ends; null for none */
    SignOfLife(PrintWriter out) {
        if (out != null) {
            timer.scheduleAtFixedRate(() -> {
                out.println();
                out.flush();
            }, INTERVAL_SECONDS, INTERVAL_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
