package org.omsgateway.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.omsgateway.testing.Await;
import org.omsgateway.watch.Watch;

class LocalAgentsTest {
    private static final AgentNeeds ONE = needs("one.example");
    private static final AgentNeeds TWO = needs("two.example");

    private final AtomicReference<AgentNeeds> installed = new AtomicReference<>();
    private final LocalAgents agents = new LocalAgents(
            List.of(() -> Optional.ofNullable(installed.get()), Optional::empty));
    private final BlockingQueue<List<AgentNeeds>> changes = new LinkedBlockingQueue<>();
    private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();

    @AutoClose
    private Watch watch = () -> { };

    @Test
    void returnsTheInstalledAgents() {
        assertThat(agents.read()).isEmpty();
        installed.set(ONE);
        assertThat(agents.read()).containsExactly(ONE);
    }

    @Test
    void reportsEachChangeOnce() throws InterruptedException {
        installed.set(ONE);
        watch = agents.watch(agents.read(), changes::add, failures::add);
        installed.set(TWO);
        assertThat(next()).containsExactly(TWO);
        installed.set(null);
        assertThat(next()).isEmpty();
        assertThat(changes).isEmpty();
    }

    @Test
    void leavesOutWhatIsTrueForAMomentOnly() throws InterruptedException {
        AtomicInteger reads = new AtomicInteger();
        LocalAgents hasty = new LocalAgents(List.of(() -> Optional.of(switch (reads.incrementAndGet()) {
            case 1 -> needs("half-written.example");
            default -> TWO;
        })));
        watch = hasty.watch(List.of(ONE), changes::add, failures::add);
        assertThat(next()).containsExactly(TWO);
    }

    @Test
    void goesOnAfterAFailure() throws InterruptedException {
        installed.set(ONE);
        watch = agents.watch(List.of(), now -> {
            changes.add(now);
            throw new IllegalStateException("for the test of what comes after it");
        }, failures::add);
        assertThat(next()).containsExactly(ONE);
        installed.set(TWO);
        assertThat(next()).containsExactly(TWO);
        assertThat(failures.take()).hasMessage("for the test of what comes after it");
    }

    private List<AgentNeeds> next() throws InterruptedException {
        return Await.next(changes);
    }

    private static AgentNeeds needs(String host) {
        return new AgentNeeds("agent", Set.of(), Set.of(host), List.of());
    }
}
