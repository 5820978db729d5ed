package org.omsgateway.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omsgateway.testing.Squid;
import org.omsgateway.testing.TestServer;
import org.omsgateway.testing.TlsServer;

/** Setup upgrades from this version to a later one, and refuses the way back. */
class SetupUpgradeTest extends FreshWindows {
    private static final String HOST = "www.allowed.example";
    private static final String KEY = "HKLM\\SYSTEM\\CurrentControlSet\\Services\\" + InstalledGateway.NAME;
    private static final String NOTICES = InstalledGateway.FOLDER + "\\legal\\commons-daemon\\";

    @TempDir
    private static Path folder;

    private static Path former;

    SetupUpgradeTest() throws IOException {
        super("setup-upgrade");
    }

    @BeforeAll
    static void start() throws Exception {
        former = PatchedPackage.knowingOfUpgrades(Setup.PACKAGE, folder);
    }

    @AfterEach
    void remove() throws IOException {
        assertDone(setup.remove(Setup.NEXT, ""));
    }

    @Test
    void keepsAllSettingsWhileAgentsAreConnected() throws Exception {
        int port = TestServer.unusedPort();
        try (TlsServer certificate = new TlsServer(folder);
                TestServer echo = new TestServer(Beyond.tlsEcho(Beyond.identity(folder)));
                Squid squid = new Squid(folder, "agent", "s3cret", echo.port())) {
            SSLContext tls = Beyond.identity(certificate.certificate().getParent());
            assertDone(setup.install(former, "LicenseAccepted=1 PORTNUMBER=" + port + " HASPROXY=1 PROXY=127.0.0.1:"
                    + squid.port() + " HASAUTH=1 USERNAME=agent PASSWORD=s3cret"));
            gateway.change("add", "AllowedHosts", HOST);
            gateway.change("set", "DrainTime", "1s");
            String settings = wine.runOk("reg", "query", InstalledGateway.SETTINGS);
            assertThat(settings).contains("AllowedHosts", "RelayProxyPassword", "DrainTime");

            try (GatewayTunnel running = new GatewayTunnel(port, HOST, tls)) {
                assertThat(running.exchange("before")).isEqualTo("before");
                assertDone(setup.upgrade(Setup.NEXT, "LicenseAccepted=1"));
            }
            assertThat(service.status().state()).isEqualTo(WineService.RUNNING);
            assertThat(wine.runOk("reg", "query", InstalledGateway.SETTINGS)).isEqualTo(settings);
            try (GatewayTunnel after = new GatewayTunnel(port, HOST, tls)) {
                assertThat(after.exchange("after")).isEqualTo("after");
            }
        }
        assertThat(wine.path(NOTICES + "NOTICE.txt")).doesNotExist();
        assertThat(wine.path(NOTICES + "NOTICE-NEXT.txt")).exists();
        assertThat(wine.path(InstalledGateway.FOLDER + "\\oms-gateway.cmd")).content().endsWith("rem 1.0.1\n");
        assertThat(installedVersions()).containsOnlyOnce("DisplayVersion").contains("1.0.1");
    }

    @Test
    void leavesADisabledServiceDisabled() throws IOException {
        assertDone(setup.install(former, "LicenseAccepted=1 PORTNUMBER=" + TestServer.unusedPort()));
        service.stop();
        service.configureStart(WineService.DISABLED);
        assertDone(setup.upgrade(Setup.NEXT, "LicenseAccepted=1"));
        assertThat(service.status().state()).isEqualTo(WineService.STOPPED);
        assertThat(registry.value(KEY, "Start")).contains("0x4");
    }

    @Test
    void leavesAStoppedServiceStopped() throws IOException {
        assertDone(setup.install(former, "LicenseAccepted=1 PORTNUMBER=" + TestServer.unusedPort()));
        service.stop();
        assertDone(setup.upgrade(Setup.NEXT, "LicenseAccepted=1"));
        assertThat(service.status().state()).isEqualTo(WineService.STOPPED);
        assertThat(registry.value(KEY, "Start")).contains("0x2");
    }

    @Test
    void refusesToGoBack() throws IOException {
        assertDone(setup.install(Setup.NEXT, "LicenseAccepted=1 PORTNUMBER=" + TestServer.unusedPort()));
        Setup.Result result = setup.install("LicenseAccepted=1 PORTNUMBER=" + TestServer.unusedPort());
        assertThat(result.endsAtLaunchConditions()).isTrue();
        assertThat(installedVersions()).contains("1.0.1");
        assertThat(service.status().state()).isEqualTo(WineService.RUNNING);
    }

    private String installedVersions() {
        return wine.runOk("reg", "query", "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall", "/s", "/v",
                "DisplayVersion");
    }
}
