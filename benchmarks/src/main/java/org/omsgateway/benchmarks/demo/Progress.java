package org.omsgateway.benchmarks.demo;

import java.time.Duration;
import java.util.List;
import org.omsgateway.perfcounters.Counters;

/**
 * What a view shows of one moment.
 *
 * @param bytesPerSecond arrivals, one figure a second since the start
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
