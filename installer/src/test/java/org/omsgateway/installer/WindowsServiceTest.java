package org.omsgateway.installer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omsgateway.testing.Await;
import org.omsgateway.testing.Program;
import org.omsgateway.testing.Squid;
import org.omsgateway.testing.TestServer;
import org.omsgateway.testing.TlsServer;

/** The service, started and stopped by Windows' service control manager, with its settings in the registry. */
class WindowsServiceTest {
    private static final String HOST = "www.allowed.example";
    private static final String WORKSPACE = "5f5c0b0e-2c4e-4f0f-9d6b-1a2b3c4d5e6f";
    private static final String HEALTH_SERVICE = "HKLM\\SYSTEM\\CurrentControlSet\\Services\\HealthService";

    @TempDir
    private static Path folder;

    @AutoClose
    private static Wine wine;
    @AutoClose
    private static TestServer echo;
    private static SSLContext tls;
    private static InstalledGateway gateway;
    private static WineService service;

    private WineRegistry registry;
    private int port;
    private int eventsBefore;

    @BeforeAll
    static void install() throws Exception {
        try (TlsServer certificate = new TlsServer(folder)) {
            tls = Beyond.identity(certificate.certificate().getParent());
        }
        echo = new TestServer(Beyond.tlsEcho(tls));
        wine = Wine.fresh("service");
        gateway = InstalledGateway.in(wine);
        service = gateway.service();
    }

    @BeforeEach
    void configure() throws IOException {
        registry = wine.registry();
        port = TestServer.unusedPort();
        registry.setDword(InstalledGateway.SETTINGS, "ListenPort", port);
        registry.setString(InstalledGateway.SETTINGS, "LogLevel", "DEBUG");
        registry.setString(InstalledGateway.SETTINGS, "DrainTime", "1s");
        registry.setStrings(InstalledGateway.SETTINGS, "AllowedHosts", List.of(HOST));
        registry.setString(InstalledGateway.SETTINGS, "RelayProxyAddress", "127.0.0.1:" + echo.port());
        eventsBefore = wine.events().size();
    }

    @AfterEach
    void stop() {
        if (!service.status().is(WineService.STOPPED)) {
            service.stop();
        }
        registry.deleteKey(InstalledGateway.SETTINGS);
    }

    @Test
    void forwardsAnUploadAndReportsWhatHappens() throws Exception {
        byte[] content = new byte[3_000_000];
        new Random(1).nextBytes(content);
        Files.write(folder.resolve("upload"), content);
        try (TlsSink sink = new TlsSink(folder);
                TestServer toSink = new TestServer(Beyond.connectingTo(sink.address()))) {
            registry.setString(InstalledGateway.SETTINGS, "RelayProxyAddress", "127.0.0.1:" + toSink.port());
            service.start();
            try (Program curl = curl("--tls-max", "1.2", "-T", "upload", "https://" + HOST + "/upload")) {
                assertThat(sink.takeFrom(curl, content.length)).isEqualTo(content);
                assertThat(curl.exitCode()).as(curl.output()).isZero();
            }
            try (Program refused = curl("https://forbidden.example/")) {
                assertThat(refused.exitCode()).isEqualTo(56);
            }
        }
        assertThat(events()).extracting(TracedEvent::id).doesNotContain(403);
        // The report tests the hosts, and the server has gone.
        assertShowsTheUpload(content.length);
        service.stop();

        assertThat(event(101)).satisfies(event -> {
            assertThat(event.type()).isEqualTo(TracedEvent.INFORMATION);
            assertThat(event.line()).endsWith("INFO GatewayServer - Service has started");
        });
        assertThat(event(300).type()).isEqualTo(TracedEvent.WARNING);
        assertThat(event(103)).satisfies(event -> {
            assertThat(event.line()).contains(" DEBUG GatewayLogic - Got request from 127.0.0.1:", "CONNECT " + HOST
                    + ":443 with headers [Host, " + HOST + ":443];[User-Agent, curl/");
            assertThat(event.strings()).contains(HOST + ":443");
        });
        assertThat(event(105)).satisfies(event -> {
            assertThat(event.type()).isEqualTo(TracedEvent.ERROR);
            assertThat(event.line()).contains(" ERROR GatewayLogic - Target host (forbidden.example) is forbidden.");
            assertThat(event.strings().subList(1, 3)).containsExactly("forbidden.example", "443");
        });
        assertThat(event(107)).satisfies(event -> {
            assertThat(event.type()).isEqualTo(TracedEvent.INFORMATION);
            assertThat(event.line()).contains(" DEBUG TcpConnection - TLS session is successfully verified");
        });
        assertThat(event(102).line()).endsWith("INFO GatewayServer - Service has stopped");
        assertThat(events()).extracting(TracedEvent::id).doesNotContain(400, 401, 402);
        assertThat(wine.path(InstalledGateway.LOGS + "\\gateway.log")).content().contains("Service has stopped");
    }

    /** What an administrator reads of the traffic: open and ended tunnels, counters, history and report. */
    private void assertShowsTheUpload(int length) throws IOException {
        assertThat(output("connections", "--json")).startsWith("[");
        assertThat(output("status")).contains("running", "Tunnels Opened", "Bytes From Clients");
        assertThat(output("tunnels", "--json")).contains("\"host\":\"" + HOST + "\"", "\"tls\":\"TLS 1.2\"",
                "\"verified\":[\"version\",\"SNI\",\"server certificate (names only)\"")
                .matches(json -> json.matches("(?s).*\"bytesFromClient\":" + length / 100_000 + "\\d{5},.*"), "bytes");
        assertThat(wine.path(InstalledGateway.LOGS + "\\history.csv")).content()
                .startsWith("time,ActiveClientConnection,ConnectedClient,ErrorCount,RejectionCount,");
        output("report", "--path", "C:\\report.html", "--days", "1");
        assertThat(wine.path("C:\\report.html")).content().contains(HOST, "forbidden.example",
                "Add-OMSGatewayAllowedHost -Host 'forbidden.example'", "<td>running</td>", "<svg ");
    }

    private static String output(String... command) {
        Wine.Result result = gateway.command(command);
        assertThat(result.exitCode()).as(result.toString()).isZero();
        return result.output();
    }

    @Test
    void doesNotStartWithWrongSettings() {
        registry.setString(InstalledGateway.SETTINGS, "ListenPort", "text");
        registry.setDword(InstalledGateway.SETTINGS, "LogLevel", 1);
        registry.setString(InstalledGateway.SETTINGS, "ListenPorts", "1");
        service.requestStart();
        assertStartFailed(2);
        assertThat(event(401).line()).contains("ERROR GatewayServer - Wrong configuration: ",
                "ListenPort: text (expected: a whole number from 1 to 65535)",
                "LogLevel: REG_DWORD (expected: REG_SZ)", "ListenPorts: unknown (");
        assertThat(events()).extracting(TracedEvent::id).doesNotContain(101);
    }

    @Test
    void doesNotStartOnAPortInUse() throws IOException {
        try (ServerSocket other = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            registry.setString(InstalledGateway.SETTINGS, "ListenAddress", "127.0.0.1");
            service.requestStart();
            assertStartFailed(1);
            assertThat(event(403).line()).contains("127.0.0.1:" + other.getLocalPort());
        }
    }

    @Test
    void takesUpAnAllowedHostWithoutClosingATunnel() throws Exception {
        service.start();
        try (GatewayTunnel running = new GatewayTunnel(port, HOST, tls)) {
            assertThat(running.exchange("before")).isEqualTo("before");
            assertThatThrownBy(() -> new GatewayTunnel(port, "new.example", tls)).hasMessageContaining("403");
            registry.setStrings(InstalledGateway.SETTINGS, "AllowedHosts", List.of(HOST, "new.example"));
            Await.until("new.example", () -> isReachable("new.example"));
            assertThat(running.exchange("after")).isEqualTo("after");
        }
    }

    @Test
    void obeysAPolicyAndKeepsTheLastOneThatIsRight() throws Exception {
        service.start();
        int local = port;
        port = TestServer.unusedPort();
        registry.setStrings(InstalledGateway.POLICY, "AllowedHosts", List.of("policy.example"));
        registry.setDword(InstalledGateway.POLICY, "ListenPort", port);
        Await.until("the port of the policy", () -> isReachable("policy.example"));
        assertThat(isReachable(HOST)).isFalse();
        assertThat(gateway.command("config", "list").output()).contains(
                "ListenPort                " + port + " (policy)",
                "AllowedHosts              policy.example (policy)");
        Wine.Result refusal = gateway.command("config", "set", "ListenPort", String.valueOf(local));
        assertThat(refusal.exitCode()).isEqualTo(1);
        assertThat(refusal.output()).contains("ListenPort: set by policy (expected: a change of the policy");
        assertThat(gateway.command("config", "add", "AllowedHosts", HOST).exitCode()).isEqualTo(1);

        registry.setString(InstalledGateway.POLICY, "LogLevel", "LOUD");
        Await.until("event 401", () -> events().stream().anyMatch(event -> event.id() == 401));
        assertThat(event(401).line()).contains("LogLevel: LOUD, set by policy (expected: one of ");
        assertThat(isReachable("policy.example")).isTrue();
        registry.deleteKey(InstalledGateway.POLICY);
        port = local;
        Await.until("the local port", () -> isReachable(HOST));
        assertThat(events()).extracting(TracedEvent::id).containsOnlyOnce(401);
    }

    @Test
    void followsTheLocalAgentsWorkspaces() throws Exception {
        String host = WORKSPACE + ".ods.opinsights.azure.com";
        service.start();
        assertThat(isReachable(host)).isFalse();
        registry.setString(HEALTH_SERVICE + "\\Parameters\\Service Connector Services\\Log Analytics - " + WORKSPACE,
                "Topology Request Url", "https://" + WORKSPACE + ".oms.opinsights.azure.com/AgentService.svc");
        Await.until(host, () -> isReachable(host));
        assertThat(events()).anySatisfy(event -> assertThat(event.line()).contains(
                "Allowed hosts from Log Analytics agent: ", host));
        registry.deleteKey(HEALTH_SERVICE);
        Await.until("an end of " + host, () -> !isReachable(host));
    }

    @Test
    void readsTheConfigurationOfTheAzureMonitorAgent() throws Exception {
        Path store = Files.createDirectories(wine.path("C:\\WindowsAzure\\Resources\\AMADataStore.vm\\mcs"));
        Path configuration = store.resolve("mcsconfig.latest.xml");
        Files.writeString(configuration, """
                <MonitoringManagement><EventStreamingAnnotations><EventStreamingAnnotation><OMS><Content>
                <![CDATA[<Config endpoint="https://%s.ods.opinsights.azure.com"/>]]></Content></OMS>
                </EventStreamingAnnotation></EventStreamingAnnotations></MonitoringManagement>""".formatted(WORKSPACE));
        registry.createKey("HKLM\\SOFTWARE\\Microsoft\\AzureMonitorAgent");
        service.start();
        assertThat(isReachable(WORKSPACE + ".ods.opinsights.azure.com")).isTrue();
        service.stop();
        registry.deleteKey("HKLM\\SOFTWARE\\Microsoft\\AzureMonitorAgent");
        // The folder alone is an agent, too.
        Files.delete(configuration);
        Files.delete(store);
        Files.delete(store.getParent());
    }

    @Test
    void givesTheRelayProxyThePasswordThatOnlyThisMachineCanRead() throws Exception {
        try (Squid squid = new Squid(folder, "agent", "s3cret pässword", echo.port())) {
            assertThat(gateway.commandWithInput("""
                    {"RelayProxyAddress":"127.0.0.1:%s","RelayProxyUsername":"agent",
                    "RelayProxyPassword":"s3cret p\\u00e4ssword"}""".formatted(squid.port()), "config", "apply")
                    .exitCode()).isZero();
            assertThat(registry.type(InstalledGateway.SETTINGS, "RelayProxyPassword")).contains("REG_BINARY");
            service.start();
            assertThat(isReachable(HOST)).isTrue();
            assertThat(wine.sessionOutput()).doesNotContain("s3cret");
        }
    }

    @Test
    void startsAgainAfterItsProcessWasKilled() throws Exception {
        service.start();
        wine.runOk("taskkill", "/f", "/im", InstalledGateway.NAME + ".exe");
        Await.until("an end of the process", () -> !isReachable(HOST));
        // Wine's service control manager does not see the end of a process, and does not restart services.
        service.requestStart();
        Await.until("the gateway", () -> isReachable(HOST));
        service.await(WineService.RUNNING);
    }

    @Test
    void stopsCleanlyUnderLoad() throws Exception {
        service.start();
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            GatewayTunnel tunnel = new GatewayTunnel(port, HOST, tls);
            clients.add(new Thread(() -> exchangeUntilClosed(tunnel)));
        }
        clients.forEach(Thread::start);
        service.stop();
        for (Thread client : clients) {
            client.join();
        }
        assertThat(service.status()).isEqualTo(new WineService.Status(WineService.STOPPED, 0, 0));
        assertThat(event(102).type()).isEqualTo(TracedEvent.INFORMATION);
        assertThat(events()).extracting(TracedEvent::id).doesNotContain(400);
        assertThatThrownBy(() -> new Socket("127.0.0.1", port).close()).isInstanceOf(IOException.class);
    }

    /** 1066 is ERROR_SERVICE_SPECIFIC_ERROR. */
    private void assertStartFailed(int code) {
        assertThat(service.await(WineService.STOPPED))
                .isEqualTo(new WineService.Status(WineService.STOPPED, 1066, code));
    }

    private List<TracedEvent> events() {
        List<TracedEvent> events = wine.events();
        return events.subList(eventsBefore, events.size());
    }

    /** The first event with identifier {@code id} since the test began. */
    private TracedEvent event(int id) {
        return events().stream().filter(event -> event.id() == id).findFirst()
                .orElseThrow(() -> new AssertionError("no " + id + " in " + events()));
    }

    private Program curl(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of("curl", "-sS", "-x", "http://127.0.0.1:" + port, "--cacert", "server.crt"));
        command.addAll(List.of(arguments));
        return Program.start(folder, command);
    }

    private boolean isReachable(String host) {
        return GatewayTunnel.reaches(port, host, tls);
    }

    private static void exchangeUntilClosed(GatewayTunnel tunnel) {
        try (tunnel) {
            String block = "x".repeat(10_000);
            while (tunnel.exchange(block).length() == block.length()) {
                Thread.onSpinWait();
            }
        } catch (IOException closed) {
            // The awaited state.
        }
    }
}
