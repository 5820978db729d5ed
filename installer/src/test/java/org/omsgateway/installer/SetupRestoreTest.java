package org.omsgateway.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.omsgateway.testing.TestServer;

/**
 * Setup restores the former state after a change or upgrade that fails when the service has already run with other
 * settings. Each test has a separate Windows. Wine's own actions undo an upgrade by removing everything, including
 * files and service, so the test of an upgrade can only show the work of setup's own actions.
 */
@TestInstance(TestInstance.Lifecycle.PER_METHOD)
class SetupRestoreTest extends FreshWindows {
    private static final String KEY = "HKLM\\SYSTEM\\CurrentControlSet\\Services\\" + InstalledGateway.NAME;

    private static final String RULES = "HKLM\\SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters"
            + "\\FirewallPolicy\\FirewallRules";

    @TempDir
    private Path folder;

    SetupRestoreTest() throws IOException {
        super("setup-restore");
    }

    @Test
    void runsAgainAsBeforeAFailedChange() throws Exception {
        Path forgetting = PatchedPackage.forgettingReinstall(Setup.PACKAGE, folder);
        Path msi = PatchedPackage.failingBefore("RegisterProduct", "REINSTALL", forgetting, folder);
        int port = install(msi);
        String settings = settings();
        assertFails(msi, "HASPROXY=1 PROXY=proxy PORTNUMBER=" + TestServer.unusedPort());
        assertThat(settings()).isEqualTo(settings);
        assertThat(standIns.lastCall("netsh")).contains("localport=" + port);
        assertThat(wine.service(InstalledGateway.NAME).status().state()).isEqualTo(WineService.RUNNING);
    }

    @Test
    void putsBackSettingsAndFirewallAfterAFailedUpgrade() throws Exception {
        Path msi = PatchedPackage.failingBefore("RegisterProduct", "", Setup.NEXT, folder);
        int port = install(Setup.PACKAGE);
        String settings = settings();
        assertFails(msi, "LicenseAccepted=1 HASPROXY=0 PORTNUMBER=" + TestServer.unusedPort());
        assertThat(settings()).isEqualTo(settings);
        assertThat(standIns.lastCall("netsh")).contains("localport=" + port);
    }

    /** An administrator has narrowed one of the rules by hand; the others are not the gateway's. */
    @Test
    void putsBackTheAddressesOfTheFirewallRuleAfterAFailedChange() throws Exception {
        Path forgetting = PatchedPackage.forgettingReinstall(Setup.PACKAGE, folder);
        Path msi = PatchedPackage.failingBefore("RegisterProduct", "REINSTALL", forgetting, folder);
        int port = install(msi);
        registry.setString(RULES, "{A}", "v2.30|Action=Allow|Active=TRUE|Dir=In|RA4=10.9.0.0/16|Name=OMS Gateway 2|");
        registry.setString(RULES, "{B}", "v2.30|Action=Allow|Active=TRUE|Dir=Out|RA4=10.8.0.0/16|Name=OMS Gateway|");
        registry.setString(RULES, "{C}", "v2.30|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=" + port
                + "|RA4=LocalSubnet|RA4=192.0.2.0/255.255.255.0|RA6=LocalSubnet|RA6=fd00::/64|App=C:\\x.exe"
                + "|Name=OMS Gateway|Desc=|");
        assertFails(msi, "ALLOWEDCLIENTS=10.0.0.0/8");
        assertThat(standIns.calls()).filteredOn(call -> call.startsWith("netsh")).last().asString()
                .contains("localport=" + port).endsWith(" remoteip=LocalSubnet,192.0.2.0/255.255.255.0,fd00::/64");
        assertThat(registry.hasKey(InstalledGateway.SETTINGS + " Setup")).isFalse();
    }

    @Test
    void putsBackTheVirtualAccountAndTheRightAfterAFailedChangeOfTheAccount() throws Exception {
        Path forgetting = PatchedPackage.forgettingReinstall(Setup.PACKAGE, folder);
        Path msi = PatchedPackage.failingBefore("RegisterProduct", "REINSTALL", forgetting, folder);
        install(msi);
        Setup.Result result =
                setup.installKnowing("gateway", msi, "SERVICEACCOUNT=.\\gateway SERVICEPASSWORD=p4ssw0rd");
        assertThat(result.failed()).as(result.log()).isTrue();
        assertThat(result.log()).containsSubsequence("SeServiceLogonRight given to ", "SeServiceLogonRight taken from ",
                "the account of the service: NT SERVICE\\OMSGatewayService: error 0");
        assertThat(registry.value(KEY, "ObjectName")).contains("NT SERVICE\\OMSGatewayService");
        assertThat(registry.value(KEY + "\\Parameters", "LogonRightGrantedTo")).isEmpty();
        assertThat(service.status().state()).isEqualTo(WineService.RUNNING);
    }

    private int install(Path msi) throws IOException {
        int port = TestServer.unusedPort();
        Setup.Result result = setup.install(msi, "LicenseAccepted=1 PORTNUMBER=" + port
                + " HASPROXY=1 PROXY=127.0.0.1:3128 HASAUTH=1 USERNAME=agent PASSWORD=s3cret");
        assertThat(result.exitCode()).as(result.log()).isEqualTo(Setup.SUCCESS);
        assertThat(gateway.command("config", "add", "AllowedHosts", "www.allowed.example").exitCode()).isZero();
        return port;
    }

    private void assertFails(Path msi, String properties) throws IOException {
        Setup.Result result = setup.install(msi, properties);
        assertThat(result.failed()).as(result.log()).isTrue();
        assertThat(result.log()).contains(": Fail. Return value 0.");
    }

    private String settings() {
        return wine.runOk("reg", "query", InstalledGateway.SETTINGS);
    }
}
