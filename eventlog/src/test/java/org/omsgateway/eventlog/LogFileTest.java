package org.omsgateway.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final InetSocketAddress CLIENT = new InetSocketAddress("10.0.0.7", 50123);

    @TempDir
    private Path folder;

    @Test
    void writesEachEventAsOneLine() throws IOException {
        Path file = folder.resolve("logs/100% $HOME/gateway.log");
        try (GatewayLog log = log(file, "1 MB")) {
            log.report(GatewayEvent.SERVICE_STARTED);
            log.report(GatewayEvent.NOT_CONNECT, CLIENT, "GET /\r\nX\u001b[2J", 1);
        }

        String thread = "[" + Thread.currentThread().getId() + "]";
        assertThat(Files.readAllLines(file)).map(line -> line.replaceFirst("^[-\\d]{10} [:\\d]{8} ", ""))
                .containsExactly(
                        thread + " INFO GatewayServer - Service has started",
                        thread + " WARN GatewayLogic - Not an HTTP CONNECT command from 10.0.0.7:50123:"
                                + " GET /\\u000d\\u000aX\\u001b[2J (tunnel 1)");
    }

    @Test
    void changesItsLevelWhileRunning() throws IOException {
        Path file = folder.resolve("gateway.log");
        try (GatewayLog log = log(file, "1 MB")) {
            log.report(GatewayEvent.TUNNEL_STARTED, 1);
            log.setLevel(GatewayEvent.Severity.DEBUG);
            log.report(GatewayEvent.TUNNEL_ENDED, 1);
            log.setLevel(GatewayEvent.Severity.ERROR);
            log.report(GatewayEvent.AGENT_NOT_INSTALLED);
            log.report(GatewayEvent.WRONG_CONFIGURATION, "x");
        }

        assertThat(Files.readAllLines(file)).hasSize(2)
                .satisfiesExactly(
                        line -> assertThat(line).endsWith("DEBUG GatewayLogic - End tunneling data (tunnel 1)"),
                        line -> assertThat(line).endsWith("ERROR GatewayServer - Wrong configuration: x"));
    }

    @Test
    void writesTheStackTracesOfCausesAndLetsNoneOfThemForgeALine() throws IOException {
        Path file = folder.resolve("gateway.log");
        Exception cause = new IllegalStateException("inner\n2020-02-28 13:19:05 [1] INFO x");
        Exception failure = new IOException("outer failure", cause);
        try (GatewayLog log = log(file, "1 MB")) {
            log.report(GatewayEvent.APPLICATION_ERROR, failure);
        }

        List<String> lines = Files.readAllLines(file);
        assertThat(lines.get(0)).endsWith("ERROR GatewayServer - Application error: outer failure");
        assertThat(lines).contains("\tCaused by: java.lang.IllegalStateException: inner\\u000a2020-02-28 13:19:05"
                + " [1] INFO x");
        assertThat(lines.subList(1, lines.size())).allMatch(line -> line.startsWith("\t"))
                .anyMatch(line -> line.startsWith("\t\tat ") && line.contains(getClass().getSimpleName()));
    }

    @Test
    void keepsTheFileAndItsPredecessorsBounded() throws IOException {
        Path file = folder.resolve("gateway.log");
        try (GatewayLog log = log(file, "1 KB")) {
            for (int i = 0; i < 200; i++) {
                log.report(GatewayEvent.WRONG_CONFIGURATION, "problem " + i);
            }
        }

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(1 + LogFile.OLD_FILES).allMatch(part -> part.toFile().length() < 1200);
        }
        assertThat(Files.readString(file)).contains("problem 199");
    }

    @Test
    void recreatesAFileThatWasMovedOrDeleted() throws IOException {
        Path file = folder.resolve("gateway.log");
        LogFile log = LogFile.ofEvents(file, "1 MB");
        append(log, "first");
        Files.move(file, folder.resolve("moved.log"));
        append(log, "second");
        assertThat(Files.readAllLines(file)).singleElement().asString().endsWith("second");
        Files.delete(file);
        append(log, "third");
        log.stop();

        assertThat(Files.readAllLines(folder.resolve("moved.log"))).singleElement().asString().endsWith("first");
        assertThat(Files.readAllLines(file)).singleElement().asString().endsWith("third");
    }

    @Test
    void throwsWhyTheFileCannotBeWrittenAndTriesAgainWithTheNextEvent() throws IOException {
        Path obstacle = Files.createFile(folder.resolve("file"));
        LogFile log = LogFile.ofEvents(obstacle.resolve("gateway.log"), "1 MB");
        assertThatThrownBy(() -> append(log, "first")).hasRootCauseInstanceOf(IOException.class)
                .hasMessageContaining(obstacle.toString());

        Files.delete(obstacle);
        append(log, "second");
        log.stop();

        assertThat(Files.readAllLines(obstacle.resolve("gateway.log"))).singleElement().asString().endsWith("second");
    }

    @Test
    void refusesWhatIsNotARegularFile() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

        assertThatThrownBy(() -> GatewayLog.toConsoleAndFile(pipe, event -> {}))
                .isInstanceOf(IOException.class).hasMessage(pipe + " is not a regular file");
        assertThatThrownBy(() -> GatewayLog.toConsoleAndFile(folder, event -> {}))
                .isInstanceOf(IOException.class).hasMessage(folder + " is not a regular file");
    }

    private static void append(LogFile log, String problem) {
        log.append(GatewayLogEvent.now(EventRecord.of(GatewayEvent.WRONG_CONFIGURATION, problem)));
    }

    private static GatewayLog log(Path file, String size) {
        return GatewayLog.to(LogFile.ofEvents(file, size)).stoppingWithin(PATIENCE);
    }
}
