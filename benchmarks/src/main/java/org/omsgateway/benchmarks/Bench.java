package org.omsgateway.benchmarks;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.omsgateway.benchmarks.contest.Contest;
import org.omsgateway.benchmarks.contest.Machine;
import org.omsgateway.benchmarks.contest.Plot;
import org.omsgateway.benchmarks.contest.Results;
import org.omsgateway.benchmarks.contest.Table;
import org.omsgateway.benchmarks.load.Endpoint;
import org.omsgateway.benchmarks.load.Mode;
import org.omsgateway.benchmarks.load.RecordedHandshake;
import org.omsgateway.benchmarks.load.Scale;
import org.omsgateway.benchmarks.load.Trials;
import org.omsgateway.benchmarks.peers.Peers;
import org.omsgateway.benchmarks.peers.Proxy;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures the gateway and its peers side by side in one run. {@code script/bench} prepares the machine and starts it.
 */
@Command(name = "bench", mixinStandardHelpOptions = true,
        description = "Measures the gateway and its peers side by side and prints a table.")
public final class Bench implements Callable<Integer> {
    private static final InetSocketAddress ENDPOINT = new InetSocketAddress("127.27.0.1", 443);
    private static final List<Integer> CURVE = List.of(10, 100, 1_000, 3_000, 6_000, 9_000);
    private static final Set<String> ON_CURVE = Set.of("OMS Gateway", "bare Netty relay", "Squid");

    @Option(names = "--quick", description = "one round of small trials, within three minutes; no curve")
    private boolean quick;

    @Option(names = "--rounds", description = "rounds of all trials (default: 3; with --quick: 1)")
    private Integer rounds;

    @Option(names = "--agents",
            description = "agents in the trials that count them (default: 9000; with --quick: 1000)")
    private Integer agents;

    @Option(names = "--seconds",
            description = "length of the trials that run for a time (default: 5; with --quick: 1.5)")
    private Double seconds;

    @Option(names = "--modes", split = ",", description = "only these of: ${COMPLETION-CANDIDATES}")
    private Set<Mode> modes = EnumSet.allOf(Mode.class);

    @Option(names = "--only", split = ",", description = "only proxies whose name begins so")
    private List<String> only = List.of("");

    @Option(names = "--no-curve", description = "leave out the steady trial over the number of agents")
    private boolean withoutCurve;

    @Option(names = "--gateway", required = true, description = "the packaged gateway's folder")
    private Path gateway;

    @Option(names = "--beside", split = ",", paramLabel = "NAME=FOLDER",
            description = "other packaged gateways, to see what a change does")
    private Map<String, Path> beside = Map.of();

    @Option(names = "--littleproxy", required = true, description = "folder with LittleProxy's jars")
    private Path littleProxy;

    @Option(names = "--work", required = true, description = "folder for configurations and logs of the proxies")
    private Path work;

    @Option(names = "--results", required = true, description = "folder for the results")
    private Path folder;

    public static void main(String[] args) {
        System.exit(new CommandLine(new Bench()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        List<Proxy> proxies = proxies();
        Scale scale = scale();
        Results results = new Results(Machine.describe(), scale);
        try (Endpoint endpoint = new Endpoint(ENDPOINT)) {
            RecordedHandshake handshake = RecordedHandshake.record();
            Trials warmUp = new Trials(endpoint, handshake, quick ? Scale.QUICK : Scale.WARM_UP);
            Trials trials = new Trials(endpoint, handshake, scale);
            Contest contest = new Contest(proxies, warmUp, trials, work, System.err);
            contest.rounds(rounds(), modes, results);
            if (!quick && !withoutCurve) {
                List<Proxy> some = proxies.stream().filter(proxy -> ON_CURVE.contains(proxy.name())).toList();
                new Contest(some, warmUp, trials, work, System.err).curve(CURVE, results);
            }
        }
        write(results);
        System.out.println(new Table(results).text());
        return 0;
    }

    private List<Proxy> proxies() {
        List<Proxy> proxies = new ArrayList<>(
                Peers.all(ENDPOINT, gateway, littleProxy, System.getProperty("java.class.path")));
        proxies.removeIf(proxy -> only.stream().noneMatch(proxy.name()::startsWith));
        beside.forEach((name, folder) -> proxies.add(Peers.gateway(name, folder)));
        return proxies;
    }

    private Scale scale() {
        Scale base = quick ? Scale.QUICK : Scale.FULL;
        return new Scale(seconds == null ? base.length() : Duration.ofMillis((long) (1000 * seconds)),
                agents == null ? base.agents() : agents, base.period(), base.batches());
    }

    private int rounds() {
        return rounds != null ? rounds : quick ? 1 : 3;
    }

    /**
     * Results of a quick run go to a separate folder, so that they do not replace the published results of a full run.
     */
    private void write(Results results) throws IOException {
        Path folder = quick ? this.folder.resolve("quick") : this.folder;
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("results.json"), results.json());
        Files.writeString(folder.resolve("results.md"), new Table(results).text());
        Files.writeString(folder.resolve("results.svg"), new Plot(results).bars());
        if (!results.points().isEmpty()) {
            Files.writeString(folder.resolve("scaling.svg"), new Plot(results).curves());
        }
    }
}
