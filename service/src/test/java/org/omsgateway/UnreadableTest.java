package org.omsgateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omsgateway.agent.TestAgent;
import org.omsgateway.testing.Await;
import org.omsgateway.testing.Program;
import org.omsgateway.testing.RawClient;
import org.omsgateway.testing.TestServer;

/** What cannot be read at the moment, in separate processes that lack rights, descriptors, or room on a disk. */
class UnreadableTest {
    private static final String HOST = "first.ods.opinsights.azure.com";
    private static final String OTHER = "other.ods.opinsights.azure.com";

    @TempDir
    private Path folder;
    private Path instructions;
    private int port;

    @BeforeEach
    void installAgent() throws IOException {
        instructions = TestAgent.instructions(folder);
        Files.writeString(instructions, TestAgent.sendingTo("https://" + HOST));
        port = TestServer.unusedPort();
    }

    private Program gateway(List<String> prefix) throws IOException {
        Program gateway = Program.start(folder, Stream.of(prefix, List.of(
                ProcessHandle.current().info().command().orElseThrow(), "-XX:TieredStopAtLevel=1", "-cp",
                System.getProperty("java.class.path"), GatewayWithAgent.class.getName(), folder.toString(),
                String.valueOf(port))).flatMap(List::stream).toList());
        gateway.awaitOutput("Service has started");
        return gateway;
    }

    private RawClient client() throws IOException {
        return new RawClient(new InetSocketAddress("127.0.0.1", port));
    }

    /** Expects the refusal of a port, which allowed hosts get, and which needs neither a look-up nor a server. */
    private static void assertAllowed(RawClient client) throws IOException {
        assertThat(client.send("CONNECT " + HOST + ":80 HTTP/1.1\r\n\r\n").readAll()).contains("port 443 only");
    }

    private static void awaitHosts(Program gateway, String host) {
        gateway.awaitOutput(
                "Allowed hosts from Azure Monitor Agent: global.handler.control.monitor.azure.com, " + host);
    }

    private static long count(Program gateway, String text) throws IOException {
        return gateway.output().lines().filter(line -> line.contains(text)).count();
    }

    @Test
    void keepsTheHostsOfAnAgentWhoseFolderIsForbidden() throws Exception {
        List<String> withoutRights = isRoot() ? List.of("setpriv", "--bounding-set=-dac_override,-dac_read_search",
                "--inh-caps=-dac_override,-dac_read_search") : List.of();
        try (Program gateway = gateway(withoutRights); RawClient client = client()) {
            Path mcs = instructions.getParent();
            Files.setPosixFilePermissions(mcs, PosixFilePermissions.fromString("---------"));
            gateway.awaitOutput("Wrong configuration: ");
            assertThat(gateway.output()).contains(instructions + ": access is denied (expected: readable by the "
                    + "gateway's service: icacls \"" + mcs + "\" /grant \"NT SERVICE\\OMSGatewayService:(OI)(CI)RX\")");
            assertAllowed(client);

            Files.setPosixFilePermissions(mcs, PosixFilePermissions.fromString("rwx------"));
            Files.writeString(instructions, TestAgent.sendingTo("https://" + OTHER));
            awaitHosts(gateway, OTHER);
            assertThat(count(gateway, "Wrong configuration: ")).isEqualTo(1);
            assertThat(gateway.output()).doesNotContain("Agent is not installed");
        }
    }

    @Test
    void keepsTheHostsOfAnAgentWhileDescriptorsAreShort() throws Exception {
        List<Socket> crowd = new ArrayList<>();
        try (Program gateway = gateway(List.of("bash", "-c", "ulimit -n 200; exec \"$@\"", "bash"));
                RawClient client = client()) {
            loadClassesForFailures(gateway);
            while (count(gateway, "Cannot accept connections: ") == 0) {
                crowd.add(new Socket("127.0.0.1", port));
            }
            Files.writeString(instructions, TestAgent.sendingTo("https://" + OTHER));
            gateway.awaitOutput(instructions + ": this process has run out of file descriptors or memory");
            assertAllowed(client);
            for (Socket socket : crowd) {
                socket.close();
            }
            awaitHosts(gateway, OTHER);
            assertThat(gateway.output()).doesNotContain("Agent is not installed");
        }
    }

    /** A process without descriptors loads no class from a folder, as in tests, but does from an open archive. */
    private void loadClassesForFailures(Program gateway) throws IOException {
        try (RawClient client = client()) {
            assertAllowed(client);
        }
        Files.writeString(instructions, "<half");
        gateway.awaitOutput("not a complete XML document");
        Files.writeString(instructions, TestAgent.sendingTo("https://" + HOST));
        Await.until("a good read", () -> count(gateway, "Allowed hosts from Azure Monitor Agent: ") == 3);
    }

    @Test
    void changesNothingOnAFullDisk() throws Exception {
        try (Program disk = Program.start(folder, Stream.of(withOwnMounts(), List.of("sh", "-c", """
                mkdir disk && mount -t tmpfs -o size=64k none disk || exit 99
                printf 'RelayProxyUsername=old\\n' >disk/s
                printf 'password of old\\n' >disk/s.relay-password
                chmod 600 disk/s.relay-password
                cat /dev/zero >disk/fill 2>/dev/null
                printf '{"RelayProxyUsername":"new","RelayProxyPassword":"password of new"}' |
                    "$1" -cp "$2" org.omsgateway.GatewayCommand --config disk/s config apply
                echo "exit code $?"
                cat disk/s disk/s.relay-password
                ls -A disk
                """, "sh", ProcessHandle.current().info().command().orElseThrow(),
                System.getProperty("java.class.path"))).flatMap(List::stream).toList())) {
            assertThat(disk.exitCode()).as(disk.output()).isZero();
            assertThat(disk.output()).contains("No space left on device", "exit code 1\n"
                    + "RelayProxyUsername=old\npassword of old\n.s.lock\nfill\ns\ns.relay-password\n");
        }
    }

    /** Some systems, and every root made by chroot, let only root make namespaces. */
    private List<String> withOwnMounts() throws Exception {
        if (isRoot()) {
            return List.of("unshare", "--mount");
        }
        List<String> asUser = List.of("unshare", "--user", "--map-root-user", "--mount");
        boolean mayMount = new ProcessBuilder(Stream.concat(asUser.stream(), Stream.of("true")).toList())
                .start().waitFor() == 0;
        return mayMount ? asUser : List.of("sudo", "unshare", "--mount");
    }

    private boolean isRoot() throws IOException {
        return Files.getOwner(folder).getName().equals("root");
    }
}
