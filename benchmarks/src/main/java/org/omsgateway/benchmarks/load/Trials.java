package org.omsgateway.benchmarks.load;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** The trials, one method for each mode of load. One trial runs at a time. */
public final class Trials {
    private static final int BLAST_TUNNELS = 10;
    private static final int BLAST_BATCH = 192 * 1024;
    private static final int RATE_AT_ONCE = 32;
    private static final int RATE_AGENTS = 1_000;
    private static final int RATE_BATCH = 1024;
    /** The profile in the rating of the original gateway. */
    private static final int STEADY_BATCH = 200_000;
    private static final int CONNECT_AT_ONCE = 200;
    private static final int HEALTHY = 10;
    private static final int STALLED = 100;
    private static final Duration HEALTHY_PERIOD = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Endpoint endpoint;
    private final RecordedHandshake handshake;
    private final Scale scale;

    /** @param endpoint must be where the name {@link org.omsgateway.benchmarks.Workspace#HOST} leads the proxies */
    public Trials(Endpoint endpoint, RecordedHandshake handshake, Scale scale) {
        this.endpoint = endpoint;
        this.handshake = handshake;
        this.scale = scale;
    }

    /**
     * Loads {@code subject} and returns the measurements, always with {@link Metric#FAILED} and {@link Metric#LOST}.
     */
    public Map<Metric, Double> run(Mode mode, Subject subject) throws IOException {
        return switch (mode) {
            case RESTART -> storm(subject, Metric.RESTART_S, Metric.RESTART_CPU_S, Metric.RESTART_LOAD_CPU_S);
            case BLAST -> blast(subject);
            case EXCHANGE -> exchange(subject, BLAST_BATCH, Conversation.SHORT, Metric.EXCHANGE_CPU_S_PER_GB);
            case DOWN -> exchange(subject, Conversation.SHORT, BLAST_BATCH, Metric.DOWN_CPU_S_PER_GB);
            case BOTH -> exchange(subject, BLAST_BATCH, BLAST_BATCH, Metric.BOTH_CPU_S_PER_GB);
            case RATE -> rate(subject);
            case STORM -> storm(subject, Metric.STORM_S, Metric.STORM_CPU_S, Metric.STORM_LOAD_CPU_S);
            case STEADY -> steady(subject, scale.agents());
            case IDLE -> idle(subject);
            case STALL -> stall(subject);
        };
    }

    private Map<Metric, Double> blast(Subject subject) throws IOException {
        try (Fleet fleet = fleet(subject, BLAST_BATCH)) {
            fleet.run(new Establish(0, BLAST_TUNNELS, BLAST_TUNNELS), PATIENCE);
            Usage usage = new Usage(subject.gauge());
            fleet.run(new Blast(scale.length()), scale.length().plus(PATIENCE));
            Usage.Spent spent = usage.spent();
            Fleet.Outcome outcome = fleet.settle();
            double gigabytes = outcome.bytes() / 1e9;
            Map<Metric, Double> measured = measured(outcome);
            measured.put(Metric.BLAST_MB_PER_S, 1000 * gigabytes / spent.seconds());
            measured.put(Metric.BLAST_CPU_S_PER_GB, spent.cpuSeconds() / gigabytes);
            measured.put(Metric.BLAST_LOAD_CPU_S_PER_GB, spent.ownCpuSeconds() / gigabytes);
            return measured;
        }
    }

    private Map<Metric, Double> exchange(Subject subject, int batchBytes, int answerBytes, Metric cpu)
            throws IOException {
        try (Fleet fleet = fleet(subject, new Conversation(handshake, batchBytes, answerBytes))) {
            fleet.run(new Establish(0, BLAST_TUNNELS, BLAST_TUNNELS), PATIENCE);
            Usage usage = new Usage(subject.gauge());
            fleet.run(new Exchange(scale.length()), scale.length().plus(PATIENCE));
            Usage.Spent spent = usage.spent();
            Fleet.Outcome outcome = fleet.settle();
            Map<Metric, Double> measured = measured(outcome);
            measured.put(cpu, spent.cpuSeconds() / (outcome.bytes() / 1e9));
            return measured;
        }
    }

    private Map<Metric, Double> rate(Subject subject) throws IOException {
        try (Fleet fleet = fleet(subject, RATE_BATCH)) {
            Usage usage = new Usage(subject.gauge());
            Churn churn = new Churn(RATE_AT_ONCE, RATE_AGENTS, scale.length());
            fleet.run(churn, scale.length().plus(PATIENCE));
            Usage.Spent spent = usage.spent();
            Latencies latencies = churn.latencies();
            Map<Metric, Double> measured = measured(fleet.settle());
            measured.put(Metric.RATE_PER_S, latencies.count() / spent.seconds());
            measured.put(Metric.RATE_CPU_MS, 1000 * spent.cpuSeconds() / latencies.count());
            measured.put(Metric.RATE_LOAD_CPU_MS, 1000 * spent.ownCpuSeconds() / latencies.count());
            measured.put(Metric.RATE_P50_MS, latencies.percentileMillis(0.5));
            measured.put(Metric.RATE_P99_MS, latencies.percentileMillis(0.99));
            return measured;
        }
    }

    private Map<Metric, Double> storm(Subject subject, Metric seconds, Metric cpu, Metric loadCpu)
            throws IOException {
        try (Fleet fleet = fleet(subject, RATE_BATCH)) {
            Usage usage = new Usage(subject.gauge());
            fleet.run(new Establish(0, scale.agents(), scale.agents()), PATIENCE);
            Usage.Spent spent = usage.spent();
            Map<Metric, Double> measured = measured(fleet.settle());
            measured.put(seconds, spent.seconds());
            measured.put(cpu, spent.cpuSeconds());
            measured.put(loadCpu, spent.ownCpuSeconds());
            return measured;
        }
    }

    /** The steady trial with a given number of {@code agents}, for the curve over that number. */
    public Map<Metric, Double> steady(Subject subject, int agents) throws IOException {
        try (Fleet fleet = fleet(subject, STEADY_BATCH)) {
            fleet.run(new Establish(0, agents, CONNECT_AT_ONCE), PATIENCE);
            Usage usage = new Usage(subject.gauge());
            Steady steady = new Steady(agent -> true, scale.period(), scale.batches());
            fleet.run(steady, scale.period().multipliedBy(scale.batches()).plus(PATIENCE));
            Usage.Spent spent = usage.spent();
            double memory = subject.gauge().pss() / 1e6;
            Map<Metric, Double> measured = measured(fleet.settle());
            measured.put(Metric.STEADY_P50_MS, steady.latencies().percentileMillis(0.5));
            measured.put(Metric.STEADY_P99_MS, steady.latencies().percentileMillis(0.99));
            measured.put(Metric.STEADY_LATE, (double) steady.late());
            measured.put(Metric.STEADY_CPU_MS, 1000 * spent.cpuSeconds() / steady.latencies().count());
            measured.put(Metric.STEADY_CPU_PERCENT, 100 * spent.cpuSeconds() / spent.seconds());
            measured.put(Metric.STEADY_MB, memory);
            return measured;
        }
    }

    private Map<Metric, Double> idle(Subject subject) throws IOException {
        try (Fleet fleet = fleet(subject, RATE_BATCH)) {
            int half = scale.agents() / 2;
            fleet.run(new Establish(0, half, CONNECT_AT_ONCE), PATIENCE);
            long atHalf = subject.gauge().pss();
            fleet.run(new Establish(half, scale.agents(), CONNECT_AT_ONCE), PATIENCE);
            long atAll = subject.gauge().pss();
            Map<Metric, Double> measured = measured(fleet.settle());
            measured.put(Metric.IDLE_MB, atAll / 1e6);
            measured.put(Metric.IDLE_KB_PER_TUNNEL, (atAll - atHalf) / 1024.0 / (scale.agents() - half));
            return measured;
        }
    }

    private Map<Metric, Double> stall(Subject subject) throws IOException {
        try (Fleet fleet = fleet(subject, STEADY_BATCH)) {
            fleet.run(new Establish(0, HEALTHY + STALLED, CONNECT_AT_ONCE), PATIENCE);
            int batches = (int) (scale.length().toMillis() / HEALTHY_PERIOD.toMillis());
            Steady before = new Steady(agent -> agent < HEALTHY, HEALTHY_PERIOD, batches);
            fleet.run(before, scale.length().plus(PATIENCE));
            long pssBefore = subject.gauge().pss();
            endpoint.listenTo(agent -> agent < HEALTHY);
            fleet.run(new Flood(agent -> agent >= HEALTHY), PATIENCE);
            Steady meanwhile = new Steady(agent -> agent < HEALTHY, HEALTHY_PERIOD, batches);
            fleet.run(meanwhile, scale.length().plus(PATIENCE));
            long pssStalled = subject.gauge().pss();
            endpoint.listenTo(agent -> true);
            fleet.run(new AwaitAnswers(), PATIENCE);
            Map<Metric, Double> measured = measured(fleet.settle());
            measured.put(Metric.STALL_KB_PER_TUNNEL, (pssStalled - pssBefore) / 1024.0 / STALLED);
            measured.put(Metric.STALL_BEFORE_P99_MS, before.latencies().percentileMillis(0.99));
            measured.put(Metric.STALL_OTHERS_P99_MS, meanwhile.latencies().percentileMillis(0.99));
            return measured;
        }
    }

    private Fleet fleet(Subject subject, int batchBytes) throws IOException {
        return fleet(subject, new Conversation(handshake, batchBytes));
    }

    private Fleet fleet(Subject subject, Conversation conversation) throws IOException {
        return new Fleet(endpoint, new AgentLink.Route(subject.address(), subject.viaConnect(), conversation));
    }

    private static Map<Metric, Double> measured(Fleet.Outcome outcome) {
        Map<Metric, Double> measured = new EnumMap<>(Metric.class);
        measured.put(Metric.FAILED, (double) outcome.failed());
        measured.put(Metric.LOST, (double) outcome.lost());
        return measured;
    }
}
