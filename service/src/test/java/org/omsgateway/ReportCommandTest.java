package org.omsgateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.omsgateway.status.StatusChannel;
import org.omsgateway.status.StatusChannels;
import org.omsgateway.testing.TestServer;
import picocli.CommandLine;

class ReportCommandTest {
    @TempDir
    private Path folder;

    @Test
    void tellsOfAGatewayThatDoesNotRun() throws Exception {
        assertThat(report()).contains("<th scope=\"row\">State</th><td>the gateway does not run</td>");
    }

    @SuppressWarnings("try")
    @ParameterizedTest
    @ValueSource(strings = {"", "{\"started\":"})
    void isWrittenEvenIfTheGatewayGivesHalfAnAnswer(String answer) throws Exception {
        Path settings = folder.resolve("gateway.properties");
        try (StatusChannel.Server server = StatusChannels.of(Optional.of(settings))
                .serve(() -> answer.getBytes(StandardCharsets.US_ASCII), failure -> { })) {
            assertThat(report()).contains("<th scope=\"row\">State</th>"
                    + "<td>not known, because the gateway gives no answer</td>", "</html>");
            StringWriter error = new StringWriter();
            assertThat(commandLine().setErr(new PrintWriter(error))
                    .execute("--config", settings.toString(), "status")).isEqualTo(1);
            assertThat(error.toString()).isEqualTo("oms-gateway: The gateway's answer ends early, after "
                    + answer.length() + " bytes\n");
            CommandLine tunnels = commandLine().setErr(new PrintWriter(error));
            assertThat(tunnels.execute("--config", settings.toString(), "tunnels")).isEqualTo(2);
            assertThat(error.toString()).contains("--logs is missing");
        }
    }

    @Test
    void leavesAnEarlierReportAsItIsIfTheNewOneCannotBeWritten() throws Exception {
        String earlier = report();
        Files.createDirectories(folder.resolve(".report.html.new").resolve("x"));
        StringWriter error = new StringWriter();
        assertThat(commandLine().setErr(new PrintWriter(error)).execute("--config",
                folder.resolve("gateway.properties").toString(), "report", "--logs", folder.toString(),
                "--path", folder.resolve("report.html").toString())).isEqualTo(1);
        assertThat(folder.resolve("report.html")).hasContent(earlier);
    }

    @Test
    void goesToADeviceAsItIs() throws Exception {
        report();
        assertThat(commandLine().execute("--config", folder.resolve("gateway.properties").toString(), "report",
                "--logs", folder.toString(), "--path", "/dev/null")).isZero();
        assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
    }

    private String report() throws Exception {
        Path settings = folder.resolve("gateway.properties");
        Path page = folder.resolve("report.html");
        Files.writeString(settings, "ListenAddress=127.0.0.1\nListenPort=" + TestServer.unusedPort() + "\n");
        assertThat(commandLine().execute("--config", settings.toString(), "report", "--logs", folder.toString(),
                "--path", page.toString())).isZero();
        return Files.readString(page);
    }

    private static CommandLine commandLine() {
        return GatewayCommand.commandLine(InputStream.nullInputStream(), Map.of())
                .setOut(new PrintWriter(new StringWriter()));
    }
}
