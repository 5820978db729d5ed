package org.omsgateway.benchmarks.contest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.omsgateway.benchmarks.load.Metric;
import org.omsgateway.benchmarks.load.Scale;

class TableTest {
    private final Results results = new Results(Map.of("cores", "2"), Scale.QUICK);

    @Test
    void showsMediansAndRatiosWithinRounds() {
        // The machine was half as fast in the second round: medians move, the ratio does not.
        for (double mood : new double[] {1, 2, 1}) {
            results.add("Squid", Map.of(Metric.BLAST_CPU_S_PER_GB, 0.4 * mood));
            results.add("OMS Gateway", Map.of(Metric.BLAST_CPU_S_PER_GB, 0.3 * mood));
        }

        assertThat(new Table(results).text()).containsPattern("OMS Gateway \\| +- \\| +0\\.300 \\| +0\\.75 \\|");
    }

    @Test
    void leavesOutWhatWasNotMeasured() {
        results.add("Squid", Map.of(Metric.BLAST_CPU_S_PER_GB, 0.4));

        assertThat(new Table(results).text()).contains("blast").doesNotContain("steady");
    }

    @Test
    void comparesManyAgentsWithTheModelMadeFromFewer() {
        for (int agents : new int[] {100, 1_000, 3_000, 6_000, 9_000}) {
            int more = agents < 1_000 || agents > 6_000 ? 7 : 0;
            results.addPoint("Squid", agents, Map.of(Metric.STEADY_P50_MS, 0.1, Metric.STEADY_P99_MS, 0.2,
                    Metric.STEADY_LATE, 0.0, Metric.STEADY_MB, 50 + agents / 100.0 + more,
                    Metric.STEADY_CPU_PERCENT, agents / 1_000.0 + more));
        }

        assertThat(new Table(results).text())
                .containsPattern("Squid \\| +100 \\|.* 58 \\| +- \\| +7\\.1 \\| +- \\|")
                .containsPattern("Squid \\| +6000 \\|.* 110 \\| +110 \\| +6\\.0 \\| +6\\.0 \\|")
                .containsPattern("Squid \\| +9000 \\|.* 147 \\| +140 \\| +16\\.0 \\| +9\\.0 \\|");
    }

    @Test
    void saysWhatItWasMeasuredOn() {
        assertThat(new Table(results).text()).endsWith("Measured on: cores 2; trials of 1.5 s, 1000 agents.\n");
    }

    @Test
    void saysWhatWasLost() {
        results.add("Squid", Map.of(Metric.FAILED, 2.0, Metric.LOST, 17.0));

        assertThat(new Table(results).text()).contains("Squid: 2 failed, 17 bytes not accounted for");
    }

    @Test
    void keepsEverySampleForPrograms() throws IOException {
        results.add("Squid", Map.of(Metric.FAILED, 0.0));
        results.add("Squid", Map.of(Metric.FAILED, 1.0));
        results.addPoint("Squid", 10, Map.of(Metric.STEADY_MB, 25.5));

        assertThat(results.json().replaceAll("\\s", ""))
                .contains("\"failedtunnels\":[0.0,1.0]", "\"agents\":10", "25.5", "\"cores\":\"2\"");
    }

    @Test
    void drawsABarForEachProxyAndACurveForEachNumberOfAgents() {
        results.add("Squid", Map.of(Metric.BLAST_CPU_S_PER_GB, 0.4));
        results.add("OMS Gateway", Map.of(Metric.BLAST_CPU_S_PER_GB, 0.2));
        for (int agents : new int[] {10, 100}) {
            results.addPoint("Squid", agents, Map.of(Metric.STEADY_MB, 25.0, Metric.STEADY_P99_MS, 1.0,
                    Metric.STEADY_CPU_PERCENT, 2.0));
        }

        assertThat(new Plot(results).bars()).contains("OMS Gateway", "width=\"230.0\"", "width=\"115.0\"");
        assertThat(new Plot(results).curves()).contains("<circle").contains("Squid");
    }
}
