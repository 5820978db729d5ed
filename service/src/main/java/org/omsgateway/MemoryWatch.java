package org.omsgateway;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryNotificationInfo;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.management.NotificationEmitter;
import org.omsgateway.eventlog.EventSink;
import org.omsgateway.eventlog.GatewayEvent;

/**
 * Leaves a trace of an end for want of memory. The JVM then ends the process at once, without a word to the program.
 * Therefore an event is written as soon as a collection leaves the heap nearly full, and a file beside the log tells
 * the next run, unless this one stops in order.
 */
final class MemoryWatch {
    private static final double NEARLY_ALL = 0.85;
    private static final int MEGABYTE = 1024 * 1024;

    private final Optional<Path> mark;
    private final EventSink events;
    /** The listener runs on a thread of the JVM, so it may come late, when this run has stopped. */
    private boolean stopped;

    private MemoryWatch(Optional<Path> logFile, EventSink events) {
        this.mark = logFile.map(file -> file.resolveSibling(file.getFileName() + ".memory-used-up"));
        this.events = events;
    }

    /**
     * Watches the heap until the end of the process. Reports a previous run that ended for want of memory.
     *
     * @param logFile the log; without one, the next run is told nothing
     */
    static MemoryWatch begin(Optional<Path> logFile, EventSink events) {
        MemoryWatch watch = new MemoryWatch(logFile, events);
        watch.reportPreviousRun();
        ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP && pool.isCollectionUsageThresholdSupported()
                        && pool.isUsageThresholdSupported() && pool.getUsage().getMax() > 0)
                .forEach(MemoryWatch::setThreshold);
        NotificationEmitter emitter = (NotificationEmitter) ManagementFactory.getMemoryMXBean();
        emitter.addNotificationListener((notification, handback) -> {
            if (notification.getType().equals(MemoryNotificationInfo.MEMORY_COLLECTION_THRESHOLD_EXCEEDED)) {
                watch.heapIsNearlyFull();
            }
        }, null, null);
        return watch;
    }

    private static void setThreshold(MemoryPoolMXBean old) {
        old.setCollectionUsageThreshold((long) (old.getUsage().getMax() * NEARLY_ALL));
    }

    private void reportPreviousRun() {
        if (mark.isPresent() && Files.exists(mark.get())) {
            events.report(GatewayEvent.MEMORY_WAS_USED_UP);
            removeMark();
        }
    }

    private synchronized void heapIsNearlyFull() {
        if (stopped) {
            return;
        }
        if (mark.isPresent()) {
            try {
                Files.write(mark.get(), new byte[0]);
            } catch (IOException e) {
                events.report(GatewayEvent.APPLICATION_ERROR, e);
            }
        }
        events.report(GatewayEvent.MEMORY_NEARLY_USED_UP, Runtime.getRuntime().maxMemory() / MEGABYTE);
    }

    private void removeMark() {
        try {
            Files.deleteIfExists(mark.get());
        } catch (IOException e) {
            events.report(GatewayEvent.APPLICATION_ERROR, e);
        }
    }

    /** This run stops in order, so the next one has nothing to report. */
    synchronized void stopped() {
        stopped = true;
        if (mark.isPresent()) {
            removeMark();
        }
    }
}
