package org.omsgateway.proxy;

import java.util.Arrays;
import org.omsgateway.eventlog.EventRecord;
import org.omsgateway.eventlog.EventSink;
import org.omsgateway.eventlog.GatewayEvent;

/** The events of one client connection. An event that belongs to a tunnel carries the tunnel's number. */
record TunnelEvents(EventSink next, long tunnel) implements EventSink {
    @Override
    public boolean isEnabled(GatewayEvent event) {
        return next.isEnabled(event);
    }

    @Override
    public void report(EventRecord record) {
        next.report(record);
    }

    @Override
    public void report(GatewayEvent event, Object... facts) {
        if (event.isOfTunnel() && isEnabled(event)) {
            Object[] numbered = Arrays.copyOf(facts, facts.length + 1);
            numbered[facts.length] = tunnel;
            next.report(event, numbered);
        } else {
            next.report(event, facts);
        }
    }
}
