package org.omsgateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omsgateway.testing.Await;
import org.omsgateway.testing.CannedHandshake;
import org.omsgateway.testing.OpenProxy;
import org.omsgateway.testing.Program;
import org.omsgateway.testing.RawClient;
import org.omsgateway.testing.TestServer;
import org.omsgateway.testing.TlsServer;

/** The command line as users run it: in separate processes. */
class GatewayProcessTest {
    @TempDir
    private Path folder;
    private Path file;
    private int port;

    @BeforeEach
    void writeSettings() throws IOException {
        file = folder.resolve("gateway.properties");
        port = TestServer.unusedPort();
        Files.writeString(file, "ListenAddress=127.0.0.1\nListenPort=" + port + "\nDrainTime=0s\n");
    }

    @Test
    void followsItsSettingsWhileItRuns() throws Exception {
        try (Program gateway = gateway("run")) {
            gateway.awaitOutput("Service has started");
            int changed = TestServer.unusedPort();
            assertThat(exitCodeOf("config", "set", "ListenPort", String.valueOf(changed))).isZero();
            gateway.awaitOutput("Listening on 127.0.0.1:" + changed);
            assertThat(connect(changed, "a.example")).startsWith("HTTP/1.1 403");

            Files.writeString(file, "ListenPort=text\n");
            gateway.awaitOutput("ERROR GatewayServer - Wrong configuration: ListenPort: text (expected: ");
            assertThat(connect(changed, "a.example")).startsWith("HTTP/1.1 403");
        }
    }

    @Test
    void doesNotRunWithoutItsSettings() throws Exception {
        Files.delete(file);
        try (Program gateway = gateway("run")) {
            assertThat(gateway.exitCode()).isEqualTo(1);
            assertThat(gateway.output()).contains("Wrong configuration: " + file + ": does not exist");
        }
    }

    @Test
    void testsARunningGatewayItsRelayProxyAndItsHosts() throws Exception {
        try (TlsServer server = new TlsServer(folder);
                TestServer relay = OpenProxy.to(server.address().getPort())) {
            allow("www.allowed.example", relay.port());
            List<String> trust = trusting(server);
            try (Program gateway = startedGateway(); Program test = gateway(trust, "test", "--json")) {
                int exitCode = test.exitCode();
                assertThat(exitCode).as(() -> output(test) + output(gateway)).isZero();
                assertThat(test.output()).startsWith("{\"passed\":true,\"checks\":[{\"check\":\"settings\"")
                        .contains("{\"check\":\"service\",\"target\":\"127.0.0.1:" + port + "\",\"passed\":true,"
                                + "\"warns\":false,\"detail\":\"it lets clients through to www.allowed.example\"}")
                        .contains("{\"check\":\"relay\",\"target\":\"127.0.0.1:" + relay.port() + "\",\"passed\":true,"
                                + "\"warns\":false,\"detail\":\"it opens tunnels after 1 request;"
                                + " it asks for no authentication\"}")
                        .contains("{\"check\":\"host\",\"target\":\"www.allowed.example\",\"passed\":true,");
            }
        }
    }

    @Test
    void failsTheTestOfAGatewayThatIsDown() throws Exception {
        allow("www.allowed.example", TestServer.unusedPort());
        try (Program test = gateway("test")) {
            assertThat(test.exitCode()).isEqualTo(1);
            assertThat(test.output()).contains("ok      settings").contains("FAILED  service")
                    .contains("FAILED  relay").contains("FAILED  host");
        }
        Files.writeString(file, "ListenPort=text\n");
        try (Program test = gateway("test", "--json")) {
            assertThat(test.exitCode()).isEqualTo(1);
            assertThat(test.output()).startsWith("{\"passed\":false,\"checks\":[{\"check\":\"settings\"");
        }
    }

    @Test
    void losesNoChangeOfSeveralProcessesAtOnce() throws Exception {
        List<Program> writers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            writers.add(gateway("config", "add", "AllowedHosts", "a" + i + ".example", "b" + i + ".example"));
        }
        for (Program writer : writers) {
            assertThat(writer.exitCode()).isZero();
            writer.close();
        }
        try (Program get = gateway("config", "get", "AllowedHosts")) {
            assertThat(get.exitCode()).isZero();
            assertThat(get.output().lines()).hasSize(8).doesNotHaveDuplicates();
        }
        assertThat(file).content().startsWith("ListenAddress=127.0.0.1\n");
    }

    @Test
    void promptsForThePasswordAtATerminalWithoutShowingIt() throws Exception {
        try (Program terminal = atTerminal("config", "set", "RelayProxyPassword")) {
            terminal.awaitOutput("RelayProxyPassword: ");
            terminal.input("geheim\n");
            terminal.awaitOutput("RelayProxyPassword is now set");
            assertThat(terminal.output()).doesNotContain("geheim");
        }
        assertThat(folder.resolve("gateway.properties.relay-password")).hasContent("geheim\n");
    }

    @Test
    void waitsForNoInputWhenItChecksSettingsAtATerminal() throws Exception {
        try (Program terminal = atTerminal("config", "check")) {
            terminal.awaitOutput("The settings are right.");
        }
    }

    private Program atTerminal(String... arguments) throws IOException {
        String command = "'" + String.join("' '", command(List.of(), arguments)) + "'";
        return Program.start(folder, "script", "--quiet", "--return", "--command", command, "/dev/null");
    }

    private void allow(String host, int relayPort) throws IOException {
        Files.writeString(file, "AllowedHosts=" + host + "\nRelayProxyAddress=127.0.0.1:" + relayPort + "\n",
                StandardOpenOption.APPEND);
    }

    private static String output(Program program) {
        try {
            return program.output();
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    void showsItsOpenTunnelsAndLogsTheEndedOnes() throws Exception {
        Path log = folder.resolve("logs").resolve("gateway.log");
        try (TestServer server = new TestServer(TestServer.ECHO);
                TestServer relay = OpenProxy.to(server.port())) {
            allow("www.allowed.example", relay.port());
            try (Program gateway = gateway("run", "--log", log.toString())) {
                gateway.awaitOutput("Service has started");
                try (RawClient client = new RawClient(new InetSocketAddress("127.0.0.1", port))
                        .connect("www.allowed.example:443")) {
                    client.send("12345").socket().getInputStream().readNBytes(5);
                    String tunnel = "\"tunnel\":1,\"client\":\"127.0.0.1:" + client.socket().getLocalPort()
                            + "\",\"host\":\"www.allowed.example\",\"server\":\"127.0.0.1:" + relay.port()
                            + "\",\"relay\":\"127.0.0.1:" + relay.port() + "\",\"bytesFromClient\":"
                            + (CannedHandshake.clientHello("www.allowed.example").length()
                                    + CannedHandshake.CLIENT_RECORDS.length() + 5)
                            + ",\"bytesToClient\":" + (CannedHandshake.SERVER_HELLO.length() + 5)
                            + ",\"tls\":\"TLS 1.3\",\"verified\":[\"version\",\"SNI\"]}";
                    assertThat(outputOf("connections", "--json")).contains("\"state\":\"open\"").contains(tunnel);
                    assertThat(outputOf("connections")).contains("www.allowed.example");
                    assertThat(outputOf("status")).contains("Connections: open", "127.0.0.1:" + port)
                            .containsPattern("Tunnels Opened +1\n").doesNotContain("/sec");
                    client.socket().shutdownOutput();
                    client.readAll();
                    Path file = log.resolveSibling("tunnels.jsonl");
                    Await.until("the line of the tunnel",
                            () -> Files.exists(file) && Files.readString(file).endsWith("\n"));
                    assertThat(Files.readString(file)).contains("\"end\":\"client closed\"," + tunnel);
                    assertThat(outputOf("tunnels", "--json")).startsWith("[{").contains(tunnel + "]");
                    assertThat(outputOf("tunnels")).contains("www.allowed.example", "client closed");
                    assertThat(outputOf("tunnels", "--since", "2100-01-01T00:00:00Z", "--json")).isEqualTo("[]\n");
                    Files.writeString(file, Files.readString(file).repeat(2));
                    assertThat(outputOf("tunnels", "--json")).as("one object on each line")
                            .matches("\\[\\{.*},\n\\{.*}]\n");
                }
            }
        }
    }

    @Test
    void saysThatNoGatewayIsThereToAsk() throws Exception {
        for (String command : List.of("status", "connections")) {
            try (Program program = gateway(command)) {
                assertThat(program.exitCode()).isEqualTo(1);
                assertThat(output(program)).contains("the gateway does not run");
            }
        }
        try (Program program = gateway("tunnels")) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(output(program)).contains("--logs is missing");
        }
    }

    private String outputOf(String... arguments) throws Exception {
        try (Program program = gateway(arguments)) {
            assertThat(program.exitCode()).as(() -> output(program)).isZero();
            return program.output();
        }
    }

    private Program startedGateway() throws IOException {
        Program gateway = gateway("run");
        gateway.awaitOutput("Service has started");
        return gateway;
    }

    private List<String> trusting(TlsServer server) throws Exception {
        try (Program keytool = Program.start(folder, System.getProperty("java.home") + "/bin/keytool", "-importcert",
                "-noprompt", "-storepass", "changeit", "-keystore", "trusted",
                "-file", server.certificate().toString())) {
            assertThat(keytool.exitCode()).isZero();
        }
        return List.of("-Djavax.net.ssl.trustStore=" + folder.resolve("trusted"),
                "-Djavax.net.ssl.trustStorePassword=changeit");
    }

    private int exitCodeOf(String... arguments) throws Exception {
        try (Program program = gateway(arguments)) {
            return program.exitCode();
        }
    }

    private Program gateway(String... arguments) throws IOException {
        return gateway(List.of(), arguments);
    }

    private Program gateway(List<String> options, String... arguments) throws IOException {
        return Program.start(folder, command(options, arguments));
    }

    private List<String> command(List<String> options, String... arguments) {
        return Stream.of(
                Stream.of(System.getProperty("java.home") + "/bin/java", "-XX:TieredStopAtLevel=1"),
                options.stream(),
                Stream.of("-cp", classPath(), GatewayCommand.class.getName()),
                Stream.of("--config", file.toString()),
                Stream.of(arguments)).flatMap(words -> words).toList();
    }

    /** The tests' class path without SLF4J, which the product does not have and which says that it has no provider. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("slf4j")).collect(Collectors.joining(File.pathSeparator));
    }

    private static String connect(int port, String host) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            String request = "CONNECT " + host + ":443 HTTP/1.1\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
