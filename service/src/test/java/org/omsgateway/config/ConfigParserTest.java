package org.omsgateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.omsgateway.eventlog.GatewayEvent.Severity;
import org.omsgateway.policy.AddressRange;
import org.omsgateway.policy.AllowedSubject;
import org.omsgateway.policy.HostPattern;
import org.omsgateway.policy.ServerName;

class ConfigParserTest {
    @Test
    void returnsTheDocumentedDefaultsWhenNothingIsStored() throws Exception {
        assertThat(ConfigParser.parse(StoredSettings.EMPTY)).isEqualTo(new GatewayConfig(Optional.empty(), 8080,
                Severity.INFO, AccessRules.DEFAULT, RelayRules.DIRECT, TlsRules.DEFAULT, Limits.DEFAULT, true));
    }

    @Test
    void reportsAllProblemsTogetherInTheOrderOfTheSettings() {
        assertThatThrownBy(() -> ConfigParser.parse(stored(
                "IdleTimeout", "soon", "ListenPort", "text", "Colour", "blue",
                "AllowedHosts", "https://a.example, b.example")))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessage("ListenPort: text (expected: a whole number from 1 to 65535); "
                        + "AllowedHosts: https://a.example (expected: " + HostPattern.EXPECTED + "); "
                        + "IdleTimeout: soon (expected: a duration from 1s to 24h, such as 500ms, 15s or 2m); "
                        + "Colour: unknown (expected: the name of a setting: oms-gateway config list shows them all)");
    }

    @ParameterizedTest
    @CsvSource({
        "ListenPort, 0", "ListenPort, 65536", "ListenPort, -1", "ListenPort, 99999999999", "ListenPort, '80 80'",
        "ListenAddress, localhost", "ListenAddress, 1.2.3", "ListenAddress, 1.2.3.256", "ListenAddress, '[::1'",
        "ListenAddress, fe80::1%eth0", "ListenAddress, ::g", "LogLevel, TRACE", "AllowedHosts, a:443",
        "AllowedHosts, '*'", "AllowedHosts, a.*.example", "RelayProxyAddress, https://proxy:8080",
        "RelayProxyAddress, http://proxy:8080/path", "RelayProxyAddress, proxy:0", "RelayProxyAddress, proxy:65536",
        "RelayProxyAddress, proxy:", "RelayProxyAddress, *.proxy", "RelayProxyAuthentication, Digest",
        "RelayProxyAddress, a*.proxy", "RelayProxyAddress, ::1",
        "RelayProxyAddress, socks://proxy", "RelayProxyAddress, proxy?x", "RelayProxyUsername, us:er",
        "MinimumTlsVersion, 3.0", "MinimumTlsVersion, TLS1.2", "AllowMissingSni, yes", "ConnectTimeout, 15",
        "ConnectTimeout, 99ms", "ConnectTimeout, 6m", "ConnectTimeout, 1.5s", "ConnectTimeout, -1s", "DrainTime, 301s",
        "IdleTimeout, 25h", "MaxConnections, 0", "MaxConnectionsPerClient, -1",
        "AllowedClientCertificates, XY=a", "AllowedClientCertificates, 'CN=\"a'",
        "AllowedClientCertificates, 'CN=a\\'", "AllowedClients, server1", "AllowedClients, 10.0.0.0/33",
        "AllowedClients, 10.0.0.9-10.0.0.5", "AllowedClients, 10.0.0.1-::1", "AllowedServerNames, a.example",
        "AllowedServerNames, *.a.example=b.example", "AllowedServerNames, a.example=b*.example",
        "AllowedServerNames, =b.example", "AllowedServerNames, a.example=", "AllowedServerNames, a=b=c",
        "AllowedServerNames, a.example:443=b.example",
    })
    void refusesAndNamesTheValueAndWhatIsExpected(String name, String value) {
        assertThat(ConfigParser.problems(stored(name, value)))
                .containsExactly(ConfigProblem.wrong(Setting.named(name).orElseThrow(), value));
    }

    @ParameterizedTest
    @CsvSource({"AllowedHosts, 'a.example, %s'", "AllowedHosts, *.a%sb.example",
        "RelayProxyAddress, http://%sproxy:8080", "ListenAddress, 127.0.0.1%s"})
    void saysWhichCharacterOfAHostLooksLikeAnotherOne(String name, String value) {
        for (char quote = '\u2018'; quote <= '\u201f'; quote++) {
            assertThat(expectedOf(name, value.formatted(quote))).isEqualTo("no typographic quotation mark such as"
                    + " U+%04X (".formatted((int) quote) + Character.getName(quote) + "), which word processors put in"
                    + " the place of a straight one");
        }
        for (char letter : "\u00df\u1e9e\u03c2\u200c\u200d".toCharArray()) {
            assertThat(expectedOf(name, value.formatted(letter))).isEqualTo("the ASCII form of the name, which begins"
                    + " with xn--, because IDNA 2003 and IDNA 2008 read U+%04X (".formatted((int) letter)
                    + Character.getName(letter) + ") differently");
        }
    }

    private static String expectedOf(String name, String value) {
        List<ConfigProblem> problems = ConfigParser.problems(stored(name, value));
        assertThat(problems).hasSize(1);
        return problems.get(0).expected().text();
    }

    @ParameterizedTest
    @CsvSource({
        "http://proxy.example:8080, proxy.example:8080", "HTTP://Proxy.Example, proxy.example:80",
        "http://proxy.example:8080/, proxy.example:8080", "proxy:3128, proxy:3128", "proxy, proxy:80",
        "10.1.2.3, 10.1.2.3:80", "'[::1]:8080', '[0:0:0:0:0:0:0:1]:8080'", "'http://[::1]', '[0:0:0:0:0:0:0:1]:80'",
    })
    void readsEachFormOfTheRelayProxyAddress(String text, String authority) throws Exception {
        assertThat(ConfigParser.parse(stored("RelayProxyAddress", text)).relay().proxies().get(0).authority())
                .isEqualTo(authority);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "4, 4", "5, 4", "1000, 800", "1000000, 800000"})
    void leavesAFifthOfMaxConnectionsToOtherClients(String maxConnections, int perClient) throws Exception {
        assertThat(ConfigParser.parse(stored("MaxConnections", maxConnections)).limits().maxConnectionsPerClient())
                .isEqualTo(perClient);
        assertThat(ConfigParser.parse(stored("MaxConnections", maxConnections, "MaxConnectionsPerClient", "0"))
                .limits().maxConnectionsPerClient()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"500ms, 500", "15s, 15000", "2M, 120000", "1h, 3600000"})
    void readsEachUnitOfADuration(String text, long milliseconds) throws Exception {
        assertThat(ConfigParser.parse(stored("IdleTimeout", text.equals("500ms") ? "1s" : text, "ConnectTimeout",
                text.equals("500ms") ? text : "1s")).limits())
                .satisfies(limits -> assertThat(List.of(limits.idleTimeout().toMillis(),
                        limits.connectTimeout().toMillis())).contains(milliseconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "[::1]", "0.0.0.0", "::"})
    void readsListenAddresses(String text) throws Exception {
        assertThat(ConfigParser.parse(stored("ListenAddress", text)).listenAddress())
                .contains(InetAddress.getByName(text));
    }

    @Test
    void readsNamesChoicesAndUnitsInAnyCase() throws Exception {
        GatewayConfig config = ConfigParser.parse(stored("loglevel", "debug", "ALLOWMISSINGSNI", "TRUE"));
        assertThat(config.logLevel()).isEqualTo(Severity.DEBUG);
        assertThat(config.tlsRules().allowMissingSni()).isTrue();
    }

    @Test
    void separatesHostsByCommaOrSemicolonAndLeavesOutBlankAndDoubleOnes() throws Exception {
        StoredSettings stored = stored("AllowedHosts", " a.example,B.example ;; *.c.example,b.example.,");
        assertThat(ConfigParser.parse(stored).access().hosts())
                .extracting(HostPattern::toString)
                .containsExactly("a.example", "b.example", "*.c.example");
    }

    @Test
    void keepsCommasAndEscapedSemicolonsWithinASubject() throws Exception {
        StoredSettings stored = stored("AllowedClientCertificates",
                "CN=a, O=b; CN=c\\;d;O = \"e;\"\"f\"; O=b, OU=\"\"; g\"");
        assertThat(ConfigParser.parse(stored).access().clientCertificates())
                .extracting(AllowedSubject::toString)
                .containsExactly("CN=a, O=b", "CN=c\\;d", "O = \"e;\"\"f\"", "O=b, OU=\"\"", "g\"");
    }

    @Test
    void saysWhereACidrBlockWouldBegin() {
        assertThat(expectedOf("AllowedClients", "10.1.2.3/8"))
                .isEqualTo("10.0.0.0/8, because a CIDR block begins with its first address");
        assertThat(expectedOf("AllowedClients", "2001:db8::1/32"))
                .isEqualTo("2001:db8:0:0:0:0:0:0/32, because a CIDR block begins with its first address");
    }

    @Test
    void readsClientsAndServerNames() throws Exception {
        AccessRules access = ConfigParser.parse(stored(
                "AllowedClients", "10.0.0.0/8; 10.0.0.0-10.255.255.255, ::ffff:192.0.2.1 ;fd00::/8",
                "AllowedServerNames", "A.example. = B.example, a.example=*.c.example")).access();
        assertThat(access.clients()).extracting(AddressRange::toString)
                .containsExactly("10.0.0.0/8", "192.0.2.1", "fd00:0:0:0:0:0:0:0/8");
        assertThat(access.serverNames()).extracting(ServerName::toString)
                .containsExactly("a.example=b.example", "a.example=*.c.example");
    }

    @Test
    void takesListsThatAreStoredAsSuch() throws Exception {
        StoredSettings stored =
                new StoredSettings(Map.of("AllowedHosts", List.of("a.example", "b.example")), List.of());
        assertThat(ConfigParser.parse(stored).access().hosts()).hasSize(2);
    }

    @Test
    void refusesATextGivenTwice() {
        StoredSettings stored = new StoredSettings(Map.of("ListenPort", List.of("1", "2")), List.of());
        assertThat(ConfigParser.problems(stored)).extracting(ConfigProblem::toString)
                .containsExactly("ListenPort: 1; 2 (expected: one value)");
    }

    @Test
    void takesABlankOptionalSettingForUnsetButNotABlankPort() throws Exception {
        assertThat(ConfigParser.parse(stored("RelayProxyAddress", " ", "ListenAddress", "", "AllowedHosts", ",")))
                .isEqualTo(ConfigParser.parse(StoredSettings.EMPTY));
        assertThat(ConfigParser.problems(stored("ListenPort", ""))).extracting(ConfigProblem::toString)
                .containsExactly("ListenPort: \"\" (expected: a whole number from 1 to 65535)");
    }

    @Test
    void refusesAMinimumTlsVersionAboveTheMaximum() {
        assertThat(ConfigParser.problems(stored("MinimumTlsVersion", "1.3", "MaximumTlsVersion", "1.2")))
                .extracting(ConfigProblem::toString)
                .containsExactly("MinimumTlsVersion: 1.3 (expected: at most MaximumTlsVersion, which is 1.2)");
    }

    @Test
    void givesTheRelayProxyItsCredential() throws Exception {
        RelayProxy relay = ConfigParser.parse(stored("RelayProxyAddress", "p", "RelayProxyUsername", "u",
                "RelayProxyPassword", " blanks: belong ")).relay().proxies().get(0);
        assertThat(relay.credential()).contains(new RelayProxy.Credential("u", " blanks: belong "));
    }

    @Test
    void takesRelayProxiesInTheirOrder() throws Exception {
        for (StoredSettings stored : List.of(stored("RelayProxyAddress", "http://b:1, a:2;[::1]:3"),
                new StoredSettings(Map.of("RelayProxyAddress", List.of("b:1", "a:2", "[::1]:3")), List.of()))) {
            assertThat(ConfigParser.parse(stored).relay().proxies()).extracting(RelayProxy::authority)
                    .containsExactly("b:1", "a:2", "[0:0:0:0:0:0:0:1]:3");
        }
    }

    @Test
    void givesEachRelayProxyItsOwnCredentialOrElseTheCommonOne() throws Exception {
        Map<String, List<String>> values = Map.of("RelayProxyAddress", List.of("a:1", "http://b:2", "c", "c:81"),
                "RelayProxyUsername", List.of("u"), "RelayProxyPassword", List.of("p"),
                "RelayProxyCredentials", List.of("http://B:2=DOM\\v:x:=y ", "c:80=w:z"));
        assertThat(ConfigParser.parse(new StoredSettings(values, List.of())).relay().proxies())
                .extracting(relay -> relay.credential().orElseThrow()).containsExactly(
                        new RelayProxy.Credential("u", "p"), new RelayProxy.Credential("DOM\\v", "x:=y "),
                        new RelayProxy.Credential("w", "z"), new RelayProxy.Credential("u", "p"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3cret", "a:1", "a:1=", "a:1=s3cret", "a:1=:s3cret", "a:1=u:", "https://a=u:s3cret",
        "a/b=u:s3cret", "=u:s3cret", "a:99999=u:s3cret", "a:1=u:s3cret\u0007"})
    void refusesAWrongCredentialOfARelayProxyAndDoesNotShowIt(String text) {
        assertThat(ConfigParser.problems(stored("RelayProxyCredentials", text))).hasSize(1).first()
                .extracting(ConfigProblem::toString).asString().doesNotContain("s3cret")
                .startsWith("RelayProxyCredentials: *** (expected: proxy=user:password, ");
    }

    @Test
    void refusesTwoCredentialsForOneRelayProxy() {
        assertThat(ConfigParser.problems(new StoredSettings(Map.of("RelayProxyCredentials",
                List.of("b:80=u:s3cret", "c=u:s3cret", "http://B=v:s3cret", "c:80=u:s3cret")), List.of())))
                .extracting(ConfigProblem::toString).containsExactly(
                        "RelayProxyCredentials: *** (expected: one credential for b:80, which has 2)");
    }

    @Test
    void refusesACredentialForAnUnknownRelayProxyUnlessAPolicySetsTheAddressOrThereIsNone() {
        Map<String, List<String>> credentials = Map.of("RelayProxyCredentials",
                List.of("a:8080=u:s3cret", "[::1]=u:s3cret"));
        Map<String, List<String>> both = new HashMap<>(credentials);
        both.put("RelayProxyAddress", List.of("a:8081", "[0:0::1]:80"));
        assertThat(ConfigParser.problems(new StoredSettings(both, List.of()))).extracting(ConfigProblem::toString)
                .containsExactly("RelayProxyCredentials: ***"
                        + " (expected: only relay proxies in RelayProxyAddress, which has no a:8080)");
        assertThat(ConfigParser.problems(new StoredSettings(both, List.of(), Set.of("RelayProxyAddress")))).isEmpty();
        assertThat(ConfigParser.problems(new StoredSettings(credentials, List.of()))).isEmpty();
        both.put("RelayProxyAddress", List.of("ftp://a"));
        assertThat(ConfigParser.problems(new StoredSettings(both, List.of()))).extracting(ConfigProblem::name)
                .containsExactly("RelayProxyAddress");
    }

    @Test
    void readsTheBypass() throws Exception {
        assertThat(ConfigParser.parse(stored("RelayProxyBypass",
                "*.a.example, st*.b.example; c.example, 10.0.0.0/8, 10.1.0.5 - 10.1.0.9, ::1, <LOCAL>, <local>"))
                .relay().bypass()).extracting(Object::toString).containsExactly("*.a.example", "st*.b.example",
                        "c.example", "10.0.0.0/8", "10.1.0.5-10.1.0.9", "0:0:0:0:0:0:0:1", "<local>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://a.example", "a.example:443", "10.0.0.0/33", "10.0.0.9-10.0.0.1", "<all>", "local>",
        "a b", "*", "fd00::/129", "user:s3cret@a.example", "10.1.2.3/8"})
    void refusesAWrongBypass(String text) {
        assertThat(ConfigParser.problems(stored("RelayProxyBypass", text))).hasSize(1).first()
                .extracting(ConfigProblem::toString).asString().doesNotContain("s3cret")
                .startsWith("RelayProxyBypass: ").contains(" (expected: ");
    }

    @Test
    void refusesAUserNameWithoutAPassword() {
        assertThat(ConfigParser.problems(stored("RelayProxyAddress", "p", "RelayProxyUsername", "u")))
                .extracting(ConfigProblem::toString)
                .containsExactly("RelayProxyPassword: not set "
                        + "(expected: a password, because RelayProxyUsername is set)");
    }

    @ParameterizedTest
    @CsvSource({"'', 'Negotiate, NTLM, Basic'", "auto, 'Negotiate, NTLM, Basic'", "Basic, Basic",
        "'basic; NEGOTIATE', 'Negotiate, Basic'", "'NTLM,', NTLM", "'Basic, Auto', 'Negotiate, NTLM, Basic'"})
    void allowsTheSchemesOfTheRelayProxyThatAreNamed(String text, String schemes) throws Exception {
        assertThat(ConfigParser.parse(stored("RelayProxyAddress", "p", "RelayProxyAuthentication", text))
                .relay().proxies().get(0).schemes()).hasToString("[" + schemes + "]");
    }

    @Test
    void allowsAllSchemesOfTheRelayProxyIfNoneIsSet() throws Exception {
        assertThat(ConfigParser.parse(stored("RelayProxyAddress", "p")).relay().proxies().get(0).schemes())
                .containsExactly(AuthenticationScheme.values());
    }

    @Test
    void ignoresACredentialWithoutARelayProxy() throws Exception {
        assertThat(ConfigParser.parse(stored("RelayProxyUsername", "u", "RelayProxyPassword", "p")).relay())
                .isEqualTo(RelayRules.DIRECT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "RelayProxyPassword | 'geheim\u0007'                    | RelayProxyPassword: ***",
        "RelayProxyAuth     | user:geheim                       | RelayProxyAuth: unknown",
        "ProxyKennwort      | geheim                            | ProxyKennwort: unknown",
        "RelayProxy Password=geheim | x                         | RelayProxy…: unknown",
        "=geheim            | x                                 | …: unknown",
        "RelayProxyUsername | user:geheim                       | RelayProxyUsername: user:***",
        "RelayProxyAddress  | http://user:geheim@proxy:8080     | RelayProxyAddress: *** (29 characters)",
        "RelayProxyAddress  | user:geheim                       | RelayProxyAddress: *** (11 characters)",
        "RelayProxyAddress  | user:geheim%40proxy               | RelayProxyAddress: *** (19 characters)",
        "RelayProxyAddress  | https://proxy:8080/geheim         | RelayProxyAddress: https://proxy:8080/***",
        "RelayProxyAddress  | proxy:99999                       | RelayProxyAddress: proxy:99999",
        "AllowedHosts       | https://a.example/?sig=geheim     | AllowedHosts: https://a.example/***",
        "AllowedHosts       | https://user:geheim@a.example     | AllowedHosts: *** (29 characters)",
        "AllowedHosts       | a.example geheim                  | AllowedHosts: *** (16 characters)",
        "AllowedHosts       | a..example                        | AllowedHosts: a..example",
        "AllowedHosts       | 1:2::3::4                         | AllowedHosts: 1:2::3::4",
    })
    void showsNothingThatMayBeSecretInAProblem(String name, String value, String shown) {
        assertThat(ConfigParser.problems(stored(name, value))).extracting(ConfigProblem::toString)
                .anyMatch(problem -> problem.startsWith(shown + " (expected: "))
                .noneMatch(problem -> problem.contains("geheim"));
        assertThat(stored("RelayProxyPassword", "geheim").toString()).doesNotContain("geheim");
    }

    @ParameterizedTest
    @CsvSource({"LisenPort, ListenPort", "alowedhost, AllowedHosts", "ReleyProxyPasword, RelayProxyPassword",
        "MinimunTlsVersion, MinimumTlsVersion", "MaximumTlsVersion1, MaximumTlsVersion"})
    void guessesWhatAMisspeltNameWasMeantFor(String name, String meant) {
        assertThat(ConfigParser.problems(stored(name, "x"))).extracting(problem -> problem.expected().text())
                .containsExactly("the name of a setting, perhaps " + meant);
    }

    @Test
    void reportsWhatTheStoreCouldNotRead() {
        ConfigProblem problem = ConfigProblem.unusable("ListenPort", "REG_BINARY", "REG_SZ or REG_DWORD");
        assertThat(ConfigParser.problems(new StoredSettings(Map.of(), List.of(problem)))).containsExactly(problem);
    }

    static StoredSettings stored(String... namesAndValues) {
        Map<String, List<String>> values = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put(namesAndValues[i], List.of(namesAndValues[i + 1]));
        }
        return new StoredSettings(values, List.of());
    }
}
