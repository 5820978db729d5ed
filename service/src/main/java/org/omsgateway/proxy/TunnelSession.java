package org.omsgateway.proxy;

import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.List;
import org.omsgateway.eventlog.EventSink;
import org.omsgateway.eventlog.GatewayEvent;
import org.omsgateway.tls.TlsVerdict;

/**
 * The TLS session of a tunnel: reports what is wrong with it, and ends it. Small, because it stays in memory as long as
 * the tunnel, which the guard of the handshake does not. Both channels are on one event loop.
 */
final class TunnelSession {
    private final ClientConnection connection;
    private final Channel client;
    private final Channel server;
    private final EventSink events;
    private boolean renegotiated;

    TunnelSession(ClientConnection connection, Channel client, Channel server, EventSink events) {
        this.connection = connection;
        this.client = client;
        this.server = server;
        this.events = events;
    }

    void report(TlsVerdict.Rejected refusal) {
        List<Object> facts = new ArrayList<>(refusal.facts());
        facts.add(host());
        facts.add(client.remoteAddress());
        events.report(refusal.event(), facts.toArray());
        connection.ends(ClientConnection.End.REFUSED);
    }

    /** Ends an encrypted session. An alert of the gateway would not be encrypted, so the client could not read it. */
    void end(TlsVerdict.Rejected refusal) {
        report(refusal);
        client.close();
        server.close();
    }

    /** Takes note of a renegotiation that is allowed. */
    void renegotiated() {
        if (!renegotiated) {
            renegotiated = true;
            events.report(GatewayEvent.RENEGOTIATION_NOT_VISIBLE, host(), client.remoteAddress());
        }
    }

    private String host() {
        return connection.destination().orElseThrow().host();
    }
}
