package org.omsgateway.installer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omsgateway.testing.Program;
import org.omsgateway.testing.Squid;
import org.omsgateway.testing.TestServer;
import org.omsgateway.testing.TlsServer;

/** The documented command lines of an installation without the wizard. */
class SetupTest extends FreshWindows {
    private static final String HOST = "www.allowed.example";
    private static final String FOLDER = InstalledGateway.FOLDER;
    private static final String MODULE = "\\OmsGateway\\OmsGateway.psd1";
    private static final String PROCRUN = "HKLM\\SOFTWARE\\WOW6432Node\\Apache Software Foundation\\Procrun 2.0\\"
            + InstalledGateway.NAME + "\\Parameters\\";
    private static final String EVENT_LOG = "HKLM\\SYSTEM\\CurrentControlSet\\Services\\EventLog\\OMS Gateway Log";
    private static final String RULE = "netsh.exe advfirewall firewall ";

    @TempDir
    private static Path folder;

    private FileChannel turns;

    SetupTest() throws IOException {
        super("setup");
    }

    @AfterEach
    void remove() throws IOException {
        assertThat(setup.remove("").exitCode()).isEqualTo(Setup.SUCCESS);
        standIns.forget();
        if (turns != null) {
            turns.close();
        }
    }

    @Test
    void installsAllWithDefaults() throws IOException {
        // Two test runs on one machine take turns; the end of this process frees the lock.
        turns = FileChannel.open(Path.of(System.getProperty("java.io.tmpdir"), "oms-gateway-port-8080.lock"),
                StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        turns.lock();
        assumeTrue(isFree(8080), "another program listens on port 8080");
        standIns.fail("set rule");
        assertThat(setup.install("LicenseAccepted=1").exitCode()).isEqualTo(Setup.SUCCESS);

        assertThat(service.status().state()).isEqualTo(WineService.RUNNING);
        assertThat(setting("ListenPort")).isEqualTo("0x1f90");
        assertThat(registry.type(InstalledGateway.SETTINGS, "ListenPort")).contains("REG_DWORD");
        assertThat(registry.value(InstalledGateway.SETTINGS, "RelayProxyAddress")).isEmpty();
        assertFilesAreThoseOfTheImage();
        assertPromptFindsTheCommand();
        assertThat(wine.path("C:\\Program Files\\WindowsPowerShell\\Modules" + MODULE)).exists();
        assertThat(wine.path(FOLDER + "\\PowerShell" + MODULE)).exists();
        assertThat(standIns.calls()).containsExactly(
                "unlodctr.exe /m:\"" + FOLDER + "\\counters.man\"",
                "lodctr.exe /m:\"" + FOLDER + "\\counters.man\" \"" + FOLDER + "\"",
                RULE + "set rule name=\"OMS Gateway\" dir=in new localport=8080 program=\"" + FOLDER
                        + "\\OMSGatewayService.exe\"",
                RULE + "add rule name=\"OMS Gateway\" dir=in action=allow protocol=TCP localport=8080 program=\""
                        + FOLDER + "\\OMSGatewayService.exe\"");
    }

    @Test
    void registersServiceAndEventLog() throws IOException {
        // The words and the order of the documented line; /qb shows only progress.
        int port = TestServer.unusedPort();
        Setup.Result result = setup.run("/i", Setup.PACKAGE,
                "/qb PORTNUMBER=" + port + " HASPROXY=1 PROXY=http://127.0.0.1:3128 LicenseAccepted=1");
        assertThat(result.exitCode()).as(result.log()).isEqualTo(Setup.SUCCESS);

        assertThat(setting("ListenPort")).isEqualTo("0x" + Integer.toHexString(port));
        assertThat(setting("RelayProxyAddress")).isEqualTo("http://127.0.0.1:3128");
        String key = "HKLM\\SYSTEM\\CurrentControlSet\\Services\\" + InstalledGateway.NAME;
        assertThat(registry.value(key, "DisplayName")).contains("OMS Gateway");
        assertThat(registry.value(key, "Start")).contains("0x2");
        assertThat(registry.value(key, "ObjectName")).contains("NT SERVICE\\" + InstalledGateway.NAME);
        // Windows Installer quotes the path; Wine does not.
        assertThat(registry.value(key, "ImagePath").map(path -> path.replace("\"", "")))
                .contains(FOLDER + "\\OMSGatewayService.exe //RS//" + InstalledGateway.NAME);
        assertThat(registry.value(PROCRUN + "Java", "Jvm")).contains(FOLDER + "\\runtime\\bin\\server\\jvm.dll");
        assertThat(registry.value(PROCRUN + "Java", "Options")).hasValueSatisfying(options -> assertThat(options)
                .startsWith("-XX:VMOptionsFile=" + FOLDER + "\\lib\\service.vmoptions\\0"));
        assertThat(registry.value(PROCRUN + "Stop", "Timeout")).contains("0x168");
        assertThat(registry.value(EVENT_LOG, "MaxSize")).contains("0x1000000");
        assertThat(registry.value(EVENT_LOG + "\\OMS Gateway", "EventMessageFile"))
                .contains(FOLDER + "\\oms-gateway-messages.dll");
    }

    @Test
    void uploadsThroughTheRelayProxyWithTheCredentialGiven() throws Exception {
        int port = TestServer.unusedPort();
        byte[] content = new byte[3_000_000];
        new Random(1).nextBytes(content);
        Files.write(folder.resolve("upload"), content);
        try (TlsServer certificate = new TlsServer(folder);
                TlsSink sink = new TlsSink(folder);
                TestServer toSink = new TestServer(Beyond.connectingTo(sink.address()));
                Squid squid = new Squid(folder, "agent", "s3cret & pässword%", toSink.port())) {
            Setup.Result result = setup.install("PORTNUMBER=" + port + " HASPROXY=1 PROXY=127.0.0.1:" + squid.port()
                    + " HASAUTH=1 USERNAME=agent PASSWORD=\"s3cret & pässword%\" LicenseAccepted=1");
            assertThat(result.exitCode()).as(result.log()).isEqualTo(Setup.SUCCESS);
            gateway.change("add", "AllowedHosts", HOST);
            try (Program curl = Program.start(folder, "curl", "-sS", "-x", "http://127.0.0.1:" + port, "--tls-max",
                    "1.2", "--cacert", certificate.certificate().toString(), "-T", "upload", "https://" + HOST + "/")) {
                assertThat(sink.takeFrom(curl, content.length)).isEqualTo(content);
                assertThat(curl.exitCode()).as(curl.output()).isZero();
            }
            assertThat(setting("RelayProxyUsername")).isEqualTo("agent");
            assertThat(registry.type(InstalledGateway.SETTINGS, "RelayProxyPassword")).contains("REG_BINARY");
            assertPasswordIsNowhere("s3cret", result);
        }
    }

    /** Setup also installs on a machine whose administrators have removed counters and firewall. */
    @Test
    void installsWithoutCountersAndFirewall() throws IOException {
        standIns.fail("netsh", "lodctr");
        Setup.Result result = setup.install("LicenseAccepted=1 PORTNUMBER=" + TestServer.unusedPort());
        assertThat(result.exitCode()).as(result.log()).isEqualTo(Setup.SUCCESS);
        assertThat(result.says("OMS Gateway: no performance counters")).isTrue();
        assertThat(result.says("OMS Gateway: no firewall rule")).isTrue();
        assertThat(service.status().state()).isEqualTo(WineService.RUNNING);
    }

    @Test
    void installsIntoAnotherFolderWithATrailingBackslash() throws IOException {
        String other = "C:\\Gateways\\OMS";
        Setup.Result result = setup.install("LicenseAccepted=1 PORTNUMBER=" + TestServer.unusedPort()
                + " INSTALLDIR=\"" + other + "\\\"");
        assertThat(result.exitCode()).as(result.log()).isEqualTo(Setup.SUCCESS);
        assertThat(service.status().state()).isEqualTo(WineService.RUNNING);
        assertThat(wine.path(other + "\\OMSGatewayService.exe")).exists();
        assertThat(wine.path(FOLDER)).doesNotExist();
        assertPromptFindsTheCommand();
        assertThat(standIns.lastCall("lodctr")).endsWith(" \"" + other + "\"");
    }

    /** The command works in a command prompt that is opened after the installation, because messages name it. */
    private void assertPromptFindsTheCommand() {
        assertThat(wine.runOk("cmd", "/c", "oms-gateway version")).startsWith("OMS Gateway ");
    }

    private void assertFilesAreThoseOfTheImage() throws IOException {
        Path installed = wine.path(FOLDER);
        try (Stream<Path> files = Files.walk(Wine.IMAGE)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(installed.resolve(Wine.IMAGE.relativize(file))).hasSameBinaryContentAs(file);
            }
        }
    }

    /**
     * Wine prints all properties into the log, even those of {@code MsiHiddenProperties}, so this test searches all
     * other lines. Another test reads {@code MsiHiddenProperties} in the package's tables.
     */
    private void assertPasswordIsNowhere(String password, Setup.Result result) throws IOException {
        assertThat(result.log().lines().filter(line -> line.contains(password)))
                .allMatch(line -> line.startsWith("Property(S): PASSWORD = "));
        assertThat(String.join("\n", standIns.calls())).doesNotContain(password);
        assertThat(wine.sessionOutput()).doesNotContain(password);
        assertThat(wine.runOk("reg", "query", "HKLM\\SOFTWARE", "/s")).doesNotContain(password);
        assertThat(Files.readString(wine.path(InstalledGateway.LOGS + "\\gateway.log"))).doesNotContain(password);
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket(port)) {
            return probe.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
