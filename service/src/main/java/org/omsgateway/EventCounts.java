package org.omsgateway;

import java.util.function.Consumer;
import org.omsgateway.eventlog.GatewayEvent;
import org.omsgateway.perfcounters.Counters;
import org.omsgateway.perfcounters.GatewayCounter;

/** Counts errors and rejections; the log calls it with each event. */
record EventCounts(Counters counters) implements Consumer<GatewayEvent> {
    @Override
    public void accept(GatewayEvent event) {
        if (event.countsAsError()) {
            counters.increment(GatewayCounter.ERROR_COUNT);
        }
        if (event.countsAsRejection()) {
            counters.increment(GatewayCounter.REJECTION_COUNT);
        }
    }
}
