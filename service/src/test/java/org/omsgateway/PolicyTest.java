package org.omsgateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omsgateway.agent.LocalAgents;
import org.omsgateway.cli.ConfigCommand;
import org.omsgateway.cli.FailureReport;
import org.omsgateway.cli.HostsCommand;
import org.omsgateway.cli.StandardInput;
import org.omsgateway.config.ConfigParser;
import org.omsgateway.config.ConfigProblem;
import org.omsgateway.config.ConfigStore;
import org.omsgateway.config.InvalidConfigException;
import org.omsgateway.config.StoredSettings;
import org.omsgateway.store.ConfigStores;
import org.omsgateway.watch.Watch;
import picocli.CommandLine;

/** Local settings under a policy. {@code WindowsServiceTest} has the policy in the registry. */
class PolicyTest {
    private static final ConfigProblem UNREADABLE = ConfigProblem.unusable("ListenPort", "REG_BINARY", "REG_DWORD");

    @TempDir
    private Path folder;
    private Path file;
    private StoredSettings policy = policy(Map.of("ListenPort", List.of("9090"), "allowedhosts", List.of("p.example")));
    private final StringWriter out = new StringWriter();

    /** A store on Windows has the policy in the registry, too. */
    private final class Store implements ConfigStore {
        private final ConfigStore local = ConfigStores.choose(Optional.of(file), Map.of());

        @Override
        public String location() {
            return local.location();
        }

        @Override
        public StoredSettings read() throws IOException {
            return local.read().under(policy);
        }

        @Override
        public void update(Edit edit) throws IOException, InvalidConfigException {
            local.update(stored -> edit.changes(stored.under(policy)));
        }

        @Override
        public Watch watch(Runnable onChange, Consumer<Throwable> onFailure) {
            return local.watch(onChange, onFailure);
        }
    }

    private static StoredSettings policy(Map<String, List<String>> values) {
        return new StoredSettings(values, List.of());
    }

    @BeforeEach
    void writeSettings() throws IOException {
        file = folder.resolve("gateway.properties");
        Files.writeString(file, "ListenPort=8081\nAllowedHosts=a.example\nLogLevel=DEBUG\n");
    }

    private int run(Object command, String... arguments) {
        PrintWriter writer = new PrintWriter(out, true);
        out.getBuffer().setLength(0);
        return new CommandLine(command).setExecutionExceptionHandler(new FailureReport())
                .setOut(writer).setErr(writer).execute(arguments);
    }

    private int config(String... arguments) {
        return configWithInput("", arguments);
    }

    private int configWithInput(String input, String... arguments) {
        StandardInput in = new StandardInput(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        return run(new ConfigCommand(Store::new, in), arguments);
    }

    private List<String> problems() throws IOException {
        return ConfigParser.problems(new Store().read()).stream().map(ConfigProblem::toString).toList();
    }

    @Test
    void winsOverLocalSettings() throws Exception {
        var config = ConfigParser.parse(new Store().read());
        assertThat(config.listenPort()).isEqualTo(9090);
        assertThat(config.access().hosts()).extracting(Object::toString).containsExactly("p.example");
        assertThat(config.logLevel()).hasToString("DEBUG");
    }

    @Test
    void winsWithAnEmptyList() throws Exception {
        policy = policy(Map.of("AllowedHosts", List.of()));
        assertThat(ConfigParser.parse(new Store().read()).access().hosts()).isEmpty();
        assertThat(config("add", "AllowedHosts", "b.example")).isEqualTo(1);
    }

    @Test
    void isShownAsTheSource() {
        assertThat(config("list", "--json")).isZero();
        assertThat(out.toString()).containsPattern("\"name\":\"ListenPort\",[^}]*\"source\":\"Policy\"")
                .containsPattern("\"name\":\"AllowedHosts\",[^}]*\"source\":\"Policy\"")
                .containsPattern("\"name\":\"LogLevel\",[^}]*\"source\":\"Local\"")
                .containsPattern("\"name\":\"DrainTime\",[^}]*\"source\":\"Default\"");
        assertThat(config("list")).isZero();
        assertThat(out.toString().lines()).contains("ListenPort                9090 (policy)",
                "AllowedHosts              p.example (policy)", "LogLevel                  DEBUG",
                "DrainTime                 15s (default)");
        assertThat(run(new HostsCommand(Store::new, new LocalAgents(List.of())))).isZero();
        assertThat(out.toString()).startsWith("Policy     p.example");
    }

    @Test
    void refusesLocalChangesAndNamesItself() throws IOException {
        String refusal = "ListenPort: set by policy (expected: a change of the policy, which wins over local settings)";
        assertThat(config("set", "ListenPort", "8082")).isEqualTo(1);
        assertThat(out.toString().strip()).isEqualTo("oms-gateway: " + refusal);
        assertThat(config("unset", "ListenPort")).isEqualTo(1);
        assertThat(config("add", "AllowedHosts", "b.example")).isEqualTo(1);
        assertThat(config("remove", "AllowedHosts", "p.example")).isEqualTo(1);
        assertThat(configWithInput("{\"LogLevel\":\"WARN\",\"ListenPort\":1}", "apply", "--json")).isEqualTo(1);
        assertThat(out.toString()).startsWith("{\"error\":{\"code\":\"SetByPolicy\"").contains("\"code\":\"ByPolicy\"");
        assertThat(file).hasContent("ListenPort=8081\nAllowedHosts=a.example\nLogLevel=DEBUG");
    }

    @Test
    void letsOtherSettingsBeChangedAndRepeated() {
        assertThat(config("set", "LogLevel", "WARN")).isZero();
        assertThat(config("set", "ListenPort", "9090")).isZero();
        assertThat(out.toString().strip()).isEqualTo("ListenPort was already 9090");
        assertThat(config("add", "AllowedHosts", "p.example")).isZero();
        policy = policy(Map.of("ListenPort", List.of("8080")));
        assertThat(config("unset", "ListenPort")).isZero();
        assertThat(file).content().contains("ListenPort=8081").contains("LogLevel=WARN");
    }

    @Test
    void isNamedInAProblemOfItsOwn() throws IOException {
        policy = new StoredSettings(Map.of("IdleTimeout", List.of("soon"), "Unknown", List.of()), List.of(UNREADABLE));
        assertThat(problems()).containsExactlyInAnyOrder(
                "ListenPort: REG_BINARY, set by policy (expected: REG_DWORD)",
                "IdleTimeout: soon, set by policy (expected: a duration from 1s to 24h, such as 500ms, 15s or 2m)",
                "Unknown: unknown, set by policy (expected: the name of a setting: oms-gateway config list shows them"
                        + " all)");
        assertThat(config("set", "LogLevel", "INFO")).isZero();
        assertThat(config("set", "ListenPort", "1")).isEqualTo(1);
    }

    @Test
    void hidesAWrongLocalValue() throws IOException {
        Files.writeString(file, "ListenPort=text\nIdleTimeout=soon\n");
        assertThat(problems()).singleElement().asString().startsWith("IdleTimeout: soon (expected");
        assertThat(new StoredSettings(Map.of(), List.of(UNREADABLE)).under(policy).problems()).isEmpty();
    }

    @Test
    void cannotSetThePassword() throws IOException {
        policy = policy(Map.of("RelayProxyPassword", List.of("s3cret"), "RelayProxyUsername", List.of("agent")));
        assertThat(problems()).containsExactly("RelayProxyPassword: set by policy (expected: a value on each gateway"
                + " alone, because every user can read a policy: oms-gateway config set RelayProxyPassword)");
        assertThat(new Store().read().toString()).doesNotContain("s3cret");
        policy = policy(Map.of("RelayProxyUsername", List.of("agent"), "RelayProxyAddress", List.of("proxy:1")));
        assertThat(configWithInput("s3cret\n", "set", "RelayProxyPassword")).isZero();
        assertThat(problems()).isEmpty();
    }
}
