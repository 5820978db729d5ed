package org.omsgateway.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CoalescerTest {
    private final List<EventRecord> written = new ArrayList<>();
    private long nanos;
    private final Coalescer sink = new Coalescer(record -> {
        synchronized (written) {
            written.add(record);
        }
    }, () -> nanos);

    @Test
    void writesTheSameEventOfOneClientAndHostOnceThenItsCountEachMinute() {
        forbid("10.0.0.7", 1, "a.example");
        for (int port = 2; port <= 100; port++) {
            forbid("10.0.0.7", port, "a.example");
        }
        assertThat(counts()).containsExactly(0);

        pass(Duration.ofSeconds(59));
        sink.flush();
        assertThat(counts()).containsExactly(0);

        pass(Duration.ofSeconds(1));
        sink.flush();
        assertThat(counts()).containsExactly(0, 99);
    }

    @Test
    void goesOnCountingAStormThatGoesOn() {
        for (int minute = 0; minute < 3; minute++) {
            forbid("10.0.0.7", 1, "a.example");
            forbid("10.0.0.7", 1, "a.example");
            pass(Duration.ofMinutes(1));
            sink.flush();
        }

        assertThat(counts()).containsExactly(0, 1, 2, 2);
    }

    @Test
    void writesAStormAgainAfterAQuietMinute() {
        forbid("10.0.0.7", 1, "a.example");
        pass(Duration.ofMinutes(1));
        sink.flush();
        forbid("10.0.0.7", 1, "a.example");

        assertThat(counts()).containsExactly(0, 0);
    }

    @Test
    void writesTheCountBeforeTheNextEventWhereNobodyFlushes() {
        forbid("10.0.0.7", 1, "a.example");
        forbid("10.0.0.7", 1, "a.example");
        pass(Duration.ofMinutes(2));
        forbid("10.0.0.7", 1, "a.example");

        assertThat(counts()).containsExactly(0, 1, 0);
    }

    @Test
    void distinguishesClientsHostsAndEvents() {
        forbid("10.0.0.7", 1, "a.example");
        forbid("10.0.0.8", 1, "a.example");
        forbid("10.0.0.7", 1, "b.example");
        report(GatewayEvent.PORT_FORBIDDEN, 80, "a.example", new InetSocketAddress("10.0.0.7", 1), 1);
        report(GatewayEvent.PORT_FORBIDDEN, 80, "a.example", new InetSocketAddress("fe80::7", 1), 1);

        assertThat(counts()).containsExactly(0, 0, 0, 0, 0);
    }

    @ParameterizedTest
    @EnumSource
    void holdsBackNothingButWarningsAndErrorsThatAreNotOfTheSettings(GatewayEvent event) {
        boolean canStorm = event.severity().compareTo(GatewayEvent.Severity.WARN) >= 0 && event.id() != 401;
        Object[] facts = event.factNames().toArray();

        report(event, facts);
        report(event, facts);

        assertThat(written).hasSize(canStorm ? 1 : 2);
    }

    @ParameterizedTest
    @EnumSource
    void writesAnyTwoEventsThatDifferInAFact(GatewayEvent event) {
        List<String> names = event.factNames();
        for (int differing = 0; differing < names.size(); differing++) {
            sink.flushAll();
            written.clear();
            List<Object> facts = new ArrayList<>(names.stream()
                    .map(name -> name.equals("client") ? new InetSocketAddress("10.0.0.7", 1) : name).toList());
            report(event, facts.toArray());
            boolean isClient = names.get(differing).equals("client");
            facts.set(differing, isClient ? new InetSocketAddress("10.0.0.8", 1) : "another");
            report(event, facts.toArray());

            boolean isTunnel = names.get(differing).equals("tunnel")
                    && event.severity().compareTo(GatewayEvent.Severity.WARN) >= 0;
            assertThat(written).as(names.get(differing)).hasSize(isTunnel ? 1 : 2);
        }
    }

    @Test
    void countsWithTheLatestOfThem() {
        forbid("10.0.0.7", 1, "a.example");
        forbid("10.0.0.7", 2, "a.example");
        forbid("10.0.0.7", 3, "a.example");
        sink.flushAll();

        assertThat(written).last().satisfies(record ->
                assertThat(record.message()).endsWith("client 10.0.0.7:3 (tunnel 1) (2 more like this)"));
    }

    @Test
    void forgetsWhatItCountedWhenAllCountsAreWritten() {
        forbid("10.0.0.7", 1, "a.example");
        forbid("10.0.0.7", 2, "a.example");
        sink.flushAll();
        forbid("10.0.0.7", 3, "a.example");

        assertThat(counts()).containsExactly(0, 1, 0);
    }

    @Test
    void writesTwentyDifferentLinesOfAClientAMinuteThenHowManyMoreThereWere() {
        for (int host = 0; host < 100; host++) {
            forbid("10.0.0.7", 1, "h" + host + ".example");
        }
        forbid("10.0.0.8", 1, "other.example");
        assertThat(written).hasSize(Coalescer.LINES_OF_CLIENT + 1);

        pass(Duration.ofMinutes(1));
        sink.flush();

        assertThat(written).hasSize(Coalescer.LINES_OF_CLIENT + 2).last().satisfies(record ->
                assertThat(record.message())
                        .startsWith("and 80 further warnings of this client, the last: Target host (h99.example)"));
        forbid("10.0.0.7", 1, "new.example");
        assertThat(written).hasSize(Coalescer.LINES_OF_CLIENT + 3);
    }

    @Test
    void takesAnIpv6NetworkForOneClient() {
        for (int host = 0; host < 100; host++) {
            forbid("2001:db8:1:2::" + host, 1, "h" + host + ".example");
        }
        forbid("2001:db8:1:3::1", 1, "other.example");

        assertThat(written).hasSize(Coalescer.LINES_OF_CLIENT + 1);
    }

    @Test
    void writesAThousandTwoHundredLinesAMinuteForAllClientsAndNeverHoldsBackTheSettings() {
        int clients = 5000;
        for (int client = 0; client < clients; client++) {
            forbid("10.0." + client / 250 + "." + client % 250, 1, "a.example");
        }
        report(GatewayEvent.WRONG_CONFIGURATION, "ListenPort");
        assertThat(written).hasSize(Coalescer.LINES_OF_ALL + 1);

        pass(Duration.ofMinutes(1));
        sink.flush();

        assertThat(written).hasSize(Coalescer.LINES_OF_ALL + 2).last().satisfies(record -> assertThat(record.message())
                .startsWith("and " + (clients - Coalescer.LINES_OF_ALL) + " further warnings of all clients, "));
    }

    @Test
    void writesEveryCountAtTheEnd() {
        forbid("10.0.0.7", 1, "a.example");
        forbid("10.0.0.7", 2, "a.example");
        forbid("10.0.0.8", 1, "a.example");

        sink.flushAll();
        sink.flushAll();

        assertThat(counts()).containsExactly(0, 0, 1);
    }

    @Test
    void writesTheOldestCountEarlyWhenFactsAreLong() {
        forbid("10.0.0.7", 1, "first.example");
        forbid("10.0.0.7", 2, "first.example");
        String longName = "x".repeat(4000);
        int hosts = Coalescer.MAX_BYTES / longName.length() / Character.BYTES / 2;
        for (int i = 0; i < hosts; i++) {
            forbid("10.0.1." + i / 10, 1, longName + i);
        }

        assertThat(written).filteredOn(record -> record.repeats() == 1)
                .singleElement().satisfies(record -> assertThat(record.fact("host")).isEqualTo("first.example"));
    }

    @Test
    void showsTheCauseOfTheFirstOnly() {
        IOException cause = new IOException("no route");
        report(GatewayEvent.APPLICATION_ERROR, cause);
        report(GatewayEvent.APPLICATION_ERROR, cause);
        sink.flushAll();

        assertThat(written).extracting(EventRecord::cause).containsExactly(cause, null);
    }

    @Test
    void losesNoneOfWhatManyThreadsReport() throws InterruptedException {
        int threads = 8;
        int each = 10_000;
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> reporters = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread reporter = new Thread(() -> {
                try {
                    start.await();
                } catch (InterruptedException stop) {
                    return;
                }
                for (int k = 0; k < each; k++) {
                    forbid("10.0.0." + k % 5, 1, "a.example");
                }
            });
            reporter.start();
            reporters.add(reporter);
        }
        start.countDown();
        for (Thread reporter : reporters) {
            reporter.join();
        }
        sink.flushAll();

        assertThat(written.stream().mapToInt(record -> record.repeats() == 0 ? 1 : record.repeats()).sum())
                .isEqualTo(threads * each);
        assertThat(written).hasSize(5 + 5);
    }

    private void report(GatewayEvent event, Object... facts) {
        sink.report(EventRecord.of(event, facts));
    }

    private void forbid(String client, int port, String host) {
        report(GatewayEvent.HOST_FORBIDDEN, host, 443, new InetSocketAddress(client, port), 1);
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    private List<Integer> counts() {
        return written.stream().map(EventRecord::repeats).toList();
    }
}
