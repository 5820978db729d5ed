package org.omsgateway.benchmarks.load;

import java.time.Duration;

/** Wall-clock time and the processor time of the program under load and of this process, since its construction. */
final class Usage {
    record Spent(double seconds, double cpuSeconds, double ownCpuSeconds) {}

    private final Gauge gauge;
    private final long nanos = System.nanoTime();
    private final Duration cpu;
    private final Duration ownCpu = ownCpu();

    Usage(Gauge gauge) {
        this.gauge = gauge;
        cpu = gauge.cpu();
    }

    Spent spent() {
        return new Spent((System.nanoTime() - nanos) / 1e9, seconds(gauge.cpu().minus(cpu)),
                seconds(ownCpu().minus(ownCpu)));
    }

    private static Duration ownCpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
