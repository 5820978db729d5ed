package org.omsgateway.benchmarks.load;

import java.util.concurrent.CompletableFuture;

/** One step of a fleet's run. All methods are called on the fleet's loop. */
abstract class Phase {
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    /** Completes when the phase has reached its end. */
    final CompletableFuture<Void> done() {
        return done;
    }

    final void finish() {
        done.complete(null);
    }

    abstract void start(Fleet fleet);

    void established(AgentLink link) {}

    void answered(AgentLink link) {}

    void drained(AgentLink link) {}

    /** The link is already closed and removed from the fleet. */
    void failed(AgentLink link) {}
}
