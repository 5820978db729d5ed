package org.omsgateway.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omsgateway.testing.TestServer;

/**
 * The service with an account of its own. Wine stores the account and runs the service as its own user; it accepts each
 * password, and each change of a right without effect.
 */
class SetupAccountTest extends FreshWindows {
    private static final String KEY = "HKLM\\SYSTEM\\CurrentControlSet\\Services\\" + InstalledGateway.NAME;
    private static final String RECORD = "LogonRightGrantedTo";
    private static final String VIRTUAL = "NT SERVICE\\" + InstalledGateway.NAME;
    private static final String USER = "gateway";
    private static final String ACCOUNT = ".\\gateway";
    private static final String PASSWORD = "p4ssw0rd of the account";
    private static final String CREDENTIAL = "SERVICEACCOUNT=" + ACCOUNT + " SERVICEPASSWORD=\"" + PASSWORD + "\"";
    private static final String RIGHT = "OMS Gateway: SeServiceLogonRight ";

    @TempDir
    private static Path folder;

    private static Snapshot before;

    SetupAccountTest() throws IOException {
        super("setup-account");
    }

    @BeforeAll
    void start() throws IOException {
        before = Snapshot.of(wine);
    }

    @BeforeEach
    void forget() throws IOException {
        standIns.forget();
    }

    @AfterEach
    void remove() throws IOException {
        if (service.exists()) {
            assertDone(setup.remove(""));
            assertThat(Snapshot.of(wine).changesSince(before)).isEmpty();
        }
    }

    @Test
    void runsAsTheAccountWithTheRightToLogOnUntilItsRemoval() throws IOException {
        Setup.Result result = install(CREDENTIAL);
        assertDone(result);
        assertThat(account()).isEqualTo(ACCOUNT);
        assertThat(service.status().state()).isEqualTo(WineService.RUNNING);
        String sid = registry.value(KEY + "\\Parameters", RECORD).orElseThrow();
        assertThat(result.says(RIGHT + "given to " + sid + ": error 0")).as(result.log()).isTrue();
        assertThat(standIns.lastCall("sc")).isEqualTo("sc.exe managedaccount OMSGatewayService false");
        assertThat(result.log().lines().filter(line -> line.contains(PASSWORD)))
                .allMatch(line -> line.startsWith("Property(S): SERVICEPASSWORD = "));
        assertThat(wine.runOk("reg", "query", "HKLM", "/s")).doesNotContain(PASSWORD);

        Setup.Result removal = setup.remove("");
        assertDone(removal);
        assertThat(removal.says(RIGHT + "taken from " + sid + ": error 0")).as(removal.log()).isTrue();
    }

    @Test
    void keepsTheAccountWithoutItsPassword() throws IOException {
        assertDone(install(CREDENTIAL));
        assertKept(install("PORTNUMBER=" + TestServer.unusedPort()));
        assertKept(install("SERVICEACCOUNT=" + ACCOUNT));
        assertKept(setup.repair());
        Setup.Result renewed = install(CREDENTIAL);
        assertDone(renewed);
        assertThat(renewed.says("OMS Gateway: the account of the service: " + ACCOUNT + ": error 0")).isTrue();
        assertThat(renewed.log()).doesNotContain(RIGHT + "taken");
        assertThat(registry.value(KEY + "\\Parameters", RECORD)).isPresent();
    }

    private void assertKept(Setup.Result result) {
        assertDone(result);
        assertThat(result.log()).doesNotContain("the account of the service", RIGHT);
        assertThat(account()).isEqualTo(ACCOUNT);
        assertThat(service.status().state()).isEqualTo(WineService.RUNNING);
    }

    @Test
    void keepsTheAccountInAnUpgrade() throws Exception {
        Path former = PatchedPackage.knowingOfUpgrades(Setup.PACKAGE, folder);
        assertDone(setup.installKnowing(USER, former,
                "LicenseAccepted=1 PORTNUMBER=" + TestServer.unusedPort() + " " + CREDENTIAL));
        Setup.Result upgrade = setup.upgrade(Setup.NEXT, "LicenseAccepted=1");
        assertDone(upgrade);
        assertThat(account()).isEqualTo(ACCOUNT);
        assertThat(upgrade.log()).doesNotContain(RIGHT);
        assertThat(registry.value(KEY + "\\Parameters", RECORD)).isPresent();
        Setup.Result removal = setup.remove(Setup.NEXT, "");
        assertDone(removal);
        assertThat(removal.log()).contains(RIGHT + "taken from ");
    }

    @Test
    void changesToAManagedAccountAndBackToTheVirtualOne() throws IOException {
        assertDone(install(""));
        assertThat(account()).isEqualTo(VIRTUAL);
        Setup.Result managed = setup.installKnowing("gateway$", Setup.PACKAGE, "SERVICEACCOUNT=.\\gateway$");
        assertDone(managed);
        assertThat(account()).isEqualTo(".\\gateway$");
        assertThat(managed.log()).contains(RIGHT + "given to ");
        assertThat(standIns.lastCall("sc")).isEqualTo("sc.exe managedaccount OMSGatewayService true");
        Setup.Result virtual = install("SERVICEACCOUNT=\"" + VIRTUAL + "\"");
        assertDone(virtual);
        assertThat(account()).isEqualTo(VIRTUAL);
        assertThat(virtual.log()).contains(RIGHT + "taken from ");
        assertThat(registry.value(KEY + "\\Parameters", RECORD)).isEmpty();
    }

    /** Windows Installer itself then undoes the service. */
    @Test
    void takesTheRightBackIfSetupFails() throws Exception {
        Path msi = PatchedPackage.failingBefore("RegisterProduct", "", Setup.PACKAGE, folder);
        Setup.Result result = setup.installKnowing(USER, msi,
                "LicenseAccepted=1 PORTNUMBER=" + TestServer.unusedPort() + " " + CREDENTIAL);
        assertThat(result.failed()).as(result.log()).isTrue();
        assertThat(result.log()).as(result.log()).containsSubsequence(RIGHT + "given to ", RIGHT + "taken from ");
        assertThat(service.exists()).isFalse();
    }

    private Setup.Result install(String properties) throws IOException {
        String fresh = service.exists() ? "" : "LicenseAccepted=1 PORTNUMBER=" + TestServer.unusedPort() + " ";
        return setup.installKnowing(USER, Setup.PACKAGE, fresh + properties);
    }

    private String account() {
        return registry.value(KEY, "ObjectName").orElseThrow();
    }
}
