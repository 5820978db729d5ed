package org.omsgateway.benchmarks.load;

import java.time.Duration;

/** What a program under load uses, all its processes together. */
public interface Gauge {
    /** Processor time used so far, user and system. */
    Duration cpu();

    /** Proportional set size, in bytes: private memory plus its share of what is shared. */
    long pss();
}
