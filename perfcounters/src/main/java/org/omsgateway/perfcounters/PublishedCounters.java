package org.omsgateway.perfcounters;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import javax.management.JMException;

/** Publishes counters until closed: over JMX and, on Windows, in Performance Monitor. */
public final class PublishedCounters implements AutoCloseable {
    private final Deque<AutoCloseable> published = new ArrayDeque<>();
    private final Consumer<Exception> failed;
    private final Thread publisher;

    /**
     * Begins to publish in the background, because JMX and JNA are slow to load. The counters count meanwhile.
     *
     * @param failed takes the failure of one way to publish, on any thread; the other way goes on
     */
    public PublishedCounters(Counters counters, Consumer<Exception> failed) {
        this.failed = failed;
        publisher = new Thread(() -> publish(counters), "counters");
        publisher.setDaemon(true);
        publisher.start();
    }

    private void publish(Counters counters) {
        try {
            published.push(new JmxCounters(counters, ManagementFactory.getPlatformMBeanServer()));
        } catch (JMException failure) {
            failed.accept(failure);
        }
        if (System.getProperty("os.name").startsWith("Windows")) {
            try {
                published.push(new WindowsCounters(counters));
            } catch (IOException | LinkageError failure) {
                failed.accept(failure instanceof Exception e ? e : new IOException(failure));
            }
        }
    }

    /** Waits until publishing has begun, and ends it. */
    @Override
    public void close() {
        try {
            publisher.join();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return;
        }
        while (!published.isEmpty()) {
            try {
                published.pop().close();
            } catch (Exception failure) {
                failed.accept(failure);
            }
        }
    }
}
