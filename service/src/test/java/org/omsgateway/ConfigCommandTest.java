package org.omsgateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.omsgateway.config.Setting;
import picocli.CommandLine;

class ConfigCommandTest {
    private static final String SECRET = "geh\u00e4im \\\"x";

    @TempDir
    private Path folder;
    private Path file;

    @BeforeEach
    void writeSettings() throws IOException {
        file = folder.resolve("gateway.properties");
        Files.writeString(file, "# kept\nListenPort=8081\n");
    }

    /** Only the named commands are built, so a name of its own would make a command unknown. */
    @Test
    void findsEachCommandByTheNameInItsHelp() {
        assertThat(GatewayCommand.commandLine(InputStream.nullInputStream(), Map.of()).getSubcommands())
                .isNotEmpty().allSatisfy((name, command) -> assertThat(command.getCommandName()).isEqualTo(name));
    }

    @Test
    void listsAllSettingsInOrderForPrograms() throws Exception {
        config("set", "AllowedHosts", "a.example", "*.b.example").succeeds();
        List<Object> settings = config("list", "--json").array();
        assertThat(all(settings, "name"))
                .isEqualTo(Stream.of(Setting.values()).map(Setting::displayName).toList());
        assertThat(JSON.std.asString(settings.get(0))).isEqualTo("{\"name\":\"ListenPort\",\"value\":\"8081\","
                + "\"default\":\"8080\",\"isDefault\":false,\"source\":\"Local\","
                + "\"description\":\"TCP port on which the gateway listens\",\"code\":\"WholeNumber\","
                + "\"facts\":[\"1\",\"65535\"]}");
        assertThat(settings.get(1).toString())
                .startsWith("{name=ListenAddress, value=null, default=null, isDefault=true");
        assertThat(settings.get(4).toString())
                .startsWith("{name=AllowedHosts, value=[a.example, *.b.example], default=[], isDefault=false");
        assertThat(settings.get(9).toString())
                .startsWith("{name=RelayProxyPassword, value=null, isSet=false, default=null, isDefault=true");
    }

    /** Setup and the cmdlets hand the clients over to the firewall. */
    @Test
    void storesClientsAsTheFirewallTakesThem() throws Exception {
        config("set", "AllowedClients", "10.1.0.5 - 10.1.0.9", "::ffff:192.0.2.1", "2001:db8::/32").succeeds();
        assertThat(config("get", "AllowedClients").out()).isEqualTo("10.1.0.5-10.1.0.9\n192.0.2.1\n2001:db8::/32\n");
    }

    @Test
    void warnsOfAPatternThatOpensTheHostsOfOthers() throws Exception {
        Run add = config("add", "AllowedHosts", "*.windows.net", "a.example");
        assertThat(add.out()).contains("Added: *.windows.net");
        assertThat(add.err()).startsWith("Warning: *.windows.net allows the hosts of all customers of Azure AI Search,")
                .endsWith(". Allow exact names instead.\n");
        assertThat(config("set", "AllowedHosts", "*.com", "--json").object().get("wide").toString())
                .isEqualTo("[{host=*.com, suffix=com, services=[]}]");
        assertThat(given("", "config", "check").err()).startsWith("Warning: *.com allows every host below com");
        assertThat(config("remove", "AllowedHosts", "*.com").err()).isEmpty();
        assertThat(given("{\"AllowedHosts\":[\"*.net\"]}", "config", "apply", "--json").object().get("wide"))
                .asString().contains("host=*.net");
    }

    @Test
    void carriesSettingsToAnotherGatewayButNoPassword() throws Exception {
        config("set", "AllowedHosts", "a.example", "*.b.example").succeeds();
        config("set", "AllowedClientCertificates", "CN=a\\;b").succeeds();
        given("{\"RelayProxyAddress\":\"p:1\",\"RelayProxyUsername\":\"u\",\"RelayProxyPassword\":\"s3cret\"}",
                "config", "apply").succeeds();
        String exported = config("export").succeeds();
        assertThat(exported).doesNotContain("s3cret", "RelayProxyPassword").contains("\"LogLevel\":null");
        config("unset", "AllowedHosts", "AllowedClientCertificates").succeeds();
        config("set", "LogLevel", "DEBUG").succeeds();
        assertThat(given(exported, "config", "import").succeeds())
                .contains("AllowedHosts is now a.example, *.b.example");
        assertThat(config("get", "RelayProxyUsername").succeeds()).isEqualTo("u\n");
        assertThat(config("get", "AllowedClientCertificates").succeeds()).isEqualTo("CN=a\\;b\n");
        assertThat(config("get", "LogLevel").succeeds()).isEqualTo("INFO\n");
        config("unset", "RelayProxyUsername", "RelayProxyPassword").succeeds();
        Run withoutPassword = given(exported, "config", "import");
        assertThat(withoutPassword.err()).startsWith("Warning: the relay proxy has no user and no password");
        assertThat(withoutPassword.exitCode()).isZero();
        assertThat(config("get", "RelayProxyUsername").succeeds()).isEmpty();
        assertThat(given("{\"ListenPort\":0,\"LogLevel\":\"WARN\"}", "config", "import").fails(2))
                .contains("ListenPort");
        assertThat(config("get", "LogLevel").succeeds()).isEqualTo("INFO\n");
    }

    @Test
    void namesTheUsersOfRelayProxiesWhosePasswordsAnImportLacks() throws Exception {
        config("set", "RelayProxyAddress", "a:8080", "b").succeeds();
        given("b:80=v:s3cret\n", "config", "set", "RelayProxyCredentials").succeeds();
        String exported = config("export").succeeds();
        assertThat(exported).contains("\"RelayProxyCredentials\":[\"b=v\"]");
        assertThat(given(exported, "config", "import").err()).isEmpty();
        assertThat(config("list", "--json").succeeds()).contains("\"users\":{\"b\":\"v\"}");
        for (String other : List.of("b=w:s3cret", "a:8080=v:s3cret")) {
            given(other + "\n", "config", "set", "RelayProxyCredentials").succeeds();
            Run incomplete = given(exported, "config", "import");
            assertThat(incomplete.exitCode()).isZero();
            assertThat(incomplete.err()).isEqualTo("Warning: the input has no passwords of single relay proxies: set"
                    + " RelayProxyCredentials for b=v." + System.lineSeparator());
            assertThat(config("get", "RelayProxyCredentials", "--json").object()).containsEntry("isSet", false);
        }
        given("{\"RelayProxyAddress\":[\"c\"],\"RelayProxyCredentials\":[\"c=w:s3cret\"]}", "config", "apply")
                .succeeds();
        assertThat(given("{\"RelayProxyAddress\":[\"d\"],\"RelayProxyCredentials\":[\"s3cret\"]}", "config", "import")
                .fails(2)).doesNotContain("s3cret");
        String without = "{\"RelayProxyAddress\":[\"d\"],\"RelayProxyCredentials\":null}";
        assertThat(given(without, "config", "import").err()).isEmpty();
        assertThat(config("get", "RelayProxyCredentials", "--json").object()).containsEntry("isSet", false);
        assertThat(given(exported, "config", "import").err()).contains("for b=v.");
        assertThat(config("get", "RelayProxyAddress").succeeds()).isEqualTo("a:8080\nb\n");
    }

    @Test
    void getsASettingByANameInAnyCase() throws Exception {
        assertThat(config("get", "LISTENPORT").succeeds()).isEqualTo("8081\n");
        assertThat(config("get", "listenport", "--json").object()).containsEntry("name", "ListenPort")
                .containsEntry("value", "8081");
        assertThat(config("get", "RelayProxyAddress").succeeds()).isEmpty();
    }

    @Test
    void setsAValueAndSaysWhetherThatChangedAnything() throws Exception {
        assertThat(config("set", "listenport", "8082", "--json").object())
                .isEqualTo(Map.of("name", "ListenPort", "changed", true, "value", "8082"));
        assertThat(config("set", "ListenPort", "8082", "--json").object()).containsEntry("changed", false);
        assertThat(file).hasContent("# kept\nListenPort=8082\n");
    }

    @Test
    void setsAllElementsOfAList() throws Exception {
        config("add", "AllowedHosts", "old.example").succeeds();
        assertThat(config("set", "AllowedHosts", "a.example", "b.example,c.example", "--json").object())
                .containsEntry("value", List.of("a.example", "b.example", "c.example"));
        assertThat(config("get", "AllowedHosts").succeeds()).isEqualTo("a.example\nb.example\nc.example\n");
    }

    @Test
    void unsetsSettings() throws Exception {
        assertThat(config("unset", "ListenPort", "LogLevel", "--json").array()).isEqualTo(List.of(
                Map.of("name", "ListenPort", "changed", true, "value", "8080"),
                Map.of("name", "LogLevel", "changed", false, "value", "INFO")));
        assertThat(file).hasContent("# kept\n");
    }

    @Test
    void addsOnlyMissingElementsToAListWhateverTheirSpelling() throws Exception {
        assertThat(config("add", "AllowedHosts", "a.example", "b.example", "--json").object()).isEqualTo(Map.of(
                "name", "AllowedHosts", "changed", List.of("a.example", "b.example"), "unchanged", List.of(),
                "overlapping", List.of(), "value", List.of("a.example", "b.example")));
        assertThat(config("add", "AllowedHosts", "c.example", "A.Example.", "c.example", "--json").object())
                .containsEntry("changed", List.of("c.example"))
                .containsEntry("unchanged", List.of("A.Example.", "c.example"));
    }

    @Test
    void removesPresentElementsFromAList() throws Exception {
        config("add", "AllowedHosts", ".a.example", "b.example").succeeds();
        assertThat(config("remove", "AllowedHosts", "*.A.example", "x.example", "--json").object()).isEqualTo(Map.of(
                "name", "AllowedHosts", "changed", List.of("*.A.example"), "unchanged", List.of("x.example"),
                "overlapping", List.of(), "value", List.of("b.example")));
        config("remove", "AllowedHosts", "b.example").succeeds();
        assertThat(file).hasContent("# kept\nListenPort=8081\n");
    }

    @Test
    void comparesSubjectsAsTheGatewayDoes() throws Exception {
        config("add", "AllowedClientCertificates", "CN=a, S=b", "Gateway").succeeds();
        assertThat(config("add", "AllowedClientCertificates", "/ST=B/CN=A", "gateway", "CN=gateway", "--json").object())
                .containsEntry("changed", List.of("CN=gateway"))
                .containsEntry("unchanged", List.of("/ST=B/CN=A", "gateway"));
        assertThat(config("remove", "AllowedClientCertificates", "stateOrProvinceName=b,cn=a", "--json").object())
                .containsEntry("value", List.of("Gateway", "CN=gateway"));
    }

    @Test
    void findsElementsOfAListWhateverTheirSpelling() throws Exception {
        config("set", "AllowedClientCertificates", "CN=a, O=x;CN=b").succeeds();
        assertThat(given("o=X,cn=A\nb\n", "config", "find", "AllowedClientCertificates", "-", "--json").object())
                .isEqualTo(Map.of("name", "AllowedClientCertificates",
                        "found", List.of(Map.of("given", "o=X,cn=A", "element", "CN=a, O=x")),
                        "value", List.of("CN=a, O=x", "CN=b")));
        assertThat(config("find", "AllowedClientCertificates", "O=x/CN=a", "/O=x/CN=a").succeeds())
                .isEqualTo("CN=a, O=x\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "AllowedHosts | a.example.com | *.example.com, b*.example.com, a*.example.com | *.example.com, a*.example.com",
        "AllowedHosts | *.a.example.com | x.a.example.com, *.x.a.example.com, *.example.com, b*.a.example.com,"
            + " a.example.com, b*.x.example.com | x.a.example.com, *.x.a.example.com, *.example.com, b*.a.example.com",
        "AllowedHosts | ab*yz.example.com | a*z.example.com, abc*.example.com, b*.example.com, *x.example.com,"
            + " abxyz.example.com | a*z.example.com, abc*.example.com, abxyz.example.com",
        "AllowedClientCertificates | agent1 | CN=Agent1\\, O=x; CN=agent2; agent10 | CN=Agent1\\, O=x",
        "AllowedClientCertificates | CN=agent1\\, O=x | agent1; CN=agent1\\, O=y; CN=agent1 | agent1",
    })
    void namesWhatStillAllowsAPartOfTheRemoved(String list, String removed, String others, String overlapping)
            throws Exception {
        config("set", list, elements(removed).get(0) + ";" + String.join(";", elements(others))).succeeds();
        assertThat(config("remove", list, elements(removed).get(0), "--json").object())
                .containsEntry("overlapping", elements(overlapping));
    }

    private static List<String> elements(String text) {
        return Stream.of(text.split("(?<!\\\\)[,;] ")).map(element -> element.replace("\\,", ",")).toList();
    }

    @Test
    void storesAChoiceInItsUsualSpelling() throws Exception {
        config("set", "AllowMissingSni", "True").succeeds();
        config("set", "LogLevel", "debug").succeeds();
        assertThat(file).content().contains("AllowMissingSni=true", "LogLevel=DEBUG");
        config("set", "LogLevel", "info").succeeds();
        assertThat(config("get", "LogLevel", "--json").object()).containsEntry("isDefault", true);
    }

    @Test
    void takesTheElementsOfAListFromStandardInput() throws Exception {
        List<String> hosts = IntStream.range(0, 2000).mapToObj(i -> "host" + i + ".example").toList();
        assertThat(given(String.join("\r\n", hosts), "config", "add", "AllowedHosts", "-", "--json").object())
                .containsEntry("changed", hosts);
        assertThat(given("\uFEFFCN=m\u00fcller, O=x\n", "config", "set", "AllowedClientCertificates", "-").succeeds())
                .isEqualTo("AllowedClientCertificates is now CN=m\u00fcller, O=x\n");
    }

    @Test
    void keepsThePasswordOutOfAllOutput() throws Exception {
        assertThat(given("\uFEFF" + SECRET + "\r\nignored", "config", "set", "RelayProxyPassword", "--json").object())
                .containsEntry("changed", true).containsEntry("value", null);
        assertThat(folder.resolve("gateway.properties.relay-password")).hasContent(SECRET + "\n");
        for (String[] shown : List.of(new String[] {"list"}, new String[] {"list", "--json"},
                new String[] {"get", "RelayProxyPassword"}, new String[] {"get", "RelayProxyPassword", "--json"},
                new String[] {"unset", "RelayProxyPassword"})) {
            assertThat(config(shown).succeeds()).doesNotContain("geh").doesNotContain("***");
        }
        assertThat(file).content().doesNotContain("geh");
    }

    @Test
    void refusesAPasswordAmongTheArgumentsAndNoneAtAll() throws Exception {
        assertThat(config("set", "RelayProxyPassword", SECRET, "--json").error(2).code()).isEqualTo("Usage");
        assertThat(given("\n", "config", "set", "RelayProxyPassword", "--json").error(2).code()).isEqualTo("Usage");
        assertThat(given("x\u0007\n", "config", "set", "RelayProxyPassword", "--json").error(2).code())
                .isEqualTo("InvalidSetting");
        assertThat(folder.resolve("gateway.properties.relay-password")).doesNotExist();
    }

    @Test
    void appliesSeveralChangesAtOnce() throws Exception {
        String changes = "{\"RelayProxyAddress\":\"http://p:8080\",\"relayproxyusername\":\"u\","
                + "\"RelayProxyPassword\":\"s\",\"AllowedHosts\":[\"a.example\",\"b.example\"],\"ListenPort\":null,"
                + "\"MaxConnections\":100,\"AllowMissingSni\":true,\"LogLevel\":[\"DEBUG\"]}";
        Map<String, Object> settings = given(changes, "config", "apply", "--json").object();
        List<String> given = List.of("ListenPort", "LogLevel", "AllowedHosts", "RelayProxyAddress",
                "RelayProxyUsername", "RelayProxyPassword", "AllowMissingSni", "MaxConnections");
        assertThat(values(settings.get("before"), given)).containsExactly("8081", "INFO", List.of(), List.of(), null,
                null, "false", "50000");
        assertThat(values(settings.get("after"), given)).containsExactly("8080", "DEBUG",
                List.of("a.example", "b.example"), List.of("http://p:8080"), "u", null, "true", "100");
        assertThat(config("check").succeeds()).isEqualTo("The settings are right.\n");
        assertThat(given("", "config", "apply").succeeds()).isEmpty();
    }

    @Test
    void previewsAChangeAndMakesWhatFollowsAnEmptyLine() throws Exception {
        String[] apply = {"config", "apply", "--preview", "--json"};
        String loud = "{\"LogLevel\":\"DEBUG\",\"ListenPort\":1}";
        List<Object> shown = given(loud + "\n\n", apply).arrayOfLines();
        assertThat(shown).singleElement().satisfies(preview -> assertThat(
                values(((Map<?, ?>) preview).get("after"), List.of("ListenPort", "LogLevel")))
                .containsExactly("1", "DEBUG"));
        assertThat(file).hasContent("# kept\nListenPort=8081\n");

        assertThat(given(loud + "\n\n{\"ListenPort\":2}", apply).arrayOfLines()).hasSize(2);
        assertThat(file).hasContent("# kept\nListenPort=2\n");

        assertThat(given("{\"ListenPort\":0}\n\n{\"ListenPort\":3}", apply).error(2).code())
                .isEqualTo("InvalidSetting");
        assertThat(file).hasContent("# kept\nListenPort=2\n");
    }

    @Test
    void previewsElementsOfAList() throws Exception {
        config("add", "AllowedHosts", "a.example").succeeds();
        List<Object> shown = given("A.example\nb.example\nc.example\n\nc.example\n",
                "config", "add", "AllowedHosts", "-", "--preview", "--json").arrayOfLines();
        assertThat(all(shown, "unchanged")).containsExactly(List.of("A.example"), List.of());
        assertThat(all(shown, "changed")).containsExactly(List.of("b.example", "c.example"), List.of("c.example"));
        assertThat(all(given("a.example\n\n", "config", "remove", "AllowedHosts", "-", "--preview", "--json")
                .arrayOfLines(), "value")).containsExactly(List.of("c.example"));
        assertThat(config("get", "AllowedHosts").succeeds()).isEqualTo("a.example\nc.example\n");
    }

    @Test
    void previewsChangesToAStoreThatDoesNotExistYet() throws Exception {
        Files.delete(file);
        assertThat(given("{\"LogLevel\":\"WARN\"}\n\n{\"LogLevel\":\"WARN\"}",
                "config", "apply", "--preview", "--json").arrayOfLines()).hasSize(2);
        assertThat(config("get", "LogLevel").succeeds()).isEqualTo("WARN\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CN=\"a;b\", O=x", "CN=\"a\"\"; b\", O=x", "CN=a\\;b"})
    void keepsASemicolonWithinASubject(String subject) throws Exception {
        assertThat(given(subject + "\nx\n", "config", "add", "AllowedClientCertificates", "-", "--json").object())
                .containsEntry("value", List.of(subject, "x"));
        assertThat(config("set", "AllowedClientCertificates", subject + ";y", "--json").object())
                .containsEntry("value", List.of(subject, "y"));
        assertThat(config("get", "AllowedClientCertificates").succeeds()).isEqualTo(subject + "\ny\n");
        assertThat(config("remove", "AllowedClientCertificates", subject, "--json").object())
                .containsEntry("value", List.of("y"));
    }

    @Test
    void diagnosesWithVersionsSettingsAndTests() throws Exception {
        Map<String, Object> report = given("", "diagnose", "--json").object();
        assertThat(report.get("versions")).isEqualTo(given("", "version", "--json").object());
        assertThat((List<?>) report.get("settings")).hasSize(Setting.values().length);
        assertThat(((Map<?, ?>) report.get("test")).keySet()).isEqualTo(Set.of("passed", "checks"));
        assertThat(given("", "diagnose").succeeds()).contains("version: " + Version.current(), "ListenPort", "service");
    }

    @Test
    void appliesNothingIfAnythingIsWrongAndNamesAllProblems() throws Exception {
        Failure error = given("{\"ListenPort\":80.5,\"LogLevel\":\"DEBUG\",\"Colour\":\"blue\","
                + "\"IdleTimeout\":{\"s\":1},\"AllowedHosts\":[1],\"loglevel\":\"INFO\","
                + "\"RelayProxyPassword\":[[\"s3cret\"]]}",
                "config", "apply", "--json").error(2);
        assertThat(error.code()).isEqualTo("InvalidSetting");
        assertThat(error.names())
                .containsExactlyInAnyOrder("Colour", "IdleTimeout", "AllowedHosts", "loglevel", "RelayProxyPassword",
                        "ListenPort");
        assertThat(error.toString()).doesNotContain("s3cret");
        assertThat(file).hasContent("# kept\nListenPort=8081\n");
    }

    @Test
    void takesTheCredentialsOfRelayProxiesFromStandardInputAndShowsTheirUsersOnly() throws Exception {
        config("set", "RelayProxyAddress", "http://a:8080", "b").succeeds();
        assertThat(given("b=v:s3cret\nc=x:s3cret\n", "config", "set", "RelayProxyCredentials").fails(2))
                .contains("only relay proxies in RelayProxyAddress, which has no c:80").doesNotContain("s3cret");
        String told = given("b:80=v:s3cret\n", "config", "set", "RelayProxyCredentials").succeeds()
                + config("list").succeeds() + config("export").succeeds()
                + config("get", "RelayProxyCredentials").succeeds();
        assertThat(told).doesNotContain("s3cret");
        assertThat(given("b=v:s3cret\nb:80=w:s3cret\n", "config", "set", "RelayProxyCredentials", "--json").error(2)
                .toString()).contains("one credential for b:80, which has 2").doesNotContain("s3cret");
        assertThat(config("list", "--json").succeeds()).doesNotContain("s3cret").contains("\"users\":{\"b\":\"v\"}");
        assertThat(given("b=v:s3cret\n", "config", "add", "RelayProxyCredentials", "-", "--json").error(2).code())
                .isEqualTo("Usage");
        assertThat(config("set", "RelayProxyCredentials", "b=v:s3cret", "--json").error(2).code()).isEqualTo("Usage");
        assertThat(config("add", "RelayProxyAddress", "c").succeeds()).contains("Added: c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"RelayProxyPassword\":s3cret}", "[\"s3cret\"]", "\"s3cret\"", "{\"a\":\"s3cret\"",
        "{} {\"a\":\"s3cret\"}", "{\"a\":1,\"a\":\"s3cret\"}", "s3cret", "null"})
    void saysWhereInputIsNotAnObjectWithoutRepeatingIt(String input) throws Exception {
        Failure error = given(input, "config", "apply", "--json").error(2);
        assertThat(error.code()).isEqualTo("Usage");
        assertThat(error.message()).startsWith("standard input").doesNotContain("s3cret");
    }

    @Test
    void refusesHugeInputAndInputThatIsNotText() throws Exception {
        assertThat(given("x".repeat(2_000_000), "config", "apply", "--json").error(2).code()).isEqualTo("Usage");
        Run latin1 = run("\u00fc".getBytes(StandardCharsets.ISO_8859_1), "--config", file.toString(), "config", "apply",
                "--json");
        assertThat(latin1.error(2).code()).isEqualTo("Usage");
    }

    @Test
    void checksChangesWithoutMakingThem() throws Exception {
        assertThat(given("{\"ListenPort\":1}", "config", "check", "--json").object()).isEqualTo(Map.of("valid", true));
        assertThat(given("{\"ListenPort\":0}", "config", "check", "--json").error(2).problems()).isEqualTo(List.of(
                Map.of("name", "ListenPort", "value", "0", "expected", "a whole number from 1 to 65535",
                        "code", "WholeNumber", "facts", List.of("1", "65535"))));
        assertThat(file).hasContent("# kept\nListenPort=8081\n");
    }

    @Test
    void doesNotTakeAnUnknownNameForKnownBecauseItIsStoredAlready() throws Exception {
        Files.writeString(file, "Colour=blue\n");
        assertThat(given("{\"Colour\":\"blue\"}", "config", "apply", "--json").error(2).code())
                .isEqualTo("UnknownSetting");
    }

    @Test
    void letsWrongSettingsBeCorrectedOneByOneAndAddsNone() throws Exception {
        Files.writeString(file, "ListenPort=x\nLogLevel=loud\nAllowedHosts=https://a,b\n");
        assertThat(config("check", "--json").error(2).problems()).hasSize(3);
        config("set", "ListenPort", "1").succeeds();
        config("add", "AllowedHosts", "c").succeeds();
        config("remove", "AllowedHosts", "https://a").succeeds();
        config("set", "LogLevel", "loud").fails(2);
        config("add", "AllowedHosts", "https://c").fails(2);
        config("unset", "LogLevel").succeeds();
        config("check").succeeds();
    }

    @Test
    void letsNoSettingMakeAnotherWrong() throws Exception {
        assertThat(config("set", "MinimumTlsVersion", "1.3").succeeds()).contains("1.3");
        assertThat(config("set", "MaximumTlsVersion", "1.2").fails(2))
                .isEqualTo("oms-gateway: MinimumTlsVersion: 1.3 (expected: at most MaximumTlsVersion, which is 1.2)\n");
        config("set", "RelayProxyUsername", "u").fails(2);
        given("s\n", "config", "set", "RelayProxyPassword").succeeds();
        config("set", "RelayProxyUsername", "u").succeeds();
        config("unset", "RelayProxyPassword").fails(2);
        config("unset", "RelayProxyPassword", "RelayProxyUsername").succeeds();
    }

    @Test
    void escapesWhatIsNotAsciiInJson() throws Exception {
        Run run = config("set", "AllowedClientCertificates", "CN=\u00fc\u65e5", "--json");
        run.succeeds();
        assertThat(run.out).contains("\"CN=\\u00FC\\u65E5\"");
    }

    @ParameterizedTest
    @CsvSource({
        "UnknownSetting, 2, config get Colour", "UnknownSetting, 2, config set Colour blue",
        "UnknownSetting, 2, config unset ListenPort Colour", "UnknownSetting, 2, config add Colour blue",
        "InvalidSetting, 2, config set ListenPort text", "InvalidSetting, 2, config set ListenPort 1 2",
        "InvalidSetting, 2, config add AllowedHosts a:443", "InvalidSetting, 2, config add AllowedHosts ;",
        "InvalidSetting, 2, config add AllowedHosts -", "InvalidSetting, 2, config remove AllowedHosts ;",
        "Usage, 2, config add ListenPort 1",
        "Usage, 2, config set ListenPort", "Usage, 2, config set", "Usage, 2, config set ListenPort --unknown",
        "Usage, 2, config", "Usage, 2, konfig", "Usage, 2, config list extra", "Usage, 2, --config",
        "StoreUnavailable, 1, --config /nowhere/x config list", "StoreUnavailable, 1, --config / config list",
        "StoreUnavailable, 1, --config / config set ListenPort 1",
        "StoreUnavailable, 1, --config /nowhere/at/all config set ListenPort 1",
    })
    void tellsProgramsAndPeopleWhatIsWrong(String code, int exitCode, String arguments) throws Exception {
        String[] words = ("--config " + file + " " + arguments).split(" ");
        words = arguments.startsWith("--config") ? arguments.split(" ") : words;
        String[] forPrograms = Stream.concat(Stream.of(words), Stream.of("--json")).toArray(String[]::new);
        if (!arguments.endsWith("--config")) {
            assertThat(run(new byte[0], forPrograms).error(exitCode).code()).isEqualTo(code);
        }
        assertThat(run(new byte[0], words).fails(exitCode)).startsWith("oms-gateway: ").doesNotContain("Exception");
        assertThat(file).hasContent("# kept\nListenPort=8081\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"config list", "config get ListenPort", "config set ListenPort 1", "config check"})
    void showsNoDefaultsInPlaceOfSettingsThatCanNotBeRead(String command) throws Exception {
        Files.write(file, "# gr\u00fcn\nListenPort=8081".getBytes(StandardCharsets.ISO_8859_1));
        Failure error = given("", (command + " --json").split(" ")).error(1);
        assertThat(error.code()).isEqualTo("StoreUnavailable");
        assertThat(error.message()).isEqualTo(file + ": line 1 is not UTF-8 text: save the file in that encoding");
    }

    @Test
    void saysThatAccessIsDenied() throws Exception {
        // No user can make files there, not even root.
        Failure error = run(new byte[0], "--config", "/sys/gateway.properties", "config", "set", "ListenPort", "1",
                "--json").error(1);
        assertThat(error.code()).isIn("AccessDenied", "StoreUnavailable");
        assertThat(error.message()).startsWith("/sys/");
    }

    @Test
    void takesTheFileFromTheEnvironmentUnlessTheCommandLineNamesOne() throws Exception {
        Path other = Files.writeString(folder.resolve("other"), "ListenPort=9\n");
        Map<String, String> environment = Map.of("OMSGATEWAY_CONFIG", other.toString());
        assertThat(run(environment, new byte[0], "config", "get", "ListenPort").succeeds()).isEqualTo("9\n");
        assertThat(run(environment, new byte[0], "config", "get", "ListenPort", "--config", file.toString()).succeeds())
                .isEqualTo("8081\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "run", "test", "diagnose", "version", "tunnels", "config", "config list", "config get",
        "config find", "config set", "config unset", "config add", "config remove", "config apply", "config check"})
    void helpsWithEachCommand(String command) throws Exception {
        String[] words = (command + " --help").strip().split(" ");
        assertThat(run(new byte[0], words).succeeds()).startsWith(("Usage: oms-gateway " + command).strip())
                .contains("--config");
    }

    @Test
    void showsItsVersion() throws Exception {
        assertThat(run(new byte[0], "version", "--json").object()).containsEntry("version", Version.current())
                .containsOnlyKeys("version", "java", "javaDate", "os");
        assertThat(run(new byte[0], "version").succeeds()).startsWith("OMS Gateway " + Version.current()
                + "\nJava " + Runtime.version() + " of " + System.getProperty("java.version.date") + "\n");
    }

    private static List<Object> all(List<?> objects, String field) {
        List<Object> values = new ArrayList<>();
        objects.forEach(object -> values.add(((Map<?, ?>) object).get(field)));
        return values;
    }

    private static List<Object> values(Object settings, List<String> names) {
        List<Object> values = new ArrayList<>();
        for (Object setting : (List<?>) settings) {
            Map<?, ?> fields = (Map<?, ?>) setting;
            if (names.contains(fields.get("name"))) {
                values.add(fields.get("value"));
            }
        }
        return values;
    }

    private Run config(String... arguments) {
        return given("", Stream.concat(Stream.of("config"), Stream.of(arguments)).toArray(String[]::new));
    }

    private Run given(String input, String... arguments) {
        String[] all = Stream.concat(Stream.of("--config", file.toString()), Stream.of(arguments))
                .toArray(String[]::new);
        return run(input.getBytes(StandardCharsets.UTF_8), all);
    }

    private static Run run(byte[] input, String... arguments) {
        return run(Map.of(), input, arguments);
    }

    private static Run run(Map<String, String> environment, byte[] input, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = GatewayCommand.commandLine(new ByteArrayInputStream(input), environment);
        int exitCode = line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
        return new Run(exitCode, out.toString(), err.toString());
    }

    /** The result of a command. */
    private record Run(int exitCode, String out, String err) {
        String succeeds() {
            assertThat(err).isEmpty();
            assertThat(exitCode).isZero();
            return out;
        }

        String fails(int expected) {
            assertThat(exitCode).isEqualTo(expected);
            assertThat(out).isEmpty();
            return err;
        }

        Map<String, Object> object() throws IOException {
            return JSON.std.mapFrom(succeeds());
        }

        List<Object> array() throws IOException {
            return JSON.std.listFrom(succeeds());
        }

        List<Object> arrayOfLines() throws IOException {
            List<Object> values = new ArrayList<>();
            for (String line : succeeds().split("\n")) {
                values.add(JSON.std.mapFrom(line));
            }
            return values;
        }

        Failure error(int expected) throws IOException {
            assertThat(exitCode).isEqualTo(expected);
            assertThat(err).isEmpty();
            Map<?, ?> error = (Map<?, ?>) JSON.std.mapFrom(out).get("error");
            return new Failure((String) error.get("code"), (String) error.get("message"),
                    (List<?>) error.get("problems"));
        }
    }

    /** The report of a failure that a program gets. */
    private record Failure(String code, String message, List<?> problems) {
        List<Object> names() {
            return all(problems, "name");
        }
    }
}
