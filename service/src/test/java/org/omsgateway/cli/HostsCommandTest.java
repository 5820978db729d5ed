package org.omsgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omsgateway.agent.TestAgent;
import org.omsgateway.store.ConfigStores;
import picocli.CommandLine;

class HostsCommandTest {
    private static final String ID = "5f5c0b0e-2c4e-4f0f-9d6b-1a2b3c4d5e6f";

    @TempDir
    private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void writeSettings() throws Exception {
        Files.writeString(folder.resolve("s"), "AllowedHosts=www.a.example,*.b.example\n");
        Files.writeString(TestAgent.instructions(folder),
                TestAgent.sendingTo("https://" + ID + ".ods.opinsights.azure.com"));
    }

    private int run(String... arguments) {
        return new CommandLine(new HostsCommand(
                () -> ConfigStores.choose(Optional.of(folder.resolve("s")), Map.of()),
                TestAgent.below(folder)))
                .setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)).execute(arguments);
    }

    @Test
    void listsTheAdministratorsHosts() {
        assertThat(run()).isZero();
        assertThat(out.toString().lines()).containsExactly("Local      www.a.example", "Local      *.b.example");
    }

    @Test
    void listsTheHostsOfAgentsAndWorkspacesToo() {
        assertThat(run("--effective")).isZero();
        assertThat(out.toString().lines()).containsExactly("Local      www.a.example", "Local      *.b.example",
                "Workspace  " + ID + ".ods.opinsights.azure.com",
                "Agent      global.handler.control.monitor.azure.com");
    }

    @Test
    void listsJson() {
        assertThat(run("--json")).isZero();
        assertThat(out.toString().strip()).isEqualTo("[{\"host\":\"www.a.example\",\"source\":\"Local\"},"
                + "{\"host\":\"*.b.example\",\"source\":\"Local\"}]");
    }

    @Test
    void listsTheHostsOfServicesOnOutputAndWhatIsLeftOutBesideIt() {
        assertThat(run("--service", "ArcGateway", "--service", "UpdateManager", "--location", "West Europe")).isZero();
        assertThat(out.toString().lines()).startsWith("management.azure.com")
                .contains("westeurope.his.arc.azure.com", "*.update.microsoft.com").doesNotHaveDuplicates()
                .noneMatch(line -> line.contains(" "));
        assertThat(err.toString().lines()).anyMatch(line -> line.startsWith(
                "Left out: emdl.ws.microsoft.com (needed by plain HTTP on port 80, which the gateway does not"))
                .anyMatch(line -> line.startsWith("Left out: *.gw.arc.azure.com (opens the hosts of all customers"));
    }

    @Test
    void listsTheHostsOfServicesAsJson() {
        assertThat(run("--service", "Agent", "--location", "Japan", "--json")).isZero();
        assertThat(out.toString().strip()).isEqualTo("[{\"service\":\"Agent\",\"location\":\"Japan\","
                + "\"region\":\"japaneast\","
                + "\"host\":\"jpe-agentservice-prod-1.azure-automation.net\",\"leftOut\":null}]");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void saysWhatItCannotReadOfAnAgent() throws Exception {
        Files.writeString(TestAgent.instructions(folder), "<a>");
        assertThat(run("--effective")).isZero();
        assertThat(err.toString()).contains(TestAgent.instructions(folder) + ": not a complete XML document");
    }
}
