package org.omsgateway.benchmarks.load;

import java.time.Duration;

/**
 * The size of the trials.
 *
 * @param length of trials that run for a fixed time
 * @param agents in trials with a fixed number of agents
 * @param period between an agent's batches in the steady trial
 * @param batches that each agent sends in the steady trial
 */
public record Scale(Duration length, int agents, Duration period, int batches) {
    /** The period of an agent in the rating of the original gateway. */
    private static final Duration RATED_PERIOD = Duration.ofSeconds(6);

    public static final Scale FULL = new Scale(Duration.ofSeconds(5), 9_000, RATED_PERIOD, 2);
    /** Long enough for a virtual machine's compilers to have compiled the measured code. */
    public static final Scale WARM_UP = new Scale(Duration.ofSeconds(10), 1_000, RATED_PERIOD, 1);
    public static final Scale QUICK = new Scale(Duration.ofMillis(1_500), 1_000, RATED_PERIOD, 1);
}
