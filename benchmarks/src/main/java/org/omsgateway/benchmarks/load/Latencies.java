package org.omsgateway.benchmarks.load;

import java.util.Arrays;

/** All latencies of a run, without sampling. */
final class Latencies {
    private long[] nanos = new long[1 << 12];
    private int count;

    void add(long latencyNanos) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = latencyNanos;
    }

    int count() {
        return count;
    }

    /**
     * A quantile in milliseconds; NaN if there are no latencies.
     *
     * @param fraction such as 0.99; 1 for the longest
     */
    double percentileMillis(double fraction) {
        if (count == 0) {
            return Double.NaN;
        }
        Arrays.sort(nanos, 0, count);
        return nanos[Math.max(0, (int) Math.ceil(fraction * count) - 1)] / 1e6;
    }
}
