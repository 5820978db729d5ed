package org.omsgateway.benchmarks.load;

/** The kinds of load. */
public enum Mode {
    /** Every agent of the scale has a tunnel and says nothing. Means most on a proxy just started. */
    IDLE,
    /** As {@link #STORM}, on a proxy just started. */
    RESTART,
    /** 10 tunnels, batches of 192 KiB back to back. */
    BLAST,
    /** 32 tunnels at a time: connect, handshake, 1 KB, answer, close. */
    RATE,
    /** Every agent of the scale connects at once. */
    STORM,
    /** Every agent of the scale sends 200 KB each 6 s. */
    STEADY,
    /** The endpoint stops reading from 100 tunnels; 10 others go on. */
    STALL;

    /** Whether the mode is of interest only before the proxy has done anything else. */
    public boolean needsFreshProxy() {
        return this == IDLE || this == RESTART;
    }
}
