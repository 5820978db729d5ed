package org.omsgateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omsgateway.config.RelayProxy;
import org.omsgateway.eventlog.GatewayEvent;
import org.omsgateway.perfcounters.GatewayCounter;
import org.omsgateway.testing.Await;
import org.omsgateway.testing.OpenProxy;
import org.omsgateway.testing.RawClient;
import org.omsgateway.testing.RecordedEvents;
import org.omsgateway.testing.Squid;
import org.omsgateway.testing.TestServer;

/** Two Squids as relay proxies, each with its own user. */
class SquidFailoverTest {
    private static final String REQUEST = "CONNECT www.allowed.example:443 HTTP/1.1\r\n\r\n";
    private static final int CLIENTS = 4;

    private final RecordedEvents events = new RecordedEvents();
    private final AtomicBoolean ends = new AtomicBoolean();
    private final AtomicInteger granted = new AtomicInteger();
    private final List<String> refused = new ArrayList<>();

    private static RelayProxy relay(int port, String user, String password) {
        return new RelayProxy("127.0.0.1", port, Optional.of(new RelayProxy.Credential(user, password)));
    }

    private void load(TestProxy gateway) {
        while (!ends.get()) {
            try (RawClient client = new RawClient(gateway.address())) {
                String head = client.send(REQUEST).readHead();
                if (head.startsWith("HTTP/1.1 200 ")) {
                    granted.incrementAndGet();
                } else {
                    synchronized (refused) {
                        refused.add(head);
                    }
                }
            } catch (Exception e) {
                synchronized (refused) {
                    refused.add(e.toString());
                }
            }
        }
    }

    private void awaitFurtherTunnels() {
        int before = granted.get();
        Await.until("further tunnels", () -> granted.get() > before + 2 * CLIENTS);
    }

    @Test
    void noTunnelFailsWhileTheFirstIsKilledAndComesBack(@TempDir Path one, @TempDir Path other, @TempDir Path back)
            throws Exception {
        try (TestServer server = new TestServer(TestServer.ECHO);
                TestServer parent = OpenProxy.to(server.port());
                Squid second = new Squid(other, "second", "s2", parent.port())) {
            Squid first = new Squid(one, "first", "s1", parent.port());
            RelayGroup group = new RelayGroup(
                    List.of(relay(first.port(), "first", "s1"), relay(second.port(), "second", "s2")),
                    relay -> new Dialers(new SystemNameResolver(), MemoryBudget.ofThisProcess())
                            .through("the relay proxy", relay, Await.PATIENCE),
                    new Relay.Pauses(Duration.ofMillis(20), Duration.ofMillis(200)), events);
            try (TestProxy gateway = new TestProxy(new FailoverDialer(group, Await.PATIENCE));
                    RawClient standing = new RawClient(gateway.address())) {
                List<Thread> clients = new ArrayList<>();
                for (int i = 0; i < CLIENTS; i++) {
                    clients.add(new Thread(() -> load(gateway)));
                }
                clients.forEach(Thread::start);
                awaitFurtherTunnels();
                first.close();
                assertThat(events.await(GatewayEvent.RELAY_PROXY_LOST)).contains("127.0.0.1:" + first.port());
                standing.connect("www.allowed.example:443");
                awaitFurtherTunnels();
                try (Squid again = new Squid(back, "first", "s1", parent.port(), first.port())) {
                    assertThat(events.await(GatewayEvent.RELAY_PROXY_BACK)).contains("127.0.0.1:" + again.port());
                    awaitFurtherTunnels();
                    assertThat(standing.send("hello").read(5)).as("a tunnel through the second one").isEqualTo("hello");
                    ends.set(true);
                    for (Thread client : clients) {
                        client.join();
                    }
                }
                assertThat(refused).isEmpty();
                // The killed one took the tunnels that it carried; no dial failed.
                assertThat(gateway.counters.get(GatewayCounter.DIAL_FAILURES)).isZero();
            } finally {
                ends.set(true);
                group.retire();
            }
        }
    }
}
