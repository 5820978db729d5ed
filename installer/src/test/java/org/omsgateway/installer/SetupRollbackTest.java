package org.omsgateway.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.omsgateway.testing.TestServer;

/** A failed first installation leaves everything as it was. */
class SetupRollbackTest extends FreshWindows {
    private static final String REASON = "The service OMS Gateway could not be started. Wrong configuration: LogLevel:"
            + " SILLY (expected: one of DEBUG, INFO, WARN, ERROR)";

    @TempDir
    private static Path folder;

    SetupRollbackTest() throws IOException {
        super("setup-rollback");
    }

    @BeforeEach
    void forget() throws IOException {
        standIns.forget();
    }

    /** After files and counters; after settings, firewall and registry; after the service has run. */
    @ParameterizedTest
    @ValueSource(strings = {"WriteRegistryValues", "InstallServices", "RegisterProduct"})
    void leavesNothingOfAFirstInstallation(String step) throws Exception {
        Snapshot before = Snapshot.of(wine);
        Path msi = PatchedPackage.failingBefore(step, "", Setup.PACKAGE, folder);
        Setup.Result result = setup.install(msi, "LicenseAccepted=1 PORTNUMBER=" + TestServer.unusedPort());
        assertThat(result.failed()).as(result.log()).isTrue();
        assertThat(changesSince(before)).isEmpty();
        assertThat(standIns.lastCall("unlodctr")).contains("counters.man");
    }

    @Test
    void saysWhyTheServiceDoesNotStartAndLeavesKeptSettings() throws Exception {
        registry.setString(InstalledGateway.SETTINGS, "LogLevel", "SILLY");
        Snapshot before = Snapshot.of(wine);
        Setup.Result result = setup.install("LicenseAccepted=1 PORTNUMBER=" + TestServer.unusedPort());
        assertThat(result.exitCode()).isEqualTo(Setup.FAILED);
        assertThat(result.says(REASON)).as(result.log()).isTrue();
        assertThat(changesSince(before)).isEmpty();
        assertThat(standIns.lastCall("netsh")).contains(" delete rule ");
        registry.deleteKey(InstalledGateway.SETTINGS);
    }

    /** Leaves out the traces that Wine does not undo: the clients of components, and registry keys without values. */
    private List<String> changesSince(Snapshot before) throws IOException {
        return Snapshot.of(wine).changesSince(before).stream()
                .filter(change -> !change.contains("\\Installer\\UserData\\"))
                .filter(change -> !change.contains("\\Services\\" + InstalledGateway.NAME)).toList();
    }
}
