package org.omsgateway.benchmarks.load;

/** All metrics, with their names in the table and the JSON file. */
public enum Metric {
    START_S("start, s"),
    FRESH_MB("memory just started, MB"),
    BLAST_MB_PER_S("blast, MB/s"),
    BLAST_CPU_S_PER_GB("blast, CPU-s/GB"),
    BLAST_LOAD_CPU_S_PER_GB("blast, the load's own CPU-s/GB"),
    EXCHANGE_CPU_S_PER_GB("exchange, CPU-s/GB"),
    DOWN_CPU_S_PER_GB("down, CPU-s/GB"),
    BOTH_CPU_S_PER_GB("both ways, CPU-s/GB"),
    RATE_PER_S("rate, tunnels/s"),
    RATE_CPU_MS("rate, CPU-ms/tunnel"),
    RATE_P50_MS("rate, p50 ms"),
    RATE_P99_MS("rate, p99 ms"),
    RATE_LOAD_CPU_MS("rate, the load's own CPU-ms/tunnel"),
    RESTART_S("restarted, all up after s"),
    RESTART_CPU_S("restarted, CPU-s until then"),
    RESTART_LOAD_CPU_S("restarted, the load's own CPU-s"),
    STORM_S("storm, all up after s"),
    STORM_CPU_S("storm, CPU-s until then"),
    STORM_LOAD_CPU_S("storm, the load's own CPU-s"),
    STEADY_P50_MS("steady, p50 ms"),
    STEADY_P99_MS("steady, p99 ms"),
    STEADY_LATE("steady, late batches"),
    STEADY_CPU_MS("steady, CPU-ms/batch"),
    STEADY_CPU_PERCENT("steady, % of a core"),
    STEADY_MB("steady, memory MB"),
    IDLE_MB("idle tunnels, memory MB"),
    IDLE_KB_PER_TUNNEL("idle, KB/further tunnel"),
    STALL_KB_PER_TUNNEL("stalled reader, KB more/tunnel"),
    STALL_OTHERS_P99_MS("others meanwhile, p99 ms"),
    STALL_BEFORE_P99_MS("others before, p99 ms"),
    FAILED("failed tunnels"),
    LOST("lost bytes");

    private final String label;

    Metric(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
