package org.omsgateway.tls;

import java.util.Arrays;
import org.omsgateway.eventlog.GatewayEvent;

/** Verifies the hellos of both sides: the version that they agree on and the server that the client names. */
final class HelloExchange {
    private static final int NOT_SELECTED = 0;

    private final String host;
    private final HandshakeRules rules;
    private final HandshakeTrace trace;

    private ClientHello client;
    private int version = NOT_SELECTED;
    private boolean retried;
    private boolean boundToTls13;
    private boolean mayResume;

    HelloExchange(String host, HandshakeRules rules, HandshakeTrace trace) {
        this.host = host;
        this.rules = rules;
        this.trace = trace;
    }

    void verifyClientHello(ClientHello hello) throws RejectedException {
        client = hello;
        if (!hello.offersAny(rules.minimum(), rules.maximum())) {
            throw unsupported(hello.versionNames());
        }
        if (hello.serverName().isEmpty()) {
            if (!rules.allowMissingSni()) {
                throw new RejectedException(GatewayEvent.SNI_MISSING, TlsAlert.MISSING_EXTENSION);
            }
            return;
        }
        String sni = hello.serverName().get();
        trace.serverName(sni);
        if (!host.equalsIgnoreCase(sni.endsWith(".") ? sni.substring(0, sni.length() - 1) : sni)) {
            throw new RejectedException(GatewayEvent.SNI_MISMATCH, TlsAlert.UNRECOGNIZED_NAME, sni);
        }
        trace.serverNameVerified();
    }

    /** Also takes a HelloRetryRequest, after which the client sends a second ClientHello. */
    void verifyServerHello(ServerHello hello) throws RejectedException {
        if (!rules.allowsVersion(hello.version())) {
            throw unsupported(TlsVersion.describe(hello.version()));
        }
        boolean follows = client.offers(hello.version())
                && (hello.version() >= TlsVersion.TLS_1_3.code() ? !(retried && hello.retryRequest()) : !boundToTls13);
        if (!follows) {
            throw RejectedException.unreadable(TlsAlert.ILLEGAL_PARAMETER, "Server selects "
                    + TlsVersion.describe(hello.version()) + ", which does not follow from what was sent before");
        }
        if (hello.retryRequest()) {
            retried = true;
            boundToTls13 = true;
            return;
        }
        version = hello.version();
        mayResume = client.sessionTicket()
                || hello.sessionId().length > 0 && Arrays.equals(hello.sessionId(), client.sessionId());
    }

    /** Takes a ChangeCipherSpec that only helps middleboxes (RFC 8446, appendix D.4); false if it is a real one. */
    boolean takeDummyChangeCipherSpec(Side sender) {
        return version == NOT_SELECTED && (retried || sender == Side.CLIENT && bindToTls13());
    }

    /** Takes early data, which the client encrypts before the ServerHello; false if the client must not send it. */
    boolean takeEarlyData(Side sender) {
        return version == NOT_SELECTED && sender == Side.CLIENT && client != null && client.earlyData()
                && bindToTls13();
    }

    /** After messages that only TLS 1.3 allows, no other version can be selected. */
    private boolean bindToTls13() {
        boundToTls13 = client != null
                && client.offers(TlsVersion.TLS_1_3.code()) && rules.allowsVersion(TlsVersion.TLS_1_3.code());
        return boundToTls13;
    }

    ClientHello client() {
        return client;
    }

    /** The version that the server has selected; 0 before the ServerHello. */
    int version() {
        return version;
    }

    /** Whether the server may resume a session, because the client has offered one. */
    boolean mayResume() {
        return mayResume;
    }

    /** The version that a record to the client should carry at this point. */
    int recordVersion() {
        if (version != NOT_SELECTED) {
            return Math.min(version, TlsVersion.TLS_1_2.code());
        }
        int offered = client == null ? TlsVersion.TLS_1_0.code() : client.legacyVersion();
        return Math.max(TlsVersion.SSL_3_0, Math.min(offered, TlsVersion.TLS_1_2.code()));
    }

    private static RejectedException unsupported(String version) {
        return new RejectedException(GatewayEvent.UNSUPPORTED_VERSION, TlsAlert.PROTOCOL_VERSION, version);
    }
}
