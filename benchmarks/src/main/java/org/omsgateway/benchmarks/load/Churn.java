package org.omsgateway.benchmarks.load;

import java.time.Duration;

/** A fixed number of agents at a time: tunnel, handshake, one batch, its response, close; then the next agent. */
final class Churn extends Phase {
    private final int atOnce;
    private final int agents;
    private final long lengthNanos;
    private final Latencies latencies = new Latencies();
    private Fleet fleet;
    private long endNanos;
    private int next;
    private int underWay;

    /** @param agents how many agents take turns; more than {@code atOnce} */
    Churn(int atOnce, int agents, Duration length) {
        this.atOnce = atOnce;
        this.agents = agents;
        this.lengthNanos = length.toNanos();
    }

    /** From the beginning of the connection to the response. */
    Latencies latencies() {
        return latencies;
    }

    @Override
    void start(Fleet on) {
        fleet = on;
        endNanos = System.nanoTime() + lengthNanos;
        while (underWay < atOnce) {
            openNext();
        }
    }

    private void openNext() {
        underWay++;
        fleet.open(next++ % agents);
    }

    @Override
    void established(AgentLink link) {
        link.sendBatch();
    }

    @Override
    void answered(AgentLink link) {
        latencies.add(System.nanoTime() - link.openedNanos());
        fleet.release(link);
        over();
    }

    @Override
    void failed(AgentLink link) {
        over();
    }

    private void over() {
        underWay--;
        if (System.nanoTime() < endNanos) {
            openNext();
        } else if (underWay == 0) {
            finish();
        }
    }
}
