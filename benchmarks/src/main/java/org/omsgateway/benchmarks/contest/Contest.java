package org.omsgateway.benchmarks.contest;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
 * Measures proxies side by side. Each mode runs on all proxies before the next mode, so that other work of the machine
 * affects all alike. Modes that need a fresh proxy start one every time; for the other modes each proxy is started once
 * and runs through all rounds, as a service runs for weeks.
 */
public final class Contest {
    private static final int FIRST_PORT = 27_001;
    private static final Duration SETTLE = Duration.ofSeconds(2);
    private static final Duration QUIET_LOOK = Duration.ofMillis(250);
    private static final Duration QUIET_CPU = Duration.ofMillis(20);
    private static final int QUIET_LOOKS = 20;

    private final List<Proxy> proxies;
    private final Trials warmUp;
    private final Trials trials;
    private final Path work;
    private final PrintStream progress;
    private int nextPort = FIRST_PORT;

    /**
     * @param warmUp the trials before the measured ones, so that compilers have seen the code
     * @param work a folder for the proxies' configurations and logs
     */
    public Contest(List<Proxy> proxies, Trials warmUp, Trials trials, Path work, PrintStream progress) {
        this.proxies = proxies;
        this.warmUp = warmUp;
        this.trials = trials;
        this.work = work;
        this.progress = progress;
    }

    /** Runs all rounds of {@code modes} and adds the measurements to {@code results}. */
    public void rounds(int count, Set<Mode> modes, Results results) throws IOException {
        for (Mode mode : modes) {
            for (int round = 0; mode.needsFreshProxy() && round < count; round++) {
                try (Running running = new Running(results)) {
                    running.go(mode, round, results);
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
                    running.go(mode, round, results);
                }
            }
        }
    }

    /** Runs the steady trial with each number of {@code agents}, one proxy after the other. */
    public void curve(List<Integer> agents, Results results) throws IOException {
        for (Proxy proxy : proxies) {
            int port = nextPort++;
            try (ProxyProcess process = proxy.start(work, port)) {
                Subject subject = new Subject(proxy.address(port), proxy.viaConnect(), process);
                warmUp.run(Mode.RATE, subject);
                for (int count : agents) {
                    Map<Metric, Double> measured = trials.steady(subject, count);
                    progress.printf(Locale.ROOT, "%-18s %5d agents %s%n", proxy.name(), count, measured);
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
            pause(SETTLE);
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

        /** Each round begins with another proxy, so that no proxy always follows the same one. */
        void go(Mode mode, int round, Results results) throws IOException {
            List<Proxy> turns = new ArrayList<>(subjects.keySet());
            Collections.rotate(turns, -round);
            for (Proxy proxy : turns) {
                awaitQuiet();
                Map<Metric, Double> measured = trials.run(mode, subjects.get(proxy));
                progress.printf("%-18s %-8s %s%n", proxy.name(), mode, measured);
                results.add(proxy.name(), measured);
            }
        }

        /**
         * Work that a proxy still does after its turn, such as closing and compiling, must not affect the next turn.
         */
        private void awaitQuiet() {
            for (int look = 0; look < QUIET_LOOKS; look++) {
                Duration before = cpu();
                pause(QUIET_LOOK);
                if (cpu().minus(before).compareTo(QUIET_CPU) <= 0) {
                    return;
                }
            }
        }

        private Duration cpu() {
            return processes.values().stream().map(ProxyProcess::cpu).reduce(Duration.ZERO, Duration::plus);
        }

        @Override
        public void close() {
            processes.values().forEach(ProxyProcess::close);
        }
    }

    private static void pause(Duration length) {
        try {
            TimeUnit.MILLISECONDS.sleep(length.toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
