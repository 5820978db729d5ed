package org.omsgateway.benchmarks.load;

import java.time.Duration;

/**
 * How large the trials are.
 *
 * @param length of the trials that run for a time
 * @param agents in the trials that count agents
 * @param period between an agent's batches in the steady trial
 * @param batches that each agent sends there
 */
public record Scale(Duration length, int agents, Duration period, int batches) {
    /** An agent's in the profile that the original gateway is rated with. */
    private static final Duration RATED_PERIOD = Duration.ofSeconds(6);

    public static final Scale FULL = new Scale(Duration.ofSeconds(5), 9_000, RATED_PERIOD, 2);
    /** Long enough for the compilers of a virtual machine to have seen what will be measured. */
    public static final Scale WARM_UP = new Scale(Duration.ofSeconds(10), 1_000, RATED_PERIOD, 1);
    public static final Scale QUICK = new Scale(Duration.ofMillis(1_500), 1_000, RATED_PERIOD, 1);
}
