package org.omsgateway.eventlog;

import static org.omsgateway.eventlog.GatewayEvent.Component.GATEWAY_LOGIC;
import static org.omsgateway.eventlog.GatewayEvent.Component.GATEWAY_SERVER;
import static org.omsgateway.eventlog.GatewayEvent.Component.TCP_CONNECTION;
import static org.omsgateway.eventlog.GatewayEvent.Component.TLS_PARSER;
import static org.omsgateway.eventlog.GatewayEvent.Severity.DEBUG;
import static org.omsgateway.eventlog.GatewayEvent.Severity.ERROR;
import static org.omsgateway.eventlog.GatewayEvent.Severity.INFO;
import static org.omsgateway.eventlog.GatewayEvent.Severity.WARN;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Everything the gateway reports. Several events share an identifier such as 105, so code names the constant,
 * never the number. The template's wording is what administrators' rules match: it is English, invariant, and changes
 * only with a major version. A name in braces is a fact; the facts, in the template's order, are also the event's
 * insertion strings after the line itself. Events of a client connection, which are those of all components but the
 * server, have the number of its tunnel as their last fact, so that the events of two tunnels can be told apart.
 */
public enum GatewayEvent {
    VERSION(100, INFO, GATEWAY_SERVER, "OMS Gateway {version} on {platform}"),
    LISTENING(100, INFO, GATEWAY_SERVER, "Listening on {address}"),
    SETTINGS_APPLIED(100, INFO, GATEWAY_SERVER, "Settings applied: {settings}"),
    WIDE_HOSTS(100, INFO, GATEWAY_SERVER,
            "Allowed hosts include those of others: {pattern}. Allow exact names instead"),
    AGENT_HOSTS(100, INFO, GATEWAY_SERVER, "Allowed hosts from {agent}: {hosts}"),
    RELAY_PROXY_BACK(100, INFO, GATEWAY_SERVER, "Relay proxy {relay} is in use again"),
    SERVICE_STARTED(101, INFO, GATEWAY_SERVER, "Service has started"),
    SERVICE_STOPPED(102, INFO, GATEWAY_SERVER, "Service has stopped"),
    CONNECT_RECEIVED(103, DEBUG, GATEWAY_LOGIC, "Got request from {client}: CONNECT {target} with headers {headers}"),
    NOT_CONNECT(104, WARN, GATEWAY_LOGIC, "Not an HTTP CONNECT command from {client}: {request}"),
    HOST_FORBIDDEN(105, ERROR, GATEWAY_LOGIC,
            "Target host ({host}) is forbidden. Destination server is not in allowed list."
                    + " Port {port}, client {client}"),
    PORT_FORBIDDEN(105, ERROR, GATEWAY_LOGIC,
            "Target host ({host}) is forbidden. Destination port ({port}) is not secure (443). Client {client}"),
    CLIENT_FORBIDDEN(105, ERROR, GATEWAY_LOGIC,
            "Client ({client}) is not allowed. Its address is not in AllowedClients"),
    INVALID_CLIENT_CERTIFICATE(105, ERROR, TCP_CONNECTION,
            "Invalid Client certificate: {subject}. Host {host}, client {client}"),
    SNI_MISSING(105, ERROR, TCP_CONNECTION, "Client SNI is missing. Target host ({host}), client {client}"),
    SNI_MISMATCH(105, ERROR, TCP_CONNECTION, "Client SNI ({sni}) is not the target host ({host}). Client {client}"),
    SERVER_CERTIFICATE_MISMATCH(105, ERROR, TCP_CONNECTION,
            "Server certificate ({names}) is not for the target host ({host}). AllowedServerNames has none of its"
                    + " names. Client {client}"),
    RENEGOTIATION_REFUSED(105, ERROR, TCP_CONNECTION,
            "Renegotiation of the TLS session is forbidden. Host {host}, client {client}"),
    UNSUPPORTED_VERSION(106, ERROR, TLS_PARSER,
            "Unsupported TLS/SSL protocol version: {version}. Host {host}, client {client}"),
    TLS_VERIFIED(107, DEBUG, TCP_CONNECTION,
            "TLS session is successfully verified. {version}: verified {verified}; not visible: {notVisible}."
                    + " Host {host}, client {client}"),
    RENEGOTIATION_NOT_VISIBLE(107, DEBUG, TCP_CONNECTION,
            "TLS session is renegotiated. Not visible: certificates (encrypted). Host {host}, client {client}"),
    CLIENT_SNI(200, DEBUG, TLS_PARSER, "Client SNI: {sni}"),
    SNI_VERIFIED(200, DEBUG, TCP_CONNECTION, "Client SNI is verified"),
    HANDSHAKE_MESSAGE(200, DEBUG, TLS_PARSER, "{sender} handshake message: {message}. Client {client}"),
    SERVER_CONNECTED(200, DEBUG, GATEWAY_LOGIC, "Connected to server {target}"),
    TUNNEL_STARTED(200, DEBUG, GATEWAY_LOGIC, "Start tunneling data ..."),
    SERVER_VERIFIED(200, DEBUG, TCP_CONNECTION, "Server-side passed verification"),
    TUNNEL_ENDED(200, DEBUG, GATEWAY_LOGIC, "End tunneling data"),
    CLIENT_DISCONNECTED(200, DEBUG, TCP_CONNECTION, "Client socket disconnected"),
    AGENT_NOT_INSTALLED(300, WARN, GATEWAY_SERVER,
            "Agent is not installed: neither the Log Analytics agent nor the Azure Monitor Agent was found."
                    + " Only hosts that the administrator has allowed can be reached"),
    APPLICATION_ERROR(400, ERROR, GATEWAY_SERVER, "Application error: {cause}"),
    EVENT_LOG_UNAVAILABLE(400, ERROR, GATEWAY_SERVER,
            "Windows event log cannot be written: {cause}. Events are in the log file only"),
    LOG_FILE_UNAVAILABLE(400, ERROR, GATEWAY_SERVER, "Log file {file} cannot be written: {cause}"),
    EVENTS_MISSING(400, ERROR, GATEWAY_SERVER, "{count} events are missing here: {cause}"),
    COUNTERS_UNAVAILABLE(400, ERROR, GATEWAY_SERVER, "Performance counters cannot be published: {cause}"),
    STATUS_UNAVAILABLE(400, ERROR, GATEWAY_SERVER, "Commands cannot ask for the gateway's status: {cause}"),
    MEMORY_NEARLY_USED_UP(400, ERROR, GATEWAY_SERVER,
            "Memory is nearly used up: little of the heap of {size} MB is free even after a collection."
                    + " The process ends if more is needed"),
    MEMORY_WAS_USED_UP(400, ERROR, GATEWAY_SERVER,
            "The previous run has ended for want of memory: its heap was nearly used up, and it did not stop in order"),
    WRONG_CONFIGURATION(401, ERROR, GATEWAY_SERVER, "Wrong configuration: {problems}"),
    HANDSHAKE_UNREADABLE(402, ERROR, TLS_PARSER,
            "TLS handshake could not be parsed: {cause}. Host {host}, client {client}"),
    NETWORK_ERROR(403, ERROR, GATEWAY_LOGIC, "Cannot connect {client} to {host} {route}: {cause}"),
    RELAY_PROXY_LOST(403, ERROR, GATEWAY_SERVER,
            "Relay proxy {relay} is not in use for the time being. In use: {next}. Cause: {cause}"),
    LISTEN_FAILED(403, ERROR, GATEWAY_SERVER, "Cannot listen on {address}: {cause}"),
    ACCEPT_FAILED(403, ERROR, GATEWAY_SERVER, "Cannot accept connections: {cause}"),
    CONNECTION_LIMIT(403, ERROR, GATEWAY_SERVER, "Connection of {client} is refused: {limit} is reached");

    /** Where an event comes from; the name is part of the line's shape. */
    public enum Component {
        GATEWAY_SERVER("GatewayServer"),
        GATEWAY_LOGIC("GatewayLogic"),
        TCP_CONNECTION("TcpConnection"),
        TLS_PARSER("TlsParser");

        private final String text;

        Component(String text) {
            this.text = text;
        }

        /** The name as it is in a line, such as {@code GatewayLogic}. */
        public String text() {
            return text;
        }
    }

    /** How grave an event is, in rising order. The names are those of the setting {@code LogLevel}. */
    public enum Severity {
        DEBUG,
        INFO,
        WARN,
        ERROR
    }

    private static final class Template {
        static final Pattern FACT = Pattern.compile("\\{(\\w+)}");
        static final Pattern LABEL = Pattern.compile("(\\w+) \\{");
        /** Facts whose text a stranger chooses. */
        static final Set<String> STRANGERS = Set.of("target", "headers", "request", "subject", "sni", "names");
        static final String TUNNEL = " (tunnel {tunnel})";
    }

    private final int id;
    private final Severity severity;
    private final Component component;
    private final String template;
    private final List<String> factNames;
    /** The words of the template that a fact follows, such as {@code Host}, and the blank behind them. */
    private final Pattern labels;

    GatewayEvent(int id, Severity severity, Component component, String template) {
        this.id = id;
        this.severity = severity;
        this.component = component;
        this.template = isOfTunnel() ? template + Template.TUNNEL : template;
        this.factNames = Template.FACT.matcher(this.template).results().map(fact -> fact.group(1)).toList();
        this.labels = Pattern.compile(Template.LABEL.matcher(this.template).results().map(label -> label.group(1))
                .collect(Collectors.joining("|", "(?i)\\b(", ") ")));
    }

    /** The identifier in the event log, 100 to 403; several constants may share one. */
    public int id() {
        return id;
    }

    /** How grave the event is; events below the setting {@code LogLevel} are not written. */
    public Severity severity() {
        return severity;
    }

    /** The part of the gateway the line names. */
    public Component component() {
        return component;
    }

    /** The wording, with the names of facts in braces. */
    public String template() {
        return template;
    }

    /** The names of the facts in the template's order, which is also that of the insertion strings. */
    public List<String> factNames() {
        return factNames;
    }

    /** Whether the event belongs to one client connection, so that the number of its tunnel is the last fact. */
    public boolean isOfTunnel() {
        return component != GATEWAY_SERVER;
    }

    /** Whether the event adds one to the counter {@code Error Count}: all of 105 and 4xx. */
    public boolean countsAsError() {
        return id == 105 || id >= 400;
    }

    /** Whether the event adds one to the counter {@code Rejection Count}: all refusals of a TLS handshake. */
    public boolean countsAsRejection() {
        return severity == ERROR && (component == TCP_CONNECTION || component == TLS_PARSER);
    }

    /** Whether the failure behind the event is one of the program, so that its stack trace is of use. */
    boolean isFaultOfProgram() {
        return this == APPLICATION_ERROR;
    }

    /**
     * {@code facts} unable to pass for the rest of the line: in the text of a stranger, what would end the fact or
     * begin another one is escaped.
     */
    List<String> quote(List<String> facts) {
        List<String> quoted = new ArrayList<>(facts);
        for (int i = 0; i < facts.size() && i < factNames.size(); i++) {
            String name = factNames.get(i);
            if (Template.STRANGERS.contains(name)) {
                String text = labels.matcher(facts.get(i)).replaceAll("$1\\\\u0020");
                quoted.set(i, template.contains("({" + name + "})") ? text.replace(")", "\\u0029") : text);
            }
        }
        return quoted;
    }

    /** The template with {@code facts}, in the order of {@link #factNames()}, put in. */
    String message(List<String> facts) {
        Iterator<String> next = facts.iterator();
        return Template.FACT.matcher(template).replaceAll(fact -> Matcher.quoteReplacement(next.next()));
    }
}
