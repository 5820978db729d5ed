package org.omsgateway.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.omsgateway.testing.TestServer;

/** Runs the package again on a machine where it is already installed. */
class SetupChangeTest extends FreshWindows {
    private static final String KEY = "HKLM\\SYSTEM\\CurrentControlSet\\Services\\" + InstalledGateway.NAME;

    private static int port;

    SetupChangeTest() throws IOException {
        super("setup-change");
    }

    @BeforeAll
    void install() throws IOException {
        port = TestServer.unusedPort();
        assertDone(setup.install("LicenseAccepted=1 HASPROXY=1 PROXY=first:3128 HASAUTH=1 USERNAME=agent"
                + " PASSWORD=s3cret PORTNUMBER=" + port));
        assertThat(gateway.command("config", "set", "LogLevel", "DEBUG").exitCode()).isZero();
    }

    @BeforeEach
    void forget() throws IOException {
        standIns.forget();
    }

    @Test
    void appliesAnotherPortAndKeepsTheRest() throws IOException {
        String password = setting("RelayProxyPassword");
        port = TestServer.unusedPort();
        assertDone(setup.install("PORTNUMBER=" + port));
        assertThat(setting("ListenPort")).isEqualTo("0x" + Integer.toHexString(port));
        assertThat(setting("RelayProxyUsername")).isEqualTo("agent");
        assertThat(setting("RelayProxyPassword")).isEqualTo(password);
        assertThat(setting("LogLevel")).isEqualTo("DEBUG");
        assertThat(standIns.lastCall("netsh")).contains(" set rule ", "localport=" + port);
        assertThat(service.status().state()).isEqualTo(WineService.RUNNING);
    }

    @Test
    void opensThePortThatAPolicySets() throws IOException {
        int byPolicy = TestServer.unusedPort();
        registry.setDword(InstalledGateway.POLICY, "ListenPort", byPolicy);
        port = TestServer.unusedPort();
        assertDone(setup.install("PORTNUMBER=" + port));
        assertThat(setting("ListenPort")).isEqualTo("0x" + Integer.toHexString(port));
        assertThat(standIns.lastCall("netsh")).contains("localport=" + byPolicy);
        assertThat(gateway.command("config", "get", "ListenPort").output()).startsWith(String.valueOf(byPolicy));
        registry.deleteKey(InstalledGateway.POLICY);
    }

    @Test
    void doesNotGiveACredentialToAnotherProxy() throws IOException {
        assertDone(setup.install("HASPROXY=1 PROXY=second:3128"));
        assertThat(setting("RelayProxyAddress")).isEqualTo("second:3128");
        assertThat(registry.value(InstalledGateway.SETTINGS, "RelayProxyUsername")).isEmpty();
        assertThat(registry.value(InstalledGateway.SETTINGS, "RelayProxyPassword")).isEmpty();
        assertDone(setup.install("HASAUTH=1 USERNAME=agent PASSWORD=other"));
        assertThat(setting("RelayProxyAddress")).isEqualTo("second:3128");
        assertThat(setting("RelayProxyUsername")).isEqualTo("agent");
    }

    @Test
    void keepsClientsAndFirewallTogether() throws IOException {
        assertDone(setup.install("ALLOWEDCLIENTS=\"10.1.0.0/16, 10.2.0.5-10.2.0.9;fd00:1::/64\""));
        assertThat(setting("AllowedClients")).isEqualTo("10.1.0.0/16\\010.2.0.5-10.2.0.9\\0fd00:1::/64");
        assertThat(registry.type(InstalledGateway.SETTINGS, "AllowedClients")).contains("REG_MULTI_SZ");
        assertThat(standIns.lastCall("netsh"))
                .contains(" set rule ", " remoteip=10.1.0.0/16,10.2.0.5-10.2.0.9,fd00:1::/64");
        assertThat(gateway.command("config", "check").exitCode()).isZero();
        port = TestServer.unusedPort();
        assertDone(setup.install("PORTNUMBER=" + port));
        assertThat(setting("AllowedClients")).startsWith("10.1.0.0/16");
        assertThat(standIns.lastCall("netsh")).contains(" remoteip=10.1.0.0/16,");
        assertDone(setup.install("ALLOWEDCLIENTS=all"));
        assertThat(registry.value(InstalledGateway.SETTINGS, "AllowedClients")).isEmpty();
        assertThat(standIns.lastCall("netsh")).contains(" remoteip=any");
        port = TestServer.unusedPort();
        assertDone(setup.install("PORTNUMBER=" + port));
        assertThat(standIns.lastCall("netsh")).doesNotContain("remoteip");
    }

    @Test
    void opensTheFirewallForTheClientsThatAPolicySets() throws IOException {
        registry.setStrings(InstalledGateway.POLICY, "AllowedClients", List.of("10.3.0.0/16", "::1"));
        assertDone(setup.install("ALLOWEDCLIENTS=10.4.0.0/16"));
        assertThat(setting("AllowedClients")).isEqualTo("10.4.0.0/16");
        assertThat(standIns.lastCall("netsh")).contains(" remoteip=10.3.0.0/16,::1");
        registry.deleteKey(InstalledGateway.POLICY);
        assertDone(setup.repair());
        assertThat(standIns.lastCall("netsh")).contains(" remoteip=10.4.0.0/16");
        assertDone(setup.install("ALLOWEDCLIENTS=all"));
    }

    @Test
    void opensTheFirewallAgainForAFileWithoutClients() throws IOException {
        assertDone(setup.install("ALLOWEDCLIENTS=10.0.0.0/8"));
        Files.writeString(wine.path("C:\\gateway.json"), "{\"AllowedClients\":[]}");
        assertDone(setup.install("SETTINGSFILE=C:\\gateway.json"));
        assertThat(registry.value(InstalledGateway.SETTINGS, "AllowedClients")).isEmpty();
        assertThat(standIns.lastCall("netsh")).contains(" remoteip=any");
        assertDone(setup.install("SETTINGSFILE=C:\\gateway.json"));
        assertThat(standIns.lastCall("netsh")).as("nothing has changed").doesNotContain("remoteip");
    }

    @Test
    void appliesAFileOfSettingsBelowProperties() throws IOException {
        port = TestServer.unusedPort();
        Files.writeString(wine.path("C:\\gateway.json"), "{\"ListenPort\":\"1\",\"LogLevel\":\"DEBUG\","
                + "\"AllowedHosts\":[\"a.example\",\"b\\u00fcro.example\"],\"AllowedClients\":[\"127.0.0.0/8\"]}");
        assertDone(setup.install("SETTINGSFILE=C:\\gateway.json PORTNUMBER=" + port));
        assertThat(setting("ListenPort")).isEqualTo("0x" + Integer.toHexString(port));
        assertThat(setting("AllowedHosts")).startsWith("a.example\\0b");
        assertThat(standIns.lastCall("netsh")).contains("localport=" + port, " remoteip=127.0.0.0/8");
        Files.writeString(wine.path("C:\\gateway.json"), "{\"AllowedHosts\":[\"https://c.example/\"]}");
        Setup.Result refused = setup.install("SETTINGSFILE=C:\\gateway.json");
        assertThat(refused.exitCode()).isEqualTo(Setup.FAILED);
        assertThat(refused.says("The file of settings (SETTINGSFILE) can't be used: C:\\gateway.json")).isTrue();
        assertThat(refused.log()).contains("AllowedHosts: https://c.example/");
        assertThat(setting("AllowedHosts")).startsWith("a.example\\0b");
        // Wine does not roll back while REINSTALL is set: SetupRestoreTest shows that the service runs again.
        service.start();
        assertDone(setup.install("ALLOWEDCLIENTS=all"));
    }

    /** Wine does not store rights, and knows no links; the workflow for Windows has both. */
    @Test
    void letsTheServiceReadTheDataOfAzureMonitorAgent() throws IOException {
        Path configuration = wine.path("C:\\WindowsAzure\\Resources").resolve("AMADataStore.vm 1/mcs");
        Files.createDirectories(configuration);
        Files.createFile(configuration.resolve("mcsconfig.latest.xml"));
        Files.createDirectories(wine.path("C:\\Resources\\Directory"));
        port = TestServer.unusedPort();
        String store = "C:\\WindowsAzure\\Resources\\AMADataStore.vm 1";
        Setup.Result result = setup.install("PORTNUMBER=" + port);
        assertDone(result);
        assertThat(result.log().lines().filter(line -> line.startsWith("OMS Gateway: reading by the service")))
                .map(line -> line.replace("OMS Gateway: reading by the service allowed: ", "")).containsExactly(
                        store + ": error 0", store + "\\mcs: error 0",
                        store + "\\mcs\\mcsconfig.latest.xml: error 0",
                        "C:\\WindowsAzure\\Resources: error 0");
    }

    @Test
    void changesNothingWithoutProperties() throws IOException {
        Snapshot before = Snapshot.of(wine);
        Setup.Result result = setup.install("");
        assertDone(result);
        assertThat(result.log()).doesNotContain(": StopGateway.", ": ApplySettings.", ": StartGateway.");
        assertThat(Snapshot.of(wine).changesSince(before)).allMatch(change -> change.contains(InstalledGateway.LOGS));
        // Wine stops services even when there is nothing to do.
        service.await(WineService.STOPPED);
        service.start();
    }

    @Test
    void staysInItsFolder() throws IOException {
        Setup.Result moved = setup.install("INSTALLDIR=C:\\Elsewhere PORTNUMBER=" + port);
        assertThat(moved.exitCode()).isEqualTo(Setup.FAILED);
        assertThat(moved.says("OMS Gateway is installed in " + InstalledGateway.FOLDER + "\\ and can't be moved."))
                .isTrue();
        assertThat(wine.path("C:\\Elsewhere")).doesNotExist();
        assertDone(setup.install("INSTALLDIR=\"" + InstalledGateway.FOLDER + "\\\" PORTNUMBER=" + port));
    }

    @Test
    void refusesAPortThatAnotherProgramUses() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Setup.Result result = setup.install("PORTNUMBER=" + other.getLocalPort());
            assertThat(result.exitCode()).isEqualTo(Setup.FAILED);
            assertThat(result.says("Another program on this computer already uses the port.")).isTrue();
        }
        assertThat(setting("ListenPort")).isEqualTo("0x" + Integer.toHexString(port));
        assertThat(service.status().state()).isEqualTo(WineService.RUNNING);
    }

    @Test
    void neitherStartsNorEnablesWhatAnAdministratorStopped() throws IOException {
        service.stop();
        service.configureStart(WineService.DISABLED);
        port = TestServer.unusedPort();
        assertDone(setup.install("PORTNUMBER=" + port));
        assertThat(service.status().state()).isEqualTo(WineService.STOPPED);
        assertThat(registry.value(KEY, "Start")).contains("0x4");
        service.configureStart(WineService.AUTO);
        service.start();
    }
}
