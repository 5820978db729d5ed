package org.omsgateway;

import org.omsgateway.eventlog.EventRecord;
import org.omsgateway.eventlog.EventSink;
import org.omsgateway.eventlog.GatewayEvent;
import org.omsgateway.perfcounters.Counters;
import org.omsgateway.perfcounters.GatewayCounter;

/** Keeps the counters of errors and rejections by the events that pass, before any of them are coalesced. */
record CountingEventSink(EventSink next, Counters counters) implements EventSink {
    @Override
    public boolean isEnabled(GatewayEvent event) {
        return next.isEnabled(event);
    }

    @Override
    public void report(EventRecord record) {
        if (record.event().countsAsError()) {
            counters.increment(GatewayCounter.ERROR_COUNT);
        }
        if (record.event().countsAsRejection()) {
            counters.increment(GatewayCounter.REJECTION_COUNT);
        }
        next.report(record);
    }
}
