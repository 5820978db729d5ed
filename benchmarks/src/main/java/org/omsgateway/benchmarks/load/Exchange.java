package org.omsgateway.benchmarks.load;

import java.time.Duration;

/** Every agent sends a batch, one TLS record at a time, and sends the next one when it has the response. */
final class Exchange extends Phase {
    private final long lengthNanos;
    private long endNanos;
    private int waiting;

    Exchange(Duration length) {
        lengthNanos = length.toNanos();
    }

    @Override
    void start(Fleet fleet) {
        endNanos = System.nanoTime() + lengthNanos;
        waiting = fleet.links().size();
        fleet.links().forEach(AgentLink::sendRecords);
    }

    @Override
    void answered(AgentLink link) {
        if (System.nanoTime() < endNanos) {
            link.sendRecords();
        } else if (--waiting == 0) {
            finish();
        }
    }

    @Override
    void failed(AgentLink link) {
        finish();
    }
}
