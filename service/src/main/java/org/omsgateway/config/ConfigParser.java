package org.omsgateway.config;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.omsgateway.eventlog.GatewayEvent.Severity;
import org.omsgateway.policy.AddressRange;
import org.omsgateway.policy.AllowedSubject;
import org.omsgateway.policy.BypassEntry;
import org.omsgateway.policy.HostPattern;
import org.omsgateway.policy.ServerName;
import org.omsgateway.tls.TlsVersion;

/** Checks what a store holds. */
public final class ConfigParser {
    private final Map<Setting, List<Object>> values = new EnumMap<>(Setting.class);
    private final List<ConfigProblem> problems = new ArrayList<>();

    private ConfigParser() {}

    /**
     * The settings in {@code stored}, with defaults for those that are not stored.
     *
     * @throws InvalidConfigException with all that is wrong: wrong values, unknown names, values that contradict each
     *     other, and what the store itself could not read
     */
    public static GatewayConfig parse(StoredSettings stored) throws InvalidConfigException {
        ConfigParser parser = new ConfigParser();
        parser.check(stored);
        if (!parser.problems.isEmpty()) {
            throw new InvalidConfigException(parser.problems);
        }
        return parser.config();
    }

    /** All that is wrong with {@code stored}; empty if {@link #parse} returns settings. */
    public static List<ConfigProblem> problems(StoredSettings stored) {
        ConfigParser parser = new ConfigParser();
        parser.check(stored);
        return List.copyOf(parser.problems);
    }

    private void check(StoredSettings stored) {
        problems.addAll(stored.problems());
        for (Setting setting : Setting.values()) {
            check(setting, stored.texts(setting));
        }
        stored.values().keySet().stream().filter(name -> Setting.named(name).isEmpty())
                .forEach(name -> problems.add(ConfigProblem.unknown(name)));
        checkTogether(stored);
        problems.replaceAll(problem -> stored.policy().contains(problem.name()) ? problem.inPolicy() : problem);
    }

    private void check(Setting setting, List<String> stored) {
        List<String> given = setting.split(stored);
        List<String> texts = given.isEmpty() ? setting.defaultText().stream().toList() : given;
        if (texts.size() > 1 && !setting.isList()) {
            problems.add(ConfigProblem.severalTimes(setting, texts));
            return;
        }
        List<Object> meanings = new ArrayList<>();
        for (String text : texts) {
            try {
                meanings.add(setting.parse(text));
            } catch (WrongValueException e) {
                problems.add(ConfigProblem.wrong(setting, text, e.expected()));
            }
        }
        if (meanings.size() == texts.size()) {
            values.put(setting, meanings.stream().distinct().toList());
        }
    }

    /** Compares only values that are right by themselves, so that nothing is reported twice. */
    private void checkTogether(StoredSettings stored) {
        Optional<TlsVersion> minimum = optional(Setting.MINIMUM_TLS_VERSION, TlsVersion.class);
        Optional<TlsVersion> maximum = optional(Setting.MAXIMUM_TLS_VERSION, TlsVersion.class);
        if (minimum.isPresent() && maximum.isPresent() && minimum.get().compareTo(maximum.get()) > 0) {
            problems.add(ConfigProblem.wrong(Setting.MINIMUM_TLS_VERSION, minimum.get().text(),
                    Expected.of("AtMostMaximumTlsVersion", "at most MaximumTlsVersion, which is %s",
                            maximum.get().text())));
        }
        boolean isUserSet = optional(Setting.RELAY_PROXY_USERNAME, String.class).isPresent();
        if (isUserSet && values.getOrDefault(Setting.RELAY_PROXY_PASSWORD, List.of()).isEmpty()
                && problems.stream().noneMatch(problem -> problem.isAbout(Setting.RELAY_PROXY_PASSWORD))) {
            problems.add(ConfigProblem.missing(Setting.RELAY_PROXY_PASSWORD,
                    Expected.of("PasswordOfUser", "a password, because RelayProxyUsername is set")));
        }
        checkCredentials(stored.isByPolicy(Setting.RELAY_PROXY_ADDRESS));
    }

    /**
     * Finds credentials that would not be used. Without any relay proxy, credentials may come first. Whoever changes
     * the address by policy cannot change the credentials.
     */
    private void checkCredentials(boolean isAddressByPolicy) {
        Set<String> relays = list(Setting.RELAY_PROXY_ADDRESS, RelayProxy.class).stream().map(RelayProxy::authority)
                .collect(Collectors.toSet());
        list(Setting.RELAY_PROXY_CREDENTIALS, RelayCredential.class).stream()
                .collect(Collectors.groupingBy(RelayCredential::relay, LinkedHashMap::new, Collectors.counting()))
                .forEach((relay, count) -> {
                    if (count > 1) {
                        wrongCredential(Expected.of("OneCredential", "one credential for %s, which has %s", relay,
                                count));
                    }
                    if (!relays.isEmpty() && !isAddressByPolicy && !relays.contains(relay)) {
                        wrongCredential(Expected.of("RelayProxyOfAddress",
                                "only relay proxies in RelayProxyAddress, which has no %s", relay));
                    }
                });
    }

    private void wrongCredential(Expected expected) {
        problems.add(ConfigProblem.wrong(Setting.RELAY_PROXY_CREDENTIALS, "", expected));
    }

    private GatewayConfig config() {
        int maxConnections = value(Setting.MAX_CONNECTIONS, Integer.class);
        return new GatewayConfig(
                optional(Setting.LISTEN_ADDRESS, InetAddress.class),
                value(Setting.LISTEN_PORT, Integer.class),
                value(Setting.LOG_LEVEL, Severity.class),
                new AccessRules(
                        list(Setting.ALLOWED_CLIENTS, AddressRange.class),
                        list(Setting.ALLOWED_HOSTS, HostPattern.class),
                        list(Setting.ALLOWED_CLIENT_CERTIFICATES, AllowedSubject.class),
                        list(Setting.ALLOWED_SERVER_NAMES, ServerName.class)),
                new RelayRules(relayProxies(), list(Setting.RELAY_PROXY_BYPASS, BypassEntry.class)),
                new TlsRules(
                        value(Setting.MINIMUM_TLS_VERSION, TlsVersion.class),
                        value(Setting.MAXIMUM_TLS_VERSION, TlsVersion.class),
                        value(Setting.ALLOW_MISSING_SNI, Boolean.class),
                        value(Setting.ALLOW_RENEGOTIATION, Boolean.class)),
                new Limits(
                        value(Setting.CONNECT_TIMEOUT, Duration.class),
                        value(Setting.HANDSHAKE_TIMEOUT, Duration.class),
                        value(Setting.IDLE_TIMEOUT, Duration.class),
                        value(Setting.DRAIN_TIME, Duration.class),
                        maxConnections,
                        optional(Setting.MAX_CONNECTIONS_PER_CLIENT, Integer.class)
                                .orElse(Limits.mostOf(maxConnections))),
                value(Setting.TUNNEL_LOG, Boolean.class));
    }

    private List<RelayProxy> relayProxies() {
        Optional<RelayProxy.Credential> shared = optional(Setting.RELAY_PROXY_USERNAME, String.class)
                .map(user -> new RelayProxy.Credential(user, value(Setting.RELAY_PROXY_PASSWORD, String.class)));
        Set<AuthenticationScheme> schemes = authenticationSchemes();
        List<RelayCredential> own = list(Setting.RELAY_PROXY_CREDENTIALS, RelayCredential.class);
        return list(Setting.RELAY_PROXY_ADDRESS, RelayProxy.class).stream()
                .map(relay -> new RelayProxy(relay.host(), relay.port(),
                        own.stream().filter(credential -> credential.isOf(relay)).findFirst()
                                .map(RelayCredential::credential).or(() -> shared), schemes))
                .toList();
    }

    private Set<AuthenticationScheme> authenticationSchemes() {
        Set<AuthenticationScheme> schemes = EnumSet.noneOf(AuthenticationScheme.class);
        for (Set<?> some : list(Setting.RELAY_PROXY_AUTHENTICATION, Set.class)) {
            some.forEach(scheme -> schemes.add((AuthenticationScheme) scheme));
        }
        return schemes;
    }

    private <T> List<T> list(Setting setting, Class<T> type) {
        return values.getOrDefault(setting, List.of()).stream().map(type::cast).toList();
    }

    private <T> Optional<T> optional(Setting setting, Class<T> type) {
        return list(setting, type).stream().findFirst();
    }

    private <T> T value(Setting setting, Class<T> type) {
        return optional(setting, type).orElseThrow();
    }
}
