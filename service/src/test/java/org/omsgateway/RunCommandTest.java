package org.omsgateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omsgateway.testing.Program;
import org.omsgateway.testing.RawClient;
import org.omsgateway.testing.TestServer;

/** {@code oms-gateway run} as a separate process. */
class RunCommandTest {
    @TempDir
    private Path folder;

    private Program run(String settings) throws IOException {
        Files.writeString(folder.resolve("gateway.properties"), settings);
        return Program.start(folder, ProcessHandle.current().info().command().orElseThrow(),
                "-cp", System.getProperty("java.class.path"), "org.omsgateway.GatewayCommand",
                "--config", "gateway.properties", "run", "--log", "gateway.log");
    }

    @Test
    void runsUntilSigtermAndEndsWithExitCode0() throws Exception {
        int port = TestServer.unusedPort();
        try (Program gateway = run("ListenPort=" + port + "\nListenAddress=127.0.0.1\n")) {
            gateway.awaitOutput("Service has started");
            try (RawClient client = new RawClient(new InetSocketAddress("127.0.0.1", port))) {
                assertThat(client.send("CONNECT a.example:443 HTTP/1.1\r\n\r\n").readAll()).startsWith("HTTP/1.1 403 ");
            }
            gateway.terminate();
            assertThat(gateway.exitCode()).isZero();
            assertThat(gateway.output()).endsWith("INFO GatewayServer - Service has stopped\n");
            assertThat(gateway.output()).endsWith(Files.readString(folder.resolve("gateway.log")));
        }
    }

    @Test
    void reportsAllWrongSettingsInOneEventAndEndsWithExitCode2() throws Exception {
        try (Program gateway = run("ListenPort=text\nLogLevel=LOUD\nNoSuchSetting=1\n")) {
            assertThat(gateway.exitCode()).isEqualTo(2);
            assertThat(gateway.output().lines().filter(line -> line.contains(" ERROR "))).singleElement().asString()
                    .contains("ERROR GatewayServer - Wrong configuration: ")
                    .contains("ListenPort: text (expected: ", "LogLevel: LOUD (expected: ", "NoSuchSetting");
        }
    }

    @Test
    void saysThatThePortIsInUseAndEndsWithExitCode1() throws Exception {
        try (TestServer other = new TestServer(TestServer.ECHO);
                Program gateway = run("ListenPort=" + other.port() + "\nListenAddress=127.0.0.1\n")) {
            assertThat(gateway.exitCode()).isEqualTo(1);
            assertThat(gateway.output()).contains("Cannot listen on 127.0.0.1:" + other.port());
        }
    }
}
