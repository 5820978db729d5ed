package org.omsgateway.proxy;

import java.net.SocketAddress;
import org.omsgateway.eventlog.EventSink;
import org.omsgateway.eventlog.GatewayEvent;
import org.omsgateway.tls.HandshakeTrace;
import org.omsgateway.tls.Side;

/** Reports each step of a handshake as an event. */
final class EventTrace implements HandshakeTrace {
    private final SocketAddress client;
    private final EventSink events;

    private EventTrace(SocketAddress client, EventSink events) {
        this.client = client;
        this.events = events;
    }

    /** A trace of the handshake of {@code client}, or {@link #NONE} at a log level that does not show the steps. */
    static HandshakeTrace of(SocketAddress client, EventSink events) {
        return events.isEnabled(GatewayEvent.HANDSHAKE_MESSAGE) ? new EventTrace(client, events) : HandshakeTrace.NONE;
    }

    @Override
    public void message(Side sender, Object message) {
        events.report(GatewayEvent.HANDSHAKE_MESSAGE, sender, message, client);
    }

    @Override
    public void serverName(String sni) {
        events.report(GatewayEvent.CLIENT_SNI, sni);
    }

    @Override
    public void serverNameVerified() {
        events.report(GatewayEvent.SNI_VERIFIED);
    }

    @Override
    public void serverVerified() {
        events.report(GatewayEvent.SERVER_VERIFIED);
    }
}
