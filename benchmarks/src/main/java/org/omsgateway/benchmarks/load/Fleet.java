package org.omsgateway.benchmarks.load;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** The simulated agents of one run, on a separate loop. The fleet runs one phase after the other. */
final class Fleet implements AgentLink.Listener, AutoCloseable {
    /**
     * The result of a run.
     *
     * @param bytes how many bytes arrived at the endpoint or at an agent
     * @param lost how many bytes one side sent and the other did not receive, or received without their being sent
     * @param failed how many tunnels were refused, broke, or stalled
     */
    record Outcome(long bytes, long lost, int failed) {}

    private static final Duration SETTLE = Duration.ofSeconds(20);

    private final Endpoint endpoint;
    private final AgentLink.Route route;
    private final EventLoop loop;
    private final Map<Integer, AgentLink> links = new HashMap<>();
    private final Tally tally = new Tally();
    private Phase phase;
    private int failed;
    private String firstFailure;

    Fleet(Endpoint endpoint, AgentLink.Route route) throws IOException {
        this.endpoint = endpoint;
        this.route = route;
        loop = new EventLoop("agents");
        endpoint.begin(route.conversation());
    }

    /**
     * Runs {@code next} to its end.
     *
     * @param limit the time after which agents that are not done count as failed
     */
    void run(Phase next, Duration limit) {
        loop.call(() -> {
            phase = next;
            next.start(this);
            return null;
        });
        try {
            next.done().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            loop.call(() -> ++failed);
            firstFailure = String.format(Locale.ROOT, "%s was not done in %d s; links by state: %s",
                    next.getClass().getSimpleName(), limit.toSeconds(), loop.call(this::linksByState));
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<AgentLink.State, Long> linksByState() {
        return links.values().stream().collect(Collectors.groupingBy(AgentLink::state, Collectors.counting()));
    }

    /** For phases: connects {@code agent}; the phase receives the outcome. */
    void open(int agent) {
        try {
            links.put(agent, AgentLink.open(loop, agent, route, this));
        } catch (IOException e) {
            failed++;
            firstFailure = e.toString();
        }
    }

    /** For phases: closes a connection that is no longer needed. */
    void release(AgentLink link) {
        link.close();
        forget(link);
    }

    Collection<AgentLink> links() {
        return links.values();
    }

    /** For phases: runs {@code task} at {@code dueNanos} of {@link System#nanoTime}. */
    void at(long dueNanos, Runnable task) {
        loop.at(dueNanos, task);
    }

    @Override
    public void established(AgentLink link) {
        phase.established(link);
    }

    @Override
    public void answered(AgentLink link) {
        phase.answered(link);
    }

    @Override
    public void drained(AgentLink link) {
        phase.drained(link);
    }

    @Override
    public void failed(AgentLink link, IOException cause) {
        if (failed++ == 0) {
            firstFailure = "agent " + link.agent() + ": " + cause.getMessage();
        }
        forget(link);
        phase.failed(link);
    }

    private void forget(AgentLink link) {
        links.remove(link.agent(), link);
        if (link.isInTunnel()) {
            tally.add(link.agent(), link.sent(), link.received());
        }
    }

    /** Closes all connections, waits until the endpoint has seen the close, and compares the counts of both sides. */
    Outcome settle() {
        loop.call(() -> {
            List.copyOf(links.values()).forEach(this::release);
            return null;
        });
        boolean quiet = await(() -> endpoint.open() == 0);
        if (!quiet || failed > 0) {
            System.err.printf(Locale.ROOT, "  %d failed (%s); %d still open at the endpoint%n", failed,
                    firstFailure, endpoint.open());
        }
        Tally arrived = endpoint.tally();
        return new Outcome(arrived.total(), tally.difference(arrived), failed);
    }

    private static boolean await(BooleanSupplier condition) {
        long end = System.nanoTime() + SETTLE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(5);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return true;
    }

    @Override
    public void close() {
        loop.close();
    }
}
