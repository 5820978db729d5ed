package org.omsgateway.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omsgateway.eventlog.LogFile;
import org.omsgateway.proxy.EndedTunnel;
import org.omsgateway.testing.Await;

class TunnelLogTest {
    @TempDir
    private Path folder;

    @Test
    void keepsTheFileAndItsPredecessorsBounded() throws Exception {
        try (TunnelLog log = new TunnelLog(folder.resolve(TunnelLog.FILE), "300 B", TunnelLogTest::mustNotFail)) {
            for (int i = 1; i <= 3 * (1 + LogFile.OLD_FILES); i++) {
                int number = i;
                log.add(EndedTunnel.of(number));
                Await.until("tunnel " + number, () -> lastLine().contains("\"tunnel\":" + number + ","));
            }
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(1 + LogFile.OLD_FILES).allMatch(file -> file.toFile().length() < 1000);
        }
    }

    @Test
    void goesOnInANewFileIfSomebodyRemovesTheFile() throws Exception {
        Path file = folder.resolve(TunnelLog.FILE);
        try (TunnelLog log = new TunnelLog(file, TunnelLogTest::mustNotFail)) {
            log.add(EndedTunnel.of(1));
            Await.until("the first tunnel", () -> lines().size() == 1);
            Files.delete(file);
            log.add(EndedTunnel.of(2));
            Await.until("the second tunnel", () -> lastLine().contains("\"tunnel\":2,"));
            assertThat(lines()).hasSize(1);
        }
    }

    @Test
    void neverWaitsForTheDiskAndCountsWhatItLeavesOut() throws Exception {
        Path obstacle = Files.createFile(folder.resolve("logs"));
        CountDownLatch disk = new CountDownLatch(1);
        AtomicLong failures = new AtomicLong();
        int total = 10_000;
        try (TunnelLog log = new TunnelLog(obstacle.resolve(TunnelLog.FILE), failure -> {
            failures.incrementAndGet();
            await(disk);
        })) {
            log.add(EndedTunnel.of(0));
            Await.until("a disk that hangs", () -> failures.get() == 1);
            for (int i = 1; i < total; i++) {
                log.add(EndedTunnel.of(i));
            }
            Files.delete(obstacle);
            disk.countDown();
            AtomicLong written = new AtomicLong();
            Await.until("an account of all tunnels", () -> {
                written.set(0);
                long missing = TunnelFiles.read(obstacle, Instant.EPOCH, tunnel -> written.incrementAndGet());
                return written.get() + missing == total;
            });
            assertThat(written.get()).isPositive().isLessThan(total);
            assertThat(failures).hasValue(1);
        }
    }

    @Test
    void isWrittenToItsEndWhenItCloses() throws Exception {
        try (TunnelLog log = new TunnelLog(folder.resolve(TunnelLog.FILE), TunnelLogTest::mustNotFail)) {
            log.add(EndedTunnel.of(1));
            log.setEnabled(false);
            log.add(EndedTunnel.of(2));
        }
        assertThat(Files.readString(folder.resolve(TunnelLog.FILE))).contains("\"tunnel\":1,")
                .doesNotContain("\"tunnel\":2,");
    }

    private static void mustNotFail(Throwable failure) {
        throw new AssertionError(failure);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private String lastLine() throws IOException {
        List<String> lines = lines();
        return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    }

    private List<String> lines() throws IOException {
        try {
            return Files.readAllLines(folder.resolve(TunnelLog.FILE));
        } catch (NoSuchFileException betweenTwoFiles) {
            return List.of();
        }
    }
}
