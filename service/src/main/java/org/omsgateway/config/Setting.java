package org.omsgateway.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.omsgateway.eventlog.GatewayEvent;
import org.omsgateway.policy.AddressText;
import org.omsgateway.tls.TlsVersion;

/** The settings. Names and defaults are the same in every store. */
public enum Setting {
    LISTEN_PORT("ListenPort", Syntax.integer(1, 65535), Form.text("8080"),
            "TCP port on which the gateway listens"),
    LISTEN_ADDRESS("ListenAddress", Syntax.address(), Form.optional(),
            "The only IP address of this machine to listen on; all of them if not set"),
    LOG_LEVEL("LogLevel", Syntax.choice(List.of(GatewayEvent.Severity.values()), Enum::name), Form.text("INFO"),
            "Events below this level are not written"),
    ALLOWED_CLIENTS("AllowedClients", Syntax.clients(), Form.list(",;"),
            "IP addresses, CIDR blocks and ranges of the clients that may use the gateway; all clients if empty"),
    ALLOWED_HOSTS("AllowedHosts", Syntax.hostPattern(), Form.list(",;"),
            "Hosts that clients may reach, beside those of this machine's own agent"),
    ALLOWED_CLIENT_CERTIFICATES("AllowedClientCertificates", Syntax.subject(), Form.list(";"),
            "Subjects, or their common names, of client certificates that are allowed beside the agents' own"),
    ALLOWED_SERVER_NAMES("AllowedServerNames", Syntax.serverName(), Form.list(",;"),
            "Other names, as host=name, that the certificates of some hosts may have up to TLS 1.2"),
    RELAY_PROXY_ADDRESS("RelayProxyAddress", Syntax.relayProxy(), Form.list(",;"),
            "HTTP proxies that connections go through, the first that works; none if empty"),
    RELAY_PROXY_USERNAME("RelayProxyUsername", Syntax.username(), Form.optional(),
            "User name for the relay proxy; none if not set"),
    RELAY_PROXY_PASSWORD("RelayProxyPassword", Syntax.text(RelayProxy.Credential.MAX_LENGTH), Form.optional(),
            "Password for the relay proxy; never shown"),
    RELAY_PROXY_CREDENTIALS("RelayProxyCredentials", Syntax.relayCredential(), Form.list("\n"),
            "Credentials for single relay proxies, as proxy=user:password; never shown"),
    RELAY_PROXY_AUTHENTICATION("RelayProxyAuthentication", Syntax.authentication(), Form.list(",;", "Auto"),
            "Schemes by which the gateway may authenticate with the relay proxy; the strongest one that the proxy"
                    + " offers is used"),
    RELAY_PROXY_BYPASS("RelayProxyBypass", Syntax.bypass(), Form.list(",;"),
            "Hosts, IP addresses, CIDR blocks and ranges to reach without a relay proxy; <local> for names without a"
                    + " dot"),
    MINIMUM_TLS_VERSION("MinimumTlsVersion", Syntax.choice(List.of(TlsVersion.values()), TlsVersion::text),
            Form.text("1.2"),
            "The lowest TLS version a server may select"),
    MAXIMUM_TLS_VERSION("MaximumTlsVersion", Syntax.choice(List.of(TlsVersion.values()), TlsVersion::text),
            Form.text("1.3"),
            "The highest TLS version a server may select; TLS 1.3 hides certificates from the gateway"),
    ALLOW_MISSING_SNI("AllowMissingSni", Syntax.choice(List.of(true, false), String::valueOf), Form.text("false"),
            "Whether a TLS client may leave out the server's name"),
    ALLOW_RENEGOTIATION("AllowRenegotiation", Syntax.choice(List.of(true, false), String::valueOf), Form.text("true"),
            "Whether client and server may begin a second handshake in a session of TLS 1.2 or older; it hides"
                    + " certificates from the gateway"),
    CONNECT_TIMEOUT("ConnectTimeout", Syntax.duration(Duration.ofMillis(100), Duration.ofMinutes(5)), Form.text("15s"),
            "Time for the look-up of a host, the connection, and the relay proxy's answer together"),
    HANDSHAKE_TIMEOUT("HandshakeTimeout", Syntax.duration(Duration.ofMillis(100), Duration.ofMinutes(5)),
            Form.text("30s"),
            "Time for a client's request, and again for the TLS handshake"),
    IDLE_TIMEOUT("IdleTimeout", Syntax.duration(Duration.ofSeconds(1), Duration.ofHours(24)), Form.text("10m"),
            "Time after which a tunnel in which neither side sends is closed"),
    DRAIN_TIME("DrainTime", Syntax.duration(Duration.ZERO, Duration.ofMinutes(5)), Form.text("15s"),
            "Time for tunnels to finish when the service stops"),
    MAX_CONNECTIONS("MaxConnections", Syntax.integer(1, 1_000_000), Form.text("50000"),
            "Client connections at a time; further ones are refused"),
    MAX_CONNECTIONS_PER_CLIENT("MaxConnectionsPerClient", Syntax.integer(0, 1_000_000), Form.optional(),
            "The same for each client, which is an IPv4 address or an IPv6 /64 network; 0 for no limit; four fifths of"
                    + " MaxConnections if not set"),
    TUNNEL_LOG("TunnelLog", Syntax.choice(List.of(true, false), String::valueOf), Form.text("true"),
            "Whether the log folder gets a file with a line for each tunnel that has ended");

    /** How a setting is given: one text, with a default or optional, or a list, with one default element or none. */
    private record Form(Optional<String> defaultText, String separators) {
        static Form text(String defaultText) {
            return new Form(Optional.of(defaultText), "");
        }

        static Form optional() {
            return new Form(Optional.empty(), "");
        }

        static Form list(String separators) {
            return new Form(Optional.empty(), separators);
        }

        static Form list(String separators, String defaultText) {
            return new Form(Optional.of(defaultText), separators);
        }
    }

    private final String displayName;
    private final Syntax<?> syntax;
    private final Form form;
    private final String description;

    Setting(String displayName, Syntax<?> syntax, Form form, String description) {
        this.displayName = displayName;
        this.syntax = syntax;
        this.form = form;
        this.description = description;
    }

    /** The setting called {@code name}, in any case. */
    public static Optional<Setting> named(String name) {
        return Arrays.stream(values()).filter(setting -> setting.displayName.equalsIgnoreCase(name)).findFirst();
    }

    /** The name in its canonical spelling. */
    public String displayName() {
        return displayName;
    }

    /** What the setting does, in one sentence without its full stop. */
    public String description() {
        return description;
    }

    /** The value, or the only element, when nothing is stored; empty if that is no value, or an empty list. */
    public Optional<String> defaultText() {
        return form.defaultText();
    }

    /** Whether the value is a list. */
    public boolean isList() {
        return !form.separators().isEmpty();
    }

    /** Whether the value must never be shown. */
    public boolean isSecret() {
        return this == RELAY_PROXY_PASSWORD || this == RELAY_PROXY_CREDENTIALS;
    }

    /** {@code text}, a right or wrong value or element of a list, with what may be a password in it hidden. */
    public String shown(String text) {
        return switch (this) {
            case RELAY_PROXY_PASSWORD, RELAY_PROXY_CREDENTIALS -> AddressText.HIDDEN;
            case RELAY_PROXY_ADDRESS, RELAY_PROXY_BYPASS, ALLOWED_HOSTS, ALLOWED_CLIENTS, ALLOWED_SERVER_NAMES ->
                    isRight(text) ? text : AddressText.of(text);
            case RELAY_PROXY_USERNAME -> Masking.username(text);
            default -> text;
        };
    }

    private boolean isRight(String text) {
        try {
            syntax.parse(text);
            return true;
        } catch (WrongValueException e) {
            return false;
        }
    }

    /** The characters that separate the elements of a list in one text; "" where the value is one text. */
    public String separators() {
        return form.separators();
    }

    /** What a value, or each element of a list, should be, for error messages. */
    public Expected expected() {
        return syntax.expected();
    }

    /**
     * {@code texts} as single values without blanks around them, and in their usual spelling. One text may hold several
     * elements of a list; a separator after a backslash or in a quoted value is part of the element. Blank values are
     * left out, unless the setting must have a value. Blanks around a password are part of the password. Each line of a
     * secret list is an element.
     */
    public List<String> split(List<String> texts) {
        return texts.stream()
                .flatMap(text -> !isList() ? Stream.of(text) : isSecret() ? text.lines() : elements(text))
                .map(part -> isSecret() ? part : syntax.speller().apply(part.strip()))
                .filter(part -> !part.isEmpty() || form.defaultText().isPresent() && !isList())
                .toList();
    }

    private Stream<String> elements(String text) {
        Stream.Builder<String> elements = Stream.builder();
        int start = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' || quoted && text.startsWith("\"\"", i)) {
                i++;
            } else if (c == '"') {
                quoted = !quoted && beginsValue(text, start, i);
            } else if (!quoted && form.separators().indexOf(c) >= 0) {
                elements.add(text.substring(start, i));
                start = i + 1;
            }
        }
        return elements.add(text.substring(start)).build();
    }

    /** Whether an equals sign is in front of {@code index} in the element that begins at {@code start}. */
    private static boolean beginsValue(String text, int start, int index) {
        return text.substring(start, index).strip().endsWith("=");
    }

    /**
     * What {@code text}, a value or an element of a list, means.
     *
     * @throws WrongValueException if the text has none
     */
    Object parse(String text) {
        return syntax.parse(text);
    }
}
