package org.omsgateway.benchmarks.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Every agent sends a batch each period, the agents' turns spread evenly over it. */
final class Steady extends Phase {
    private final IntPredicate agents;
    private final long periodNanos;
    private final int batches;
    private final Latencies latencies = new Latencies();
    private Fleet fleet;
    private int unfinished;
    private int late;

    /**
     * @param agents the agents that take part
     * @param batches for each agent
     */
    Steady(IntPredicate agents, Duration period, int batches) {
        this.agents = agents;
        this.periodNanos = period.toNanos();
        this.batches = batches;
    }

    /** From the sending of a batch to its response. */
    Latencies latencies() {
        return latencies;
    }

    /** How many batches were skipped because the one before had no response when they were due. */
    int late() {
        return late;
    }

    @Override
    void start(Fleet on) {
        fleet = on;
        List<AgentLink> links = new ArrayList<>(fleet.links());
        links.removeIf(link -> !agents.test(link.agent()));
        long begin = System.nanoTime();
        for (int i = 0; i < links.size(); i++) {
            schedule(links.get(i), begin + periodNanos * i / links.size(), 0);
        }
        unfinished = links.size() * batches;
    }

    private void schedule(AgentLink link, long dueNanos, int batch) {
        if (batch < batches) {
            fleet.at(dueNanos, () -> send(link, dueNanos, batch));
        }
    }

    private void send(AgentLink link, long dueNanos, int batch) {
        if (!link.isOpen()) {
            over(batches - batch);
            return;
        }
        if (link.unanswered() > 0) {
            late++;
            over(1);
        } else {
            link.sendBatch();
        }
        schedule(link, dueNanos + periodNanos, batch + 1);
    }

    @Override
    void answered(AgentLink link) {
        // Agents that do not take part may still wait for responses, and be far behind.
        if (agents.test(link.agent())) {
            latencies.add(System.nanoTime() - link.batchNanos());
            over(1);
        }
    }

    @Override
    void failed(AgentLink link) {
        if (agents.test(link.agent())) {
            over(link.unanswered());
        }
    }

    private void over(int count) {
        unfinished -= count;
        if (unfinished == 0) {
            finish();
        }
    }
}
