package org.omsgateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omsgateway.testing.Await;
import org.omsgateway.testing.Program;
import org.omsgateway.testing.RawClient;
import org.omsgateway.testing.TestServer;

/** A gateway whose log nobody reads, or whose disk has no room for the log. */
class StuckLogTest {
    /** At DEBUG each request writes some 300 bytes; a pipe holds 64 KB. */
    private static final int REQUESTS = 1000;
    /** More events than a pipe and the queue before it can hold. */
    private static final int FLOOD = 6000;

    @TempDir
    private Path folder;
    private InetSocketAddress address;

    @Test
    void goesOnAnsweringWhileNobodyReadsItsConsoleAndStopsAtSigterm() throws Exception {
        Process gateway = new ProcessBuilder(command(List.of(), "run")).directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try {
            awaitAnswerOf(gateway);
            for (int i = 0; i < REQUESTS; i++) {
                assertThat(answer()).startsWith("HTTP/1.1 403 ");
            }
            gateway.destroy();
            assertThat(gateway.waitFor(Await.PATIENCE.toMinutes(), TimeUnit.MINUTES)).isTrue();
            assertThat(gateway.exitValue()).isZero();
        } finally {
            gateway.destroyForcibly();
        }
    }

    @Test
    void saysHowManyEventsAreMissingOnceTheConsoleIsReadAgain() throws Exception {
        Process gateway = new ProcessBuilder(command(List.of(), "run")).directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try {
            awaitAnswerOf(gateway);
            for (int i = 0; i < FLOOD; i++) {
                assertThat(answer()).startsWith("HTTP/1.1 403 ");
            }
            boolean said = gateway.inputReader().lines()
                    .anyMatch(line -> line.endsWith(" events are missing here: the log took them too slowly"));
            assertThat(said).isTrue();
        } finally {
            gateway.destroyForcibly();
        }
    }

    @Test
    void saysOnceThatTheDiskOfItsLogFileIsFullAndGoesOn() throws Exception {
        List<String> limited = List.of("prlimit", "--fsize=65536");
        Process gateway = new ProcessBuilder(command(limited, "run", "--log", "logs/gateway.log"))
                .directory(folder.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try {
            awaitAnswerOf(gateway);
            for (int i = 0; i < REQUESTS; i++) {
                assertThat(answer()).startsWith("HTTP/1.1 403 ");
            }
            List<String> console = new ArrayList<>();
            BufferedReader reader = gateway.inputReader();
            for (int requests = 0; requests < REQUESTS;) {
                console.add(reader.readLine());
                requests += console.get(console.size() - 1).contains(" Got request from ") ? 1 : 0;
            }
            assertThat(console).filteredOn(line -> line.contains("Log file logs/gateway.log cannot be written: "))
                    .hasSize(1);
            assertThat(console).noneMatch(line -> line.contains("\tat ") || line.contains("Exception"));
        } finally {
            gateway.destroyForcibly();
        }
    }

    @Test
    void refusesALogThatIsNoRegularFile() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", folder.resolve("pipe").toString()).start().waitFor()).isZero();
        try (Program gateway = Program.start(folder, command(List.of(), "run", "--log", "pipe"))) {
            assertThat(gateway.exitCode()).isEqualTo(2);
            assertThat(gateway.output())
                    .startsWith("oms-gateway: Invalid value for option '--log': pipe is not a regular file");
        }
    }

    private List<String> command(List<String> prefix, String... arguments) throws IOException {
        int port = TestServer.unusedPort();
        address = new InetSocketAddress("127.0.0.1", port);
        Files.writeString(folder.resolve("gateway.properties"),
                "ListenAddress=127.0.0.1\nListenPort=" + port + "\nLogLevel=DEBUG\n");
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(ProcessHandle.current().info().command().orElseThrow(),
                "-cp", System.getProperty("java.class.path"), "org.omsgateway.GatewayCommand",
                "--config", "gateway.properties"));
        command.addAll(List.of(arguments));
        return command;
    }

    private void awaitAnswerOf(Process gateway) {
        Await.until("the gateway", () -> {
            assertThat(gateway.isAlive()).as("The gateway runs").isTrue();
            try {
                return answer().startsWith("HTTP/1.1 403 ");
            } catch (IOException notYet) {
                return false;
            }
        });
    }

    private String answer() throws IOException {
        try (RawClient client = new RawClient(address)) {
            return client.send("CONNECT a.example:443 HTTP/1.1\r\n\r\n").readHead();
        }
    }
}
