package org.omsgateway.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayLogTest {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final InetSocketAddress CLIENT = new InetSocketAddress("10.0.0.7", 50123);

    private final PrintStream realOutput = System.out;
    private final List<GatewayEvent> counted = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @BeforeEach
    void captureOutput() {
        System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void releaseOutput() {
        System.setOut(realOutput);
    }

    @Test
    void writesToConsoleAndFileAndOnCloseTheCountsHeldBack() throws IOException {
        Path file = folder.resolve("gateway.log");
        try (GatewayLog log = GatewayLog.toConsoleAndFile(file, counted::add).stoppingWithin(PATIENCE)) {
            log.report(GatewayEvent.NOT_CONNECT, CLIENT, "GET /", 1);
            log.report(GatewayEvent.NOT_CONNECT, CLIENT, "GET /", 1);
        }

        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(2);
        assertThat(lines.get(1)).endsWith("GET / (tunnel 1) (1 more like this)");
        assertThat(output.toString(StandardCharsets.UTF_8).lines()).containsExactlyElementsOf(lines);
    }

    @Test
    void keepsStackTracesOffTheConsole() throws IOException {
        try (GatewayLog log = GatewayLog.toConsoleAndFile(folder.resolve("gateway.log"), counted::add)
                .stoppingWithin(PATIENCE)) {
            log.report(GatewayEvent.APPLICATION_ERROR, new IllegalStateException("why"));
        }

        assertThat(output.toString(StandardCharsets.UTF_8).lines()).hasSize(1).allMatch(line -> line.endsWith("why"));
    }

    @Test
    void goesOnWithoutAFileThatCannotBeWritten() throws IOException {
        Path notAFolder = Files.createFile(folder.resolve("file"));
        try (GatewayLog log = GatewayLog.toConsoleAndFile(notAFolder.resolve("gateway.log"), counted::add)
                .stoppingWithin(PATIENCE)) {
            log.report(GatewayEvent.SERVICE_STARTED);
        }

        assertThat(output.toString(StandardCharsets.UTF_8).lines()).satisfiesExactlyInAnyOrder(
                line -> assertThat(line).contains("Log file ", "gateway.log cannot be written: "),
                line -> assertThat(line).contains("Service has started"));
        assertThat(counted).containsExactly(GatewayEvent.SERVICE_STARTED, GatewayEvent.LOG_FILE_UNAVAILABLE);
    }

    @Test
    void countsEachEventBeforeAnyIsCoalesced() {
        try (GatewayLog log = GatewayLog.toConsole(counted::add).stoppingWithin(PATIENCE)) {
            log.report(GatewayEvent.NOT_CONNECT, CLIENT, "GET /", 1);
            log.report(GatewayEvent.NOT_CONNECT, CLIENT, "GET /", 1);
        }

        assertThat(counted).containsExactly(GatewayEvent.NOT_CONNECT, GatewayEvent.NOT_CONNECT);
    }
}
