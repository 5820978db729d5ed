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
