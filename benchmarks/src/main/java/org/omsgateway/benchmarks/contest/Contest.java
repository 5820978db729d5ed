package org.omsgateway.benchmarks.contest;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.omsgateway.benchmarks.load.Metric;
import org.omsgateway.benchmarks.load.Mode;
import org.omsgateway.benchmarks.load.Subject;
import org.omsgateway.benchmarks.load.Trials;
import org.omsgateway.benchmarks.peers.Proxy;
import org.omsgateway.benchmarks.peers.ProxyProcess;

/**
 * Measures proxies side by side: each mode goes over all of them before the next, so that whatever else the machine does
 * meanwhile hits all alike. Modes that are about a fresh proxy get one every time; for the others all are started once
 * and run through all rounds, as a service does for weeks.
 */
public final class Contest {
    private static final int FIRST_PORT = 27_001;
    private static final Duration SETTLE = Duration.ofSeconds(2);

    private final List<Proxy> proxies;
    private final Trials warmUp;
    private final Trials trials;
    private final Path work;
    private final PrintStream progress;
    private int nextPort = FIRST_PORT;

    /**
     * @param warmUp made before those that count, so that compilers have seen the code
     * @param work a folder for the proxies' configurations and logs
     */
    public Contest(List<Proxy> proxies, Trials warmUp, Trials trials, Path work, PrintStream progress) {
        this.proxies = proxies;
        this.warmUp = warmUp;
        this.trials = trials;
        this.work = work;
        this.progress = progress;
    }

    /** All rounds of {@code modes}; what was measured goes into {@code results}. */
    public void rounds(int count, Set<Mode> modes, Results results) throws IOException {
        for (Mode mode : modes) {
            for (int round = 0; mode.needsFreshProxy() && round < count; round++) {
                try (Running running = new Running(results)) {
                    running.go(mode, results);
                }
            }
        }
        List<Mode> others = modes.stream().filter(mode -> !mode.needsFreshProxy()).toList();
        if (others.isEmpty()) {
            return;
        }
        try (Running running = new Running(results)) {
            running.warmUp();
            for (int round = 0; round < count; round++) {
                for (Mode mode : others) {
                    running.go(mode, results);
                }
            }
        }
    }

    /** The steady trial with each number of {@code agents}, one proxy after the other. */
    public void curve(List<Integer> agents, Results results) throws IOException {
        for (Proxy proxy : proxies) {
            int port = nextPort++;
            try (ProxyProcess process = proxy.start(work, port)) {
                Subject subject = new Subject(proxy.address(port), proxy.viaConnect(), process);
                warmUp.run(Mode.RATE, subject);
                for (int count : agents) {
                    Map<Metric, Double> measured = trials.steady(subject, count);
                    progress.printf("%-18s %5d agents %s%n", proxy.name(), count, measured);
                    results.addPoint(proxy.name(), count, measured);
                }
            }
        }
    }

    /** All proxies, just started. */
    private final class Running implements AutoCloseable {
        private final Map<Proxy, ProxyProcess> processes = new LinkedHashMap<>();
        private final Map<Proxy, Subject> subjects = new LinkedHashMap<>();

        Running(Results results) throws IOException {
            try {
                for (Proxy proxy : proxies) {
                    start(proxy, results);
                }
            } catch (IOException e) {
                close();
                throw e;
            }
            pause();
            processes.forEach((proxy, process) ->
                    results.add(proxy.name(), Map.of(Metric.FRESH_MB, process.pss() / 1e6)));
        }

        private void start(Proxy proxy, Results results) throws IOException {
            int port = nextPort++;
            ProxyProcess process = proxy.start(work, port);
            processes.put(proxy, process);
            subjects.put(proxy, new Subject(proxy.address(port), proxy.viaConnect(), process));
            results.add(proxy.name(), Map.of(Metric.START_S, process.startTime().toNanos() / 1e9));
        }

        void warmUp() throws IOException {
            for (Subject subject : subjects.values()) {
                warmUp.run(Mode.RATE, subject);
                warmUp.run(Mode.BLAST, subject);
            }
        }

        void go(Mode mode, Results results) throws IOException {
            for (Map.Entry<Proxy, Subject> entry : subjects.entrySet()) {
                Map<Metric, Double> measured = trials.run(mode, entry.getValue());
                progress.printf("%-18s %-8s %s%n", entry.getKey().name(), mode, measured);
                results.add(entry.getKey().name(), measured);
            }
        }

        @Override
        public void close() {
            processes.values().forEach(ProxyProcess::close);
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(SETTLE.toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
