package org.omsgateway.benchmarks.load;

/** The kinds of load. */
public enum Mode {
    /** Every agent of the scale has a tunnel and sends nothing. Most meaningful on a proxy that has just started. */
    IDLE,
    /** As {@link #STORM}, on a proxy that has just started. */
    RESTART,
    /** 10 tunnels, batches of 192 KiB back to back. */
    BLAST,
    /** 10 tunnels, batches of 192 KiB, a write for each TLS record; the next batch follows the response. */
    EXCHANGE,
    /** As {@link #EXCHANGE}, with 256 bytes from the agent and 192 KiB from the endpoint. */
    DOWN,
    /** As {@link #EXCHANGE}, with 192 KiB from each of the two. */
    BOTH,
    /** 32 tunnels at a time: connect, handshake, 1 KB, response, close. */
    RATE,
    /** Every agent of the scale connects at once. */
    STORM,
    /** Every agent of the scale sends 200 KB every 6 s. */
    STEADY,
    /** The endpoint stops reading from 100 tunnels; 10 others go on. */
    STALL;

    /** Whether the mode needs a proxy that has done nothing else. */
    public boolean needsFreshProxy() {
        return this == IDLE || this == RESTART;
    }
}
