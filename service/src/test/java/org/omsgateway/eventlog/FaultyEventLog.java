package org.omsgateway.eventlog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** An event log of Windows, in memory, that can be gone or stuck. */
public final class FaultyEventLog {
    private static final long SLOW_MILLIS = 100;

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile boolean gone;
    private volatile boolean stuck;
    private volatile boolean slow;

    /** The gateway's log on Windows, with this event log. */
    public GatewayLog withFile(Path file, Consumer<GatewayEvent> counter) {
        return GatewayLog.toEventLogAndFile(Handle::new, file, counter);
    }

    /** Fails from now on, until it comes back. */
    public void setGone(boolean gone) {
        this.gone = gone;
    }

    /** Takes no event from now on, until {@link #release}. */
    public void setStuck() {
        stuck = true;
    }

    /** Takes its time for each event from now on, until {@link #release}. */
    public void setSlow() {
        slow = true;
    }

    public void release() {
        end.countDown();
    }

    /** The lines of the events written. */
    public List<String> lines() {
        return lines;
    }

    private final class Handle implements EventLogAppender.EventLog {
        Handle() throws IOException {
            check();
        }

        private void check() throws IOException {
            if (gone) {
                throw new IOException("The event log service is not started");
            }
        }

        @Override
        public void write(EventLogEntry entry) throws IOException {
            check();
            try {
                if (stuck) {
                    end.await();
                } else if (slow) {
                    // Returns at once when the log is released, so the result is of no interest.
                    boolean ignored = end.await(SLOW_MILLIS, TimeUnit.MILLISECONDS);
                }
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            lines.add(entry.strings().get(0));
        }

        @Override
        public void close() {
            // Memory is not to be closed.
        }
    }
}
