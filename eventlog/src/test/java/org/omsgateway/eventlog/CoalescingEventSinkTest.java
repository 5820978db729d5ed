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

class CoalescingEventSinkTest {
    private final List<EventRecord> written = new ArrayList<>();
    private long nanos;
    private final CoalescingEventSink sink = new CoalescingEventSink(new EventSink() {
        @Override
        public boolean isEnabled(GatewayEvent event) {
            return true;
        }

        @Override
        public void report(EventRecord record) {
            synchronized (written) {
                written.add(record);
            }
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
    void writesAStormAnewAfterAQuietMinute() {
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
    void tellsClientsHostsAndEventsApart() {
        forbid("10.0.0.7", 1, "a.example");
        forbid("10.0.0.8", 1, "a.example");
        forbid("10.0.0.7", 1, "b.example");
        sink.report(GatewayEvent.PORT_FORBIDDEN, 80, "a.example", new InetSocketAddress("10.0.0.7", 1));
        sink.report(GatewayEvent.PORT_FORBIDDEN, 80, "a.example", new InetSocketAddress("fe80::7", 1));

        assertThat(counts()).containsExactly(0, 0, 0, 0, 0);
    }

    @ParameterizedTest
    @EnumSource
    void holdsBackNothingButWarningsAndErrorsOfAClient(GatewayEvent event) {
        boolean canStorm = event.factNames().contains("client")
                && event.severity().compareTo(GatewayEvent.Severity.WARN) >= 0;
        Object[] facts = event.factNames().toArray();

        sink.report(event, facts);
        sink.report(event, facts);

        assertThat(written).hasSize(canStorm ? 1 : 2);
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
    void writesTheOldestCountEarlyWhenHostsVaryWithoutEnd() {
        forbid("10.0.0.7", 1, "first.example");
        forbid("10.0.0.7", 2, "first.example");
        String longName = "x".repeat(2000);
        int hosts = CoalescingEventSink.MAX_BYTES / longName.length() / Character.BYTES;
        for (int i = 0; i < hosts; i++) {
            forbid("10.0.0.7", 1, longName + i);
        }

        assertThat(written).hasSize(1 + 1 + hosts);
        assertThat(written).filteredOn(record -> record.repeats() == 1)
                .singleElement().satisfies(record -> assertThat(record.fact("host")).isEqualTo("first.example"));
    }

    @Test
    void remembersTenThousandOrdinaryStormsAtOnce() {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 10_000; i++) {
                forbid("10.0." + i / 250 + "." + i % 250, 1, "abcdef.ods.opinsights.azure.com");
            }
        }

        assertThat(written).hasSize(10_000);
    }

    @Test
    void showsTheCauseOfTheFirstOnly() {
        IOException cause = new IOException("no route");
        for (int i = 0; i < 2; i++) {
            InetSocketAddress client = new InetSocketAddress("10.0.0.7", i);
            sink.report(GatewayEvent.NETWORK_ERROR, client, "a.example", "directly", cause);
        }
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

    private void forbid(String client, int port, String host) {
        sink.report(GatewayEvent.HOST_FORBIDDEN, host, 443, new InetSocketAddress(client, port));
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    private List<Integer> counts() {
        return written.stream().map(EventRecord::repeats).toList();
    }
}
