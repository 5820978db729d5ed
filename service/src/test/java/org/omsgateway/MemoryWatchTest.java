package org.omsgateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omsgateway.eventlog.GatewayLog;
import org.omsgateway.testing.Await;
import org.omsgateway.testing.Program;
import org.omsgateway.testing.TestServer;

/** An end for want of memory, in a process of its own. */
class MemoryWatchTest {
    private static final String ENDED = "ERROR GatewayServer - The previous run has ended for want of memory";
    private static final int EXIT_ON_OUT_OF_MEMORY = 3;

    @TempDir
    private Path folder;

    private Program java(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(), "-Xmx32m", "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(arguments));
        return Program.start(folder, command);
    }

    private Program run() throws Exception {
        Files.writeString(folder.resolve("gateway.properties"),
                "ListenAddress=127.0.0.1\nListenPort=" + TestServer.unusedPort() + "\n");
        return java(GatewayCommand.class.getName(), "--config", "gateway.properties", "run", "--log", "gateway.log");
    }

    @Test
    void leavesALineInTheLogAndTellsTheNextRunOnce() throws Exception {
        try (Program hungry = java(Hungry.class.getName())) {
            assertThat(hungry.exitCode()).as(hungry.output()).isEqualTo(EXIT_ON_OUT_OF_MEMORY);
        }
        assertThat(Files.readString(folder.resolve("gateway.log")))
                .contains("ERROR GatewayServer - Memory is nearly used up: little of the heap of ")
                .doesNotContain(ENDED);
        try (Program next = run()) {
            next.awaitOutput("Service has started");
            assertThat(next.output()).contains(ENDED);
            next.terminate();
            assertThat(next.exitCode()).isZero();
        }
        assertThat(Files.readString(folder.resolve("gateway.log"))).contains(ENDED);
        try (Program third = run()) {
            third.awaitOutput("Service has started");
            assertThat(third.output()).doesNotContain(ENDED);
        }
    }

    @Test
    void saysNothingAfterARunThatStoppedInOrder() throws Exception {
        try (Program hungry = java(Hungry.class.getName(), "stop")) {
            assertThat(hungry.exitCode()).as(hungry.output()).isZero();
        }
        try (Program next = run()) {
            next.awaitOutput("Service has started");
            assertThat(next.output()).doesNotContain(ENDED);
        }
    }

    /** Fills the heap until the watch has noticed. Then stops, or takes the rest as well. */
    static final class Hungry {
        private static final int PIECE = 512 * 1024;

        public static void main(String[] arguments) throws Exception {
            Path logFile = Path.of("gateway.log").toAbsolutePath();
            List<byte[]> pieces = new ArrayList<>();
            try (GatewayLog log = GatewayLog.toConsoleAndFile(logFile, event -> { })) {
                MemoryWatch watch = MemoryWatch.begin(Optional.of(logFile), log);
                MemoryPoolMXBean old = ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getName().equals("Tenured Gen")).findFirst().orElseThrow();
                while (!old.isCollectionUsageThresholdExceeded()) {
                    pieces.add(new byte[PIECE]);
                    System.gc();
                }
                Await.until("the line in the log",
                        () -> Files.readString(logFile).contains("Memory is nearly used up"));
                while (arguments.length == 0) {
                    pieces.add(new byte[PIECE]);
                }
                watch.stopped();
            }
        }
    }
}
