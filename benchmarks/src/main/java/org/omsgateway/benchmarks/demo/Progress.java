package org.omsgateway.benchmarks.demo;

import java.time.Duration;
import java.util.List;
import org.omsgateway.perfcounters.Counters;

/**
 * The state of the demo at one moment, for views.
 *
 * @param bytesPerSecond bytes arrived, one figure for each second since the start
 */
record Progress(
        Duration elapsed,
        Duration length,
        Ledger arrived,
        List<Long> bytesPerSecond,
        Counters counters,
        RecentEvents events) {

    long latestBytesPerSecond() {
        return bytesPerSecond.isEmpty() ? 0 : bytesPerSecond.get(bytesPerSecond.size() - 1);
    }
}
