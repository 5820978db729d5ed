package org.omsgateway.benchmarks.load;

/** Opens the tunnels of a range of agents and waits for the last handshake. */
final class Establish extends Phase {
    /** How many connections begin before the sockets are polled again. */
    private static final int BURST = 64;

    private final int end;
    private final int atOnce;
    private final Latencies latencies = new Latencies();
    private int next;
    private int underWay;
    private Fleet fleet;

    /** @param atOnce how many handshakes may be in progress at a time */
    Establish(int begin, int end, int atOnce) {
        this.next = begin;
        this.end = end;
        this.atOnce = atOnce;
    }

    /** From the beginning of the connection to the end of the handshake, for each agent. */
    Latencies latencies() {
        return latencies;
    }

    @Override
    void start(Fleet on) {
        fleet = on;
        openMore();
    }

    private void openMore() {
        for (int opened = 0; opened < BURST && next < end && underWay < atOnce; opened++) {
            underWay++;
            fleet.open(next++);
        }
        if (next == end && underWay == 0) {
            finish();
        } else if (next < end && underWay < atOnce) {
            fleet.at(System.nanoTime(), this::openMore);
        }
    }

    @Override
    void established(AgentLink link) {
        latencies.add(System.nanoTime() - link.openedNanos());
        over();
    }

    @Override
    void failed(AgentLink link) {
        over();
    }

    private void over() {
        underWay--;
        openMore();
    }
}
