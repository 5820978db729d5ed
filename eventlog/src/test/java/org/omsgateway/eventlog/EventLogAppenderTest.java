package org.omsgateway.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLogAppenderTest {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final IOException FULL = new IOException("The event log file is full. (1502)");

    private final BlockingQueue<Integer> written = new LinkedBlockingQueue<>();
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();

    @TempDir
    private Path folder;

    @Test
    void writesToTheEventLogAndTheFileAndClosesBoth() throws IOException {
        try (GatewayLog log = GatewayLog.toEventLogAndFile(working(), file(), event -> {}).stoppingWithin(PATIENCE)) {
            log.report(GatewayEvent.SERVICE_STARTED);
            log.report(GatewayEvent.SERVICE_STOPPED);
        }

        assertThat(written).containsExactly(101, 102);
        assertThat(lines()).hasSize(2);
        assertThat(opened).hasValue(1);
        assertThat(closed).hasValue(1);
    }

    @Test
    void saysOnceInTheFileThatTheLogIsAbsentAndKeepsEveryEventThere() throws IOException {
        try (GatewayLog log = GatewayLog.toEventLogAndFile(() -> {
            throw new IOException("the source \"OMS Gateway\" is not registered");
        }, file(), event -> {}).stoppingWithin(PATIENCE)) {
            log.report(GatewayEvent.SERVICE_STARTED);
            log.report(GatewayEvent.SERVICE_STOPPED);
        }

        assertThat(lines()).hasSize(3)
                .filteredOn(line -> line.endsWith("Windows event log cannot be written: the source \"OMS Gateway\" is"
                        + " not registered. Events are in the log file only")).hasSize(1);
    }

    @Test
    void reopensOnceTheLogIsBack() {
        AtomicInteger tries = new AtomicInteger();
        try (GatewayLog log = GatewayLog.toEventLogAndFile(() -> {
            if (tries.incrementAndGet() == 1) {
                throw new IOException("The RPC server is unavailable. (1722)");
            }
            return working().open();
        }, file(), event -> {}).stoppingWithin(PATIENCE)) {
            log.report(GatewayEvent.SERVICE_STARTED);
            log.report(GatewayEvent.SERVICE_STOPPED);
        }

        assertThat(written).containsSubsequence(400, 102);
    }

    @Test
    void writesAnEventThroughAFreshHandleWhenTheOldOneIsStale() throws IOException {
        AtomicInteger writes = new AtomicInteger();
        try (GatewayLog log = GatewayLog.toEventLogAndFile(() -> eventLog(id -> {
            if (writes.incrementAndGet() == 2) {
                throw new IOException("The handle is invalid. (6)");
            }
            written.add(id);
        }), file(), event -> {}).stoppingWithin(PATIENCE)) {
            log.report(GatewayEvent.SERVICE_STARTED);
            log.report(GatewayEvent.SERVICE_STOPPED);
        }

        assertThat(written).containsExactly(101, 102);
        assertThat(opened).hasValue(2);
        assertThat(closed).hasValue(2);
        assertThat(lines()).hasSize(2);
    }

    /** As JNA throws Win32Exception where the key of the log is closed to the service. */
    @Test
    void goesOnAfterAnExceptionThatNobodyDeclares() throws IOException {
        AtomicInteger writes = new AtomicInteger();
        try (GatewayLog log = GatewayLog.toEventLogAndFile(() -> eventLog(id -> {
            if (writes.incrementAndGet() == 1) {
                throw new IllegalStateException("Access is denied.");
            }
            written.add(id);
        }), file(), event -> {}).stoppingWithin(PATIENCE)) {
            log.report(GatewayEvent.SERVICE_STARTED);
            log.report(GatewayEvent.SERVICE_STOPPED);
        }

        assertThat(written).containsSubsequence(400, 102);
        assertThat(closed).hasValue(opened.get());
        assertThat(lines()).filteredOn(line -> line.contains("Access is denied.")).hasSize(1);
    }

    @Test
    void saysOnceThatTheLogIsFull() throws IOException {
        try (GatewayLog log = GatewayLog.toEventLogAndFile(() -> eventLog(id -> {
            throw FULL;
        }), file(), event -> {}).stoppingWithin(PATIENCE)) {
            for (int i = 0; i < 5; i++) {
                log.report(GatewayEvent.SERVICE_STARTED);
            }
        }

        assertThat(lines()).hasSize(6).filteredOn(line -> line.contains("event log file is full")).hasSize(1);
        assertThat(closed).hasValue(opened.get());
    }

    @Test
    void neverMakesTheGatewayOrTheFileWaitForALogThatHangs() throws IOException {
        CountDownLatch hang = new CountDownLatch(1);
        int events = 100;
        try (GatewayLog log = GatewayLog.toEventLogAndFile(() -> eventLog(id -> {
            try {
                hang.await();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }), file(), event -> {}).stoppingWithin(PATIENCE)) {
            for (int i = 0; i < events; i++) {
                log.report(GatewayEvent.SERVICE_STARTED);
            }
            while (!Files.exists(file()) || lines().size() < events) {
                Thread.yield();
            }
            hang.countDown();
        }
    }

    @Test
    void keepsTheEventLogWhenTheFileCannotBeWritten() throws IOException {
        Path notAFolder = Files.createFile(folder.resolve("file"));
        try (GatewayLog log = GatewayLog.toEventLogAndFile(working(), notAFolder.resolve("gateway.log"), event -> {})
                .stoppingWithin(PATIENCE)) {
            log.report(GatewayEvent.SERVICE_STARTED);
        }

        assertThat(written).containsExactly(101, 400);
    }

    @FunctionalInterface
    private interface Write {
        void write(int id) throws IOException;
    }

    private EventLogAppender.Opener working() {
        return () -> eventLog(written::add);
    }

    private EventLogAppender.EventLog eventLog(Write write) {
        opened.incrementAndGet();
        return new EventLogAppender.EventLog() {
            @Override
            public void write(EventLogEntry entry) throws IOException {
                write.write(entry.id());
            }

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };
    }

    private Path file() {
        return folder.resolve("gateway.log");
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(file());
    }
}
