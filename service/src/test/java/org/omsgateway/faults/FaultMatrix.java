package org.omsgateway.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.omsgateway.eventlog.GatewayEvent;
import org.omsgateway.faults.Cell.Fault;
import org.omsgateway.faults.Cell.Peer;
import org.omsgateway.faults.Cell.Stage;
import org.omsgateway.perfcounters.GatewayCounter;
import org.omsgateway.testing.Await;
import org.omsgateway.testing.LeakCheck;

/**
 * Runs every cell that makes sense, each with a gateway of its own, in a process and a network of its own: see {@link
 * FaultMatrixTest}. The exit code is 0 if each cell ended as expected, and nothing was left.
 */
final class FaultMatrix {
    /** A pipe in the folder, which all cells share. A new program would keep listeners open until it is loaded. */
    static final String PIPE = "pipe";
    private static final int LANES = 48;
    private static final Duration FIRST_TIME = Duration.ofSeconds(1);
    private static final Duration LAST_TIME = Duration.ofMinutes(1);
    /** Longer than the gateway takes to look twice at a file, so that a second event would be there. */
    private static final long TWO_LOOKS_MILLIS = 1500;

    /** Threads of resolvers end when they have had nothing to do for half a minute. */
    private static final String LASTING = "resolver";

    private final Path folder;
    private final NameServer names;
    private final AtomicInteger sites = new AtomicInteger();

    private FaultMatrix(Path folder, NameServer names) {
        this.folder = folder;
        this.names = names;
    }

    /** @param args a folder, and what the names of the only cells to run match */
    public static void main(String[] args) throws Exception {
        List<Cell> cells = new ArrayList<>(Cell.all());
        cells.removeIf(cell -> Nonsense.of(cell).isPresent());
        Stream.of(args).skip(1).forEach(only -> cells.removeIf(cell -> !cell.toString().matches(only)));
        int failures;
        if (new ProcessBuilder("mkfifo", Path.of(args[0], PIPE).toString()).start().waitFor() != 0) {
            throw new IOException("mkfifo failed");
        }
        try (NameServer names = new NameServer()) {
            FaultMatrix matrix = new FaultMatrix(Path.of(args[0]), names);
            // Whatever the process keeps for ever, it has after these.
            failures = matrix.run(Stream.of(Peer.values())
                    .map(peer -> new Cell(peer, Fault.VANISHES, Stage.DATA)).toList());
            int descriptors = descriptors();
            int threads = threads().size();
            failures += matrix.run(cells);
            Await.until("only " + descriptors + " descriptors", () -> descriptors() <= descriptors);
            Await.until("only " + threads + " of " + threads(), () -> threads().size() <= threads);
        }
        LeakCheck.assertNothingLost();
        System.out.println(cells.size() + " cells, " + failures + " failures");
        System.exit(failures == 0 ? 0 : 1);
    }

    private int run(List<Cell> cells) throws InterruptedException {
        ExecutorService lanes = Executors.newFixedThreadPool(LANES);
        List<Future<?>> runs = new ArrayList<>();
        for (Cell cell : cells) {
            runs.add(lanes.submit(() -> {
                try {
                    run(cell);
                } catch (Exception | AssertionError e) {
                    System.out.println(cell + ": " + e);
                    throw e;
                }
                return null;
            }));
        }
        int failures = 0;
        for (Future<?> run : runs) {
            try {
                run.get();
            } catch (ExecutionException reported) {
                failures++;
            }
        }
        lanes.shutdown();
        return failures;
    }

    /** A machine too busy to come to the fault before a time-out ends the tunnel gets more time. */
    private void run(Cell cell) throws Exception {
        for (Duration time = FIRST_TIME; true; time = time.multipliedBy(2)) {
            int number = sites.incrementAndGet();
            try (Site site = new Site(cell, number, time, names, Files.createDirectory(folder.resolve("" + number)))) {
                Script script = new Script(site);
                try {
                    run(site, script);
                    return;
                } catch (IOException e) {
                    if (!site.endsByTime() || script.hasReachedItsStage() || time.compareTo(LAST_TIME) > 0) {
                        throw e;
                    }
                }
            }
        }
    }

    private static void run(Site site, Script script) throws Exception {
        Cell cell = site.cell;
        Outcome expected = Outcome.expected(cell);
        boolean drained = cell.stage() == Stage.STOP && cell.fault() == Fault.STALLS && cell.peer().isOnTheWay();
        try (TunnelEnds beside = tunnel(site, "beside")) {
            if (site.endsByTime()) {
                site.shortenTimes();
            }
            String tunnel = script.run();
            if (!drained) {
                site.awaitTunnels(1);
                beside.exchange();
            }
            Await.until(expected + " of " + cell + " among " + site.gateway.wrongs(), () ->
                    cell.stage() == Stage.STOP || site.gateway.wrongs().size() >= events(site, expected).size());
            if (cell.peer().isRead() && cell.stage() != Stage.STOP) {
                TimeUnit.MILLISECONDS.sleep(TWO_LOOKS_MILLIS);
            }
            if (cell.fault() == Fault.COMES_BACK) {
                site.comeBack();
                try (TunnelEnds next = tunnel(site, "next")) {
                    next.finish();
                }
            }
            if (!drained) {
                beside.finish();
            }
            site.awaitStop();
            site.awaitTunnels(0);
            check("tunnel", expected.tunnel(), tunnel);
        }
        List<GatewayEvent> events = events(site, expected);
        check("events", events, sorted(site.gateway.wrongs()));
        check("Error Count", events.stream().filter(GatewayEvent::countsAsError).count(),
                site.gateway.counter(GatewayCounter.ERROR_COUNT));
        check("Rejection Count", events.stream().filter(GatewayEvent::countsAsRejection).count(),
                site.gateway.counter(GatewayCounter.REJECTION_COUNT));
    }

    private static TunnelEnds tunnel(Site site, String label) throws Exception {
        TunnelEnds tunnel = new TunnelEnds(site, site.host(label), stage -> { });
        tunnel.open();
        return tunnel;
    }

    private static List<GatewayEvent> events(Site site, Outcome expected) {
        List<GatewayEvent> events = new ArrayList<>(Collections.nCopies(site.refusals(), GatewayEvent.HOST_FORBIDDEN));
        events.addAll(expected.events());
        return sorted(events);
    }

    private static List<GatewayEvent> sorted(List<GatewayEvent> events) {
        return events.stream().sorted().toList();
    }

    private static void check(String what, Object expected, Object actual) {
        if (!expected.equals(actual)) {
            throw new AssertionError(what + ": " + actual + " (expected: " + expected + ")");
        }
    }

    private static int descriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return (int) open.count();
        }
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName)
                .filter(name -> !name.equals(LASTING)).sorted().toList();
    }
}
