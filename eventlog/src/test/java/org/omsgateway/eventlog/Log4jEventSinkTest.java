package org.omsgateway.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Log4jEventSinkTest {
    private static final InetSocketAddress CLIENT = new InetSocketAddress("10.0.0.7", 50123);

    @TempDir
    private Path folder;

    @Test
    void writesEachEventAsOneLine() throws IOException {
        Path file = folder.resolve("logs/100% $HOME/gateway.log");
        try (Log4jEventSink sink = sink(file, "1 MB")) {
            sink.report(GatewayEvent.SERVICE_STARTED);
            sink.report(GatewayEvent.NOT_CONNECT, CLIENT, "GET /\r\nX\u001b[2J");
        }

        String thread = "[" + Thread.currentThread().getId() + "]";
        assertThat(Files.readAllLines(file)).map(line -> line.replaceFirst("^[-\\d]{10} [:\\d]{8} ", ""))
                .containsExactly(
                        thread + " INFO GatewayServer - Service has started",
                        thread + " WARN GatewayLogic - Not an HTTP CONNECT command from 10.0.0.7:50123:"
                                + " GET /\\u000d\\u000aX\\u001b[2J");
    }

    @Test
    void changesItsLevelWhileRunning() throws IOException {
        Path file = folder.resolve("gateway.log");
        try (Log4jEventSink sink = sink(file, "1 MB")) {
            sink.report(GatewayEvent.TUNNEL_STARTED);
            sink.setLevel(GatewayEvent.Severity.DEBUG);
            sink.report(GatewayEvent.TUNNEL_ENDED);
            sink.setLevel(GatewayEvent.Severity.ERROR);
            sink.report(GatewayEvent.AGENT_NOT_INSTALLED);
            sink.report(GatewayEvent.WRONG_CONFIGURATION, "x");
        }

        assertThat(Files.readAllLines(file)).hasSize(2)
                .satisfiesExactly(
                        line -> assertThat(line).endsWith("DEBUG GatewayLogic - End tunneling data"),
                        line -> assertThat(line).endsWith("ERROR GatewayServer - Wrong configuration: x"));
    }

    @Test
    void writesTheStackTracesOfCausesAndLetsNoneOfThemForgeALine() throws IOException {
        Path file = folder.resolve("gateway.log");
        Exception cause = new IllegalStateException("inner\n2020-02-28 13:19:05 [1] INFO x");
        Exception failure = new IOException("outer failure", cause);
        try (Log4jEventSink sink = sink(file, "1 MB")) {
            sink.report(GatewayEvent.APPLICATION_ERROR, failure);
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
        try (Log4jEventSink sink = sink(file, "1 KB")) {
            for (int i = 0; i < 200; i++) {
                sink.report(GatewayEvent.WRONG_CONFIGURATION, "problem " + i);
            }
        }

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(1 + LogAppenders.OLD_FILES).allMatch(part -> part.toFile().length() < 1200);
        }
        assertThat(Files.readString(file)).contains("problem 199");
    }

    @Test
    void saysWhichFileCannotBeWritten() throws IOException {
        Path notAFolder = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> LogAppenders.rollingFile(notAFolder.resolve("gateway.log"), "1 MB"))
                .isInstanceOf(IOException.class).hasMessageContaining("gateway.log");
    }

    private static Log4jEventSink sink(Path file, String size) throws IOException {
        return new Log4jEventSink(List.of(LogAppenders.rollingFile(file, size)));
    }
}
