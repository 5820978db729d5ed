package org.omsgateway.benchmarks.load;

import java.time.Duration;

/** The resources that a program under load uses, with all its processes. */
public interface Gauge {
    /** Processor time used so far, user and system. */
    Duration cpu();

    /** Proportional set size, in bytes: private memory plus the program's share of shared memory. */
    long pss();
}
