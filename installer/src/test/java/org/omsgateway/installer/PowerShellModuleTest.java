package org.omsgateway.installer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.omsgateway.testing.Await;
import org.omsgateway.testing.Squid;
import org.omsgateway.testing.TestServer;
import org.omsgateway.testing.TlsServer;

/** An administrator's PowerShell on the machine on which setup has installed the gateway and its module. */
@EnabledIfEnvironmentVariable(named = PowerShell.VARIABLE, matches = ".+")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PowerShellModuleTest extends FreshWindows {
    private static final String HOST = "www.allowed.example";
    private static final String SECRET = "s3cret \"pässword\" %PATH%";
    private static final String MODULES = "C:\\Program Files\\WindowsPowerShell\\Modules";
    private static final String ENVIRONMENT = "HKLM\\SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Environment";
    private static final int LAST = 1;
    private static final int BEFORE_THE_LAST = LAST - 1;

    @TempDir
    private static Path folder;

    @AutoClose
    private TestServer echo;
    @AutoClose
    private PowerShell powershell;
    private SSLContext tls;
    private int port;

    PowerShellModuleTest() throws IOException {
        super("powershell");
    }

    @BeforeAll
    void install() throws Exception {
        try (TlsServer certificate = new TlsServer(folder)) {
            tls = Beyond.identity(certificate.certificate().getParent());
        }
        echo = new TestServer(Beyond.tlsEcho(tls));
        port = TestServer.unusedPort();
        // Every Windows has this module path.
        registry.setString(ENVIRONMENT, "PSModulePath", MODULES);
        assertDone(setup.install("LicenseAccepted=1 PORTNUMBER=" + port));
        powershell = new PowerShell(wine);
        powershell.output("""
                # This PowerShell does not find programs of system32 by their names.
                Set-Alias -Name netsh.exe -Value C:\\windows\\system32\\netsh.exe -Scope Global
                Import-Module OMSGateway
                Set-OMSGatewayConfig -Name DrainTime -Value 1s""");
    }

    @BeforeEach
    void configure() throws IOException {
        standIns.forget();
        registry.setString(InstalledGateway.SETTINGS, "RelayProxyAddress", "127.0.0.1:" + echo.port());
        registry.setStrings(InstalledGateway.SETTINGS, "AllowedHosts", List.of(HOST));
    }

    @Test
    @Order(BEFORE_THE_LAST)
    void isFoundByNameInTheVersionThatIsInstalled() throws IOException {
        // The name in the path is as the administrator typed it.
        assertThat(powershell.output("Get-Module -Name OmsGateway | ForEach-Object { $_.ModuleBase; $_.Version }"))
                .containsExactly(MODULES + "\\OMSGateway", "1.0.0");
    }

    @Test
    @Order(BEFORE_THE_LAST)
    void changesASettingInTheRegistryOrNothing() throws IOException {
        powershell.output("Set-OMSGatewayConfig -Name LogLevel -Value DEBUG");
        assertThat(setting("LogLevel")).isEqualTo("DEBUG");
        assertThat(powershell.output("(Get-OMSGatewayConfig -Name LogLevel).Value")).containsExactly("DEBUG");

        assertThat(powershell.run("Set-OMSGatewayConfig -Name LogLevel -Value SILLY").errors()).singleElement()
                .asString().contains("LogLevel", "SILLY");
        assertThat(setting("LogLevel")).isEqualTo("DEBUG");
        powershell.output("Set-OMSGatewayConfig -Name LogLevel -Value $null");
        assertThat(registry.value(InstalledGateway.SETTINGS, "LogLevel")).isEmpty();
    }

    @Test
    @Order(BEFORE_THE_LAST)
    void allowsAndForbidsAHostForClientsOfTheRunningService() throws Exception {
        Await.until(HOST, () -> isReachable(HOST));
        try (GatewayTunnel running = new GatewayTunnel(port, HOST, tls)) {
            assertThatThrownBy(() -> new GatewayTunnel(port, "new.example", tls)).hasMessageContaining("403");
            assertThat(powershell.output("Add-OMSGatewayAllowedHost -HostName new.example -PassThru"))
                    .containsExactly(HOST, "new.example");
            assertThat(registry.type(InstalledGateway.SETTINGS, "AllowedHosts")).contains("REG_MULTI_SZ");
            assertThat(setting("AllowedHosts")).isEqualTo(HOST + "\\0new.example");
            Await.until("new.example", () -> isReachable("new.example"));
            assertThat(powershell.output("Get-OMSGatewayAllowedHost -HostName new*")).containsExactly("new.example");

            assertThat(powershell.output("Get-OMSGatewayConnection -Host new.example, " + HOST
                    + " | ForEach-Object { $_.State; $_.Host; $_.Client }")).containsExactly("open", HOST, "127.0.0.1");
            // Java notes on standard error which options the environment has.
            assertThat(powershell.output("& 'C:\\Program Files\\OMS Gateway\\oms-gateway.cmd' status --json 2>$null"))
                    .singleElement().asString().contains("\"state\":\"running\"", "\"connections\":{\"open\":1}");
            powershell.output("Remove-OMSGatewayAllowedHost -HostName new.example -Confirm:$false");
            Await.until("an end of new.example", () -> !isReachable("new.example"));
            assertThat(running.exchange("still open")).isEqualTo("still open");
        }
        powershell.output("Export-OMSGatewayReport -Path C:\\report.html -Days 1 -Force");
        assertThat(wine.path("C:\\report.html")).content().contains("<svg ", "<td>running</td>");
        String ended = "(Get-OMSGatewayTunnel -Host " + HOST + ").Host";
        Await.until("the tunnel's line", () -> powershell.output(ended).contains(HOST));
    }

    @Test
    @Order(BEFORE_THE_LAST)
    void listsTheRefusedHostsWithTheirClients() throws IOException {
        assertThatThrownBy(() -> new GatewayTunnel(port, "refused.example", tls)).hasMessageContaining("403");
        String refused = "Get-OMSGatewayForbiddenHost -LogPath '" + InstalledGateway.LOGS + "\\gateway.log'"
                + " | Where-Object Host -eq refused.example | ForEach-Object { $_.Requests; $_.Clients }";
        Await.until("the log", () -> powershell.output(refused).equals(List.of("1", "127.0.0.1")));
    }

    @Test
    @Order(BEFORE_THE_LAST)
    void allowsTheHostsOfHybridWorkers() throws IOException {
        powershell.output("Get-OMSGatewayServiceUrl -Location 'West Europe' -Service JobRuntimeData"
                + " | Add-OMSGatewayAllowedHost");
        assertThat(setting("AllowedHosts")).startsWith(HOST + "\\0we-jobruntimedata").endsWith(".azure-automation.net");
    }

    @Test
    @Order(BEFORE_THE_LAST)
    void keepsAllowedClientCertificates() throws IOException {
        powershell.output("Add-OMSGatewayAllowedClientCertificate -Subject 'CN=Größe, O=Contoso'");
        // reg.exe does not print umlauts in a readable encoding.
        assertThat(setting("AllowedClientCertificates")).startsWith("CN=Gr").endsWith("e, O=Contoso");
        assertThat(powershell.output("Get-OMSGatewayAllowedClientCertificate")).containsExactly("CN=Größe, O=Contoso");
        powershell.output("Remove-OMSGatewayAllowedClientCertificate -Subject 'CN=Größe, O=Contoso' -Confirm:$false");
        assertThat(powershell.output("Get-OMSGatewayAllowedClientCertificate")).isEmpty();
    }

    @Test
    @Order(BEFORE_THE_LAST)
    void keepsASemicolonWithinASubject() throws IOException {
        powershell.output("Add-OMSGatewayAllowedClientCertificate -Subject 'CN=\"a;b\", O=x', 'mycert'");
        assertThat(powershell.output("Get-OMSGatewayAllowedClientCertificate"))
                .containsExactly("CN=\"a;b\", O=x", "mycert");
        powershell.output("Get-OMSGatewayAllowedClientCertificate | Remove-OMSGatewayAllowedClientCertificate");
        assertThat(powershell.output("Get-OMSGatewayAllowedClientCertificate")).isEmpty();
    }

    @Test
    @Order(BEFORE_THE_LAST)
    void restoresABackup() throws IOException {
        powershell.output("Set-OMSGatewayConfig IdleTimeout 90s; Set-OMSGatewayConfig AllowMissingSni $true");
        powershell.output("Get-OMSGatewayConfig | Export-Csv C:\\backup.csv");
        powershell.output("Set-OMSGatewayConfig IdleTimeout $null; Set-OMSGatewayConfig AllowMissingSni $null;"
                + " Set-OMSGatewayConfig LogLevel WARN; Set-OMSGatewayConfig AllowedHosts $null -Force");
        standIns.forget();
        powershell.output("Import-Csv C:\\backup.csv | Set-OMSGatewayConfig");
        assertThat(setting("IdleTimeout")).isEqualTo("90s");
        assertThat(setting("AllowMissingSni")).isEqualTo("true");
        assertThat(setting("AllowedHosts")).isEqualTo(HOST);
        assertThat(registry.value(InstalledGateway.SETTINGS, "LogLevel")).isEmpty();
        assertThat(standIns.calls()).singleElement().asString().contains("localport=" + port);
        powershell.output("Export-OMSGatewaySettings -Path C:\\settings.json; Set-OMSGatewayConfig IdleTimeout $null");
        powershell.output("Import-OMSGatewaySettings -Path C:\\settings.json -Force");
        assertThat(setting("IdleTimeout")).isEqualTo("90s");
        powershell.output("Set-OMSGatewayConfig IdleTimeout $null; Set-OMSGatewayConfig AllowMissingSni $null");
    }

    @Test
    @Order(BEFORE_THE_LAST)
    void startsTheInstalledProgramWhateverTheEnvironmentNames() throws IOException {
        assertThat(powershell.output("$env:OMSGATEWAY_CLI = 'C:\\absent.exe'; (Get-OMSGatewayConfig ListenPort).Value;"
                + " Remove-Item Env:OMSGATEWAY_CLI")).containsExactly(String.valueOf(port));
    }

    @Test
    @Order(BEFORE_THE_LAST)
    void givesTheServiceACredentialForTheRelayProxy() throws Exception {
        try (Squid squid = new Squid(folder, "agent", SECRET, echo.port())) {
            powershell.output("Set-OMSGatewayRelayProxy -Address http://127.0.0.1:" + squid.port()
                    + " -Username agent -Password wrong");
            Await.until("a refusal by Squid", () -> !isReachable(HOST));
            powershell.output("$password = ConvertTo-SecureString -String '" + SECRET + "' -AsPlainText -Force; "
                    + "Set-OMSGatewayRelayProxy -Credential ([pscredential]::new('agent', $password))");
            assertThat(registry.type(InstalledGateway.SETTINGS, "RelayProxyPassword")).contains("REG_BINARY");
            assertThat(powershell.output("$proxy = Get-OMSGatewayRelayProxy;"
                    + " $proxy.Address, $proxy.Username, $proxy.HasPassword"))
                    .containsExactly("http://127.0.0.1:" + squid.port(), "agent", "True");
            Await.until("a tunnel through Squid", () -> isReachable(HOST));
        }
        assertThat(wine.sessionOutput()).doesNotContain("s3cret");
        powershell.output("Set-OMSGatewayRelayProxy -Address ''");
        assertThat(registry.value(InstalledGateway.SETTINGS, "RelayProxyAddress")).isEmpty();
        assertThat(registry.value(InstalledGateway.SETTINGS, "RelayProxyPassword")).isEmpty();
    }

    @Test
    @Order(BEFORE_THE_LAST)
    void movesToAnotherPortTogetherWithTheFirewall() throws IOException {
        int before = port;
        port = TestServer.unusedPort();
        powershell.output("Set-OMSGatewayConfig -Name ListenPort -Value " + port);
        assertThat(standIns.calls()).containsExactly("netsh.exe advfirewall firewall set rule \"name=OMS Gateway\""
                + " dir=in new protocol=TCP localport=" + port);
        Await.until("port " + port, () -> isReachable(HOST));
        Await.until("an end of port " + before, () -> !GatewayTunnel.reaches(before, HOST, tls));
    }

    @Test
    @Order(BEFORE_THE_LAST)
    void opensTheFirewallForTheClientsThatAPolicyAllows() throws IOException {
        registry.setStrings(InstalledGateway.POLICY, "AllowedClients", List.of("127.0.0.0/8", "10.0.0.1"));
        port = TestServer.unusedPort();
        powershell.output("Set-OMSGatewayConfig -Name ListenPort -Value " + port);
        registry.deleteKey(InstalledGateway.POLICY);
        assertThat(standIns.calls()).singleElement().asString()
                .endsWith(" localport=" + port + " remoteip=127.0.0.0/8,10.0.0.1");
    }

    @Test
    @Order(BEFORE_THE_LAST)
    void staysOnItsPortIfTheFirewallDoes() throws IOException {
        standIns.fail("set rule");
        assertThat(powershell.run("@{ ListenPort = " + TestServer.unusedPort() + "; LogLevel = 'DEBUG' }"
                + ".GetEnumerator() | Set-OMSGatewayConfig").errors()).hasSize(1);
        assertThat(standIns.calls()).last().asString().as("puts the rule back").endsWith("localport=" + port);
        assertThat(setting("ListenPort")).isEqualTo("0x" + Integer.toHexString(port));
        assertThat(registry.value(InstalledGateway.SETTINGS, "LogLevel")).isEmpty();
    }

    @Test
    @Order(BEFORE_THE_LAST)
    void showsWhatAPolicySetsAndLeavesItAlone() throws IOException {
        registry.setStrings(InstalledGateway.POLICY, "AllowedHosts", List.of("policy.example"));
        registry.setDword(InstalledGateway.POLICY, "ListenPort", port);
        assertThat(powershell.output("Get-OMSGatewayConfig ListenPort, AllowedHosts, DrainTime, LogLevel"
                + " | ForEach-Object { '{0} {1} {2}' -f $_.Name, $_.Value, $_.Source }")).containsExactly(
                "ListenPort " + port + " Policy", "AllowedHosts policy.example Policy", "DrainTime 1s Local",
                "LogLevel INFO Default");
        assertThat(powershell.run("Set-OMSGatewayConfig -Name ListenPort -Value 9").errors()).singleElement()
                .asString().contains("ListenPort is set by a policy and cannot be changed on this computer.");
        assertThat(standIns.calls()).as("of the firewall").isEmpty();
        assertThat(powershell.run("Add-OMSGatewayAllowedHost new.example").errors()).singleElement()
                .asString().contains("AllowedHosts is set by a policy");
        registry.deleteKey(InstalledGateway.POLICY);
        assertThat(powershell.output("Get-OMSGatewayAllowedHost")).containsExactly(HOST);
    }

    @Test
    @Order(BEFORE_THE_LAST)
    void stopsAndStartsAsAnyService() throws IOException {
        // Both warn while they wait.
        assertThat(powershell.run("Stop-Service -Name OMSGatewayService").errors()).isEmpty();
        assertThat(service.status().state()).isEqualTo(WineService.STOPPED);
        assertThat(isReachable(HOST)).isFalse();
        assertThat(powershell.output("Test-OMSGateway -Quiet")).containsExactly("False");

        assertThat(powershell.run("Start-Service -Name OMSGatewayService").errors()).isEmpty();
        assertThat(powershell.output("(Get-Service -Name OMSGatewayService).Status")).containsExactly("Running");
        Await.until("the service", () -> isReachable(HOST));
    }

    @Test
    @Order(BEFORE_THE_LAST)
    void testsServiceRelayProxyAndHosts() throws IOException {
        Await.until(HOST, () -> isReachable(HOST));
        List<String> checks = powershell.output(
                "Test-OMSGateway -WarningAction SilentlyContinue"
                        + " | ForEach-Object { '{0} {1} {2}' -f $_.Check, $_.Target, $_.Passed }");
        // Nobody trusts the server's certificate.
        assertThat(checks).contains("relay 127.0.0.1:" + echo.port() + " True", "host " + HOST + " False");
        powershell.output("Get-OMSGatewayAllowedHost | Remove-OMSGatewayAllowedHost -Confirm:$false");
        assertThat(powershell.output("Test-OMSGateway -Quiet")).containsExactly("True");
    }

    @Test
    @Order(BEFORE_THE_LAST)
    void savesWhatSupportNeedsAndNamesWhatIsMissing() throws IOException {
        // Under Wine, what a failed Get-CimInstance leaves behind stops .NET at the next garbage collection, and
        // Get-Counter never ends.
        powershell.output("function global:Get-CimInstance { throw 'no CIM here' };"
                + " function global:Get-Counter { throw 'no counters here' }");
        PowerShell.Outcome saved = powershell.run("(Save-OMSGatewayDiagnostic -Path C:\\support.zip -Force).FullName");
        assertThat(saved.errors()).isEmpty();
        assertThat(saved.output()).containsExactly("C:\\support.zip");
        try (FileSystem zip = FileSystems.newFileSystem(wine.path("C:\\support.zip"))) {
            assertThat(zip.getPath("settings.json")).content().contains("AllowedHosts", HOST);
            assertThat(zip.getPath("test.json")).content().contains("relay", HOST);
            assertThat(zip.getPath("versions.txt")).content().contains("1.0.0");
            assertThat(zip.getPath("problems.txt")).content()
                    .contains("service.txt: no CIM here", "counters.txt: no counters here");
        }
    }

    @Test
    @Order(LAST)
    void isGoneWithTheGateway() throws IOException {
        assertThat(powershell.output("(Get-Command -Module OmsGateway).Name")).as("each command has been tried")
                .isNotEmpty().allSatisfy(name -> assertThat(powershell.scripts()).anyMatch(it -> it.contains(name)));
        powershell.output("Remove-Module -Name OmsGateway");
        assertDone(setup.remove(""));
        assertThat(powershell.run("Import-Module OMSGateway").errors()).hasSize(1);
        assertThat(powershell.output("Get-Service | Where-Object Name -eq OMSGatewayService")).isEmpty();
        assertThat(wine.path(MODULES)).doesNotExist();
    }

    private boolean isReachable(String host) {
        return GatewayTunnel.reaches(port, host, tls);
    }
}
