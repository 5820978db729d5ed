package org.omsgateway.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrialsTest {
    private static final Gauge NOTHING = new Gauge() {
        @Override
        public Duration cpu() {
            return Duration.ZERO;
        }

        @Override
        public long pss() {
            return 0;
        }
    };

    private static Endpoint endpoint;
    private static Trials trials;

    @BeforeAll
    static void start() throws Exception {
        endpoint = new Endpoint(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        trials = new Trials(endpoint, RecordedHandshake.record(),
                new Scale(Duration.ofMillis(500), 40, Duration.ofMillis(500), 2));
    }

    @AfterAll
    static void stop() throws IOException {
        endpoint.close();
    }

    @ParameterizedTest
    @EnumSource
    void accountsForEveryByteOfEachMode(Mode mode) throws IOException {
        Map<Metric, Double> measured = trials.run(mode, new Subject(endpoint.address(), false, NOTHING));

        assertThat(measured).containsEntry(Metric.FAILED, 0.0).containsEntry(Metric.LOST, 0.0);
    }

    @Test
    void measuresThroughputAndLatency() throws IOException {
        Subject direct = new Subject(endpoint.address(), false, NOTHING);

        assertThat(trials.run(Mode.BLAST, direct).get(Metric.BLAST_MB_PER_S)).isPositive();
        Map<Metric, Double> rate = trials.run(Mode.RATE, direct);
        assertThat(rate.get(Metric.RATE_PER_S)).isPositive();
        assertThat(rate.get(Metric.RATE_P99_MS)).isGreaterThanOrEqualTo(rate.get(Metric.RATE_P50_MS)).isPositive();
    }

    @Test
    void detectsAByteThatAProxyChanges() throws IOException {
        try (SpoilingRelay relay = new SpoilingRelay(endpoint.address(), 20_000)) {
            Map<Metric, Double> measured = trials.run(Mode.BLAST, new Subject(relay.address(), false, NOTHING));

            assertThat(measured.get(Metric.FAILED)).isPositive();
        }
    }

    @Test
    void reportsTunnelsThatAProxyRefuses() throws IOException {
        InetSocketAddress closed = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);

        assertThat(trials.run(Mode.STORM, new Subject(closed, true, NOTHING))).containsEntry(Metric.FAILED, 40.0);
    }

    @Test
    void countsWhatIsSaidToTheProxyItselfAsNoLoss() throws Exception {
        try (ServerSocket proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread refuser = new Thread(() -> {
                try {
                    while (true) {
                        try (Socket client = proxy.accept()) {
                            client.getInputStream().readNBytes(100);
                        }
                    }
                } catch (IOException e) {
                    // Closed at the test's end.
                }
            });
            refuser.start();

            assertThat(trials.run(Mode.STORM,
                    new Subject((InetSocketAddress) proxy.getLocalSocketAddress(), true, NOTHING)))
                    .containsEntry(Metric.FAILED, 40.0).containsEntry(Metric.LOST, 0.0);
        }
    }

    /** Forwards bytes and changes one of them on the way to the endpoint. */
    private static final class SpoilingRelay implements AutoCloseable {
        private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final ExecutorService threads = Executors.newCachedThreadPool();

        SpoilingRelay(InetSocketAddress target, int position) throws IOException {
            threads.execute(() -> {
                try {
                    while (true) {
                        Socket client = listener.accept();
                        Socket server = new Socket(target.getAddress(), target.getPort());
                        threads.execute(() -> copy(client, server, position));
                        threads.execute(() -> copy(server, client, -1));
                    }
                } catch (IOException e) {
                    // Closed at the test's end.
                }
            });
        }

        private static void copy(Socket from, Socket to, int position) {
            try (from; to) {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                byte[] buffer = new byte[4096];
                long before = 0;
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    if (position >= before && position < before + count) {
                        buffer[(int) (position - before)] ^= 1;
                    }
                    before += count;
                    out.write(buffer, 0, count);
                }
            } catch (IOException e) {
                // The other direction has closed both.
            }
        }

        InetSocketAddress address() {
            return (InetSocketAddress) listener.getLocalSocketAddress();
        }

        @Override
        public void close() throws IOException {
            listener.close();
            threads.shutdownNow();
        }
    }
}
