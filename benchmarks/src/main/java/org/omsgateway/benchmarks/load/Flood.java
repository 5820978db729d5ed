package org.omsgateway.benchmarks.load;

import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;

/**
 * Some agents send far more at once than the buffers to the endpoint hold. The phase ends when no more bytes get
 * through.
 */
final class Flood extends Phase {
    private static final int BATCHES = 64;
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    private final IntPredicate agents;
    private Fleet fleet;
    private long sent = -1;

    Flood(IntPredicate agents) {
        this.agents = agents;
    }

    @Override
    void start(Fleet on) {
        fleet = on;
        for (AgentLink link : fleet.links()) {
            for (int i = 0; i < BATCHES && agents.test(link.agent()); i++) {
                link.sendBatch();
            }
        }
        look();
    }

    private void look() {
        long now = fleet.links().stream().mapToLong(AgentLink::sent).sum();
        if (now == sent) {
            finish();
        } else {
            sent = now;
            fleet.at(System.nanoTime() + LOOK_AGAIN_NANOS, this::look);
        }
    }
}
