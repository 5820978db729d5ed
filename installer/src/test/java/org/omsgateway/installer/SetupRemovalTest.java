package org.omsgateway.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.omsgateway.testing.TestServer;

/** Repair, and removal without a trace. */
class SetupRemovalTest extends FreshWindows {
    private static Snapshot before;

    SetupRemovalTest() throws IOException {
        super("setup-removal");
    }

    @BeforeAll
    void start() throws IOException {
        before = Snapshot.of(wine);
    }

    @BeforeEach
    void install() throws IOException {
        assertDone(setup.install("LicenseAccepted=1 PORTNUMBER=" + TestServer.unusedPort()));
        standIns.forget();
    }

    @Test
    void repairsWhatIsMissingAndRemovesEverything() throws IOException {
        Snapshot installed = Snapshot.of(wine);
        service.stop();
        service.delete();
        Path jar = wine.path(InstalledGateway.FOLDER + "\\lib\\oms-gateway.jar");
        Path command = wine.path(InstalledGateway.FOLDER + "\\oms-gateway.cmd");
        Files.delete(jar);
        Files.writeString(command, "damaged");
        registry.deleteKey("HKLM\\SYSTEM\\CurrentControlSet\\Services\\EventLog\\OMS Gateway Log");
        // Like the response of a firewall without the rule.
        standIns.fail("set rule");

        assertDone(setup.repair());
        assertThat(service.status().state()).isEqualTo(WineService.RUNNING);
        assertThat(Snapshot.of(wine).changesSince(installed)).allMatch(change -> change.startsWith("~ " + logFolder()));
        assertThat(standIns.lastCall("netsh")).contains(" add rule ");

        // A change by the command line leaves one file, and a crash another.
        assertThat(gateway.command("config", "set", "LogLevel", "DEBUG").exitCode()).isZero();
        Files.writeString(wine.path(InstalledGateway.LOGS + "\\java-error-7.log"), "");
        assertDone(setup.remove(""));
        assertThat(Snapshot.of(wine).changesSince(before)).isEmpty();
        assertThat(wine.run("cmd", "/c", "oms-gateway version").exitCode()).isNotZero();
        assertThat(standIns.calls()).contains("netsh.exe advfirewall firewall delete rule name=\"OMS Gateway\" dir=in",
                "unlodctr.exe /m:\"" + InstalledGateway.FOLDER + "\\counters.man\"");
    }

    @Test
    void keepsTheSettingsForALaterInstallation() throws IOException {
        gateway.command("config", "add", "AllowedHosts", "www.allowed.example");
        String settings = wine.runOk("reg", "query", InstalledGateway.SETTINGS);
        assertDone(setup.remove("KEEPSETTINGS=1"));
        List<String> left = Snapshot.of(wine).changesSince(before);
        assertThat(left).isNotEmpty().allMatch(change ->
                change.startsWith("+ HKEY_LOCAL_MACHINE\\Software\\OMS Gateway"));

        assertDone(setup.install("LicenseAccepted=1"));
        assertThat(wine.runOk("reg", "query", InstalledGateway.SETTINGS)).isEqualTo(settings);
        assertDone(setup.remove(""));
        assertThat(Snapshot.of(wine).changesSince(before)).isEmpty();
    }

    private static String logFolder() {
        return InstalledGateway.LOGS;
    }
}
