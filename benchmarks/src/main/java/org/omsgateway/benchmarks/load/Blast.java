package org.omsgateway.benchmarks.load;

import java.time.Duration;

/** Every agent sends batches back to back, then waits for all responses. */
final class Blast extends Phase {
    private final long lengthNanos;
    private long endNanos;
    private int streaming;

    Blast(Duration length) {
        lengthNanos = length.toNanos();
    }

    @Override
    void start(Fleet fleet) {
        endNanos = System.nanoTime() + lengthNanos;
        streaming = fleet.links().size();
        fleet.links().forEach(AgentLink::streamBatch);
    }

    @Override
    void drained(AgentLink link) {
        if (System.nanoTime() < endNanos) {
            link.streamBatch();
        }
    }

    @Override
    void answered(AgentLink link) {
        if (link.unanswered() == 0 && --streaming == 0) {
            finish();
        }
    }

    @Override
    void failed(AgentLink link) {
        finish();
    }
}
