package org.omsgateway.agent;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.omsgateway.watch.Watch;

/**
 * The Log Analytics and Azure Monitor agents of this machine, read from where they keep their own configuration. It is
 * theirs, so nothing in it is trusted: what is odd becomes a problem of {@link AgentNeeds} and the rest is used.
 */
public final class LocalAgents {
    /**
     * How often the agents' configuration is looked at again. Looking is cheap, and unlike a notification it also finds
     * what did not exist before.
     */
    static final Duration INTERVAL = Duration.ofMillis(600);

    /** One kind of agent. */
    @FunctionalInterface
    public interface Source {
        /** What the agent needs now, or empty if it is not installed. Throws nothing but programming errors. */
        Optional<AgentNeeds> read();
    }

    private final List<Source> sources;

    /** The agents of this machine; on other systems than Windows, none. */
    public static LocalAgents ofThisMachine() {
        boolean onWindows = System.getProperty("os.name").startsWith("Windows");
        return new LocalAgents(onWindows ? WindowsAgents.sources() : List.of());
    }

    public LocalAgents(List<Source> sources) {
        this.sources = List.copyOf(sources);
    }

    /** What each installed agent needs now; empty if there is none. */
    public List<AgentNeeds> read() {
        return sources.stream().map(Source::read).flatMap(Optional::stream).toList();
    }

    /**
     * Hands {@code onChange} what {@link #read()} answers whenever it differs from {@code known} and then from what was
     * handed out last; within two seconds of the change, on a thread of the watch.
     */
    public Watch watch(List<AgentNeeds> known, Consumer<List<AgentNeeds>> onChange) {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "agent-watch");
            thread.setDaemon(true);
            return thread;
        });
        timer.scheduleWithFixedDelay(new Look(known, onChange), INTERVAL.toMillis(), INTERVAL.toMillis(),
                TimeUnit.MILLISECONDS);
        return timer::shutdownNow;
    }

    private final class Look implements Runnable {
        private final Consumer<List<AgentNeeds>> onChange;
        private List<AgentNeeds> known;
        private List<AgentNeeds> last;

        Look(List<AgentNeeds> known, Consumer<List<AgentNeeds>> onChange) {
            this.onChange = onChange;
            this.known = known;
            this.last = known;
        }

        @Override
        public void run() {
            try {
                look();
            } catch (RuntimeException e) {
                // Thrown on, it would end the watch without a word.
                Thread.currentThread().getUncaughtExceptionHandler().uncaughtException(Thread.currentThread(), e);
            }
        }

        private void look() {
            List<AgentNeeds> now = read();
            // An agent writes several values, and files not at once: what counts is what two looks in a row agree on.
            if (now.equals(last) && !now.equals(known)) {
                known = now;
                onChange.accept(now);
            }
            last = now;
        }
    }
}
