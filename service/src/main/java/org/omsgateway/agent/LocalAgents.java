package org.omsgateway.agent;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.omsgateway.watch.StableWatch;
import org.omsgateway.watch.Watch;

/** The Log Analytics and Azure Monitor agents of this machine, read from where they keep their own configuration. */
public final class LocalAgents {
    private final List<AgentSource> sources;

    /** The agents of this machine; on other systems than Windows, none. */
    public static LocalAgents ofThisMachine() {
        boolean onWindows = System.getProperty("os.name").startsWith("Windows");
        return new LocalAgents(onWindows ? WindowsAgents.sources() : List.of());
    }

    public LocalAgents(List<AgentSource> sources) {
        this.sources = List.copyOf(sources);
    }

    /** What each installed agent needs now; empty if there is none. */
    public List<AgentNeeds> read() {
        return sources.stream().map(AgentSource::read).flatMap(Optional::stream).toList();
    }

    /**
     * Hands {@code onChange} what {@link #read()} returns whenever that differs from {@code known} and then from what
     * was handed over last, within two seconds of the change, on a thread of the watch.
     *
     * @param onFailure takes what {@code onChange} or a source threw; the watch goes on
     */
    public Watch watch(List<AgentNeeds> known, Consumer<List<AgentNeeds>> onChange, Consumer<Throwable> onFailure) {
        return new StableWatch<>(known, this::read, StableWatch.INTERVAL, onChange, onFailure);
    }
}
