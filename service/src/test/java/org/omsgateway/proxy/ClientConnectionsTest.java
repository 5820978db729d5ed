package org.omsgateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.omsgateway.config.Limits;
import org.omsgateway.perfcounters.Counters;
import org.omsgateway.perfcounters.GatewayCounter;
import org.omsgateway.proxy.ClientConnections.Admission;

class ClientConnectionsTest {
    private final Counters counters = new Counters();
    private final ClientConnections connections = new ClientConnections(counters, Integer.MAX_VALUE);

    private static Channel from(String address) {
        return new EmbeddedChannel() {
            @Override
            protected SocketAddress remoteAddress0() {
                return new InetSocketAddress(address, 50_000);
            }
        };
    }

    private static Limits limits(int maxConnections, int perClient) {
        return new Limits(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, maxConnections, perClient);
    }

    private Admission open(Channel channel, Limits limits) {
        return open(connections, channel, limits);
    }

    private static Admission open(ClientConnections connections, Channel channel, Limits limits) {
        InetSocketAddress client = (InetSocketAddress) channel.remoteAddress();
        return connections.opened(channel, new ClientConnection(1, client, new Counters(), ended -> { }), true, limits);
    }

    @Test
    void admitsExactlyTheLimitsUnderParallelConnects() throws Exception {
        int threads = 8;
        CyclicBarrier start = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Future<List<Admission>>> results = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            String address = "10.0.0." + i % 2;
            results.add(pool.submit(() -> {
                start.await();
                return IntStream.range(0, 500)
                        .mapToObj(connection -> open(from(address), limits(1500, 900))).toList();
            }));
        }
        List<Admission> admissions = new ArrayList<>();
        for (Future<List<Admission>> result : results) {
            admissions.addAll(result.get());
        }
        pool.shutdown();
        assertThat(admissions).filteredOn(Admission.ADMITTED::equals).hasSize(1500);
        assertThat(counters.get(GatewayCounter.ACTIVE_CLIENT_CONNECTION)).isEqualTo(4000);
        connections.open().keySet().forEach(Channel::close);
        assertThat(counters.get(GatewayCounter.ACTIVE_CLIENT_CONNECTION)).isZero();
        assertThat(counters.get(GatewayCounter.CONNECTED_CLIENT)).isZero();
        for (int i = 0; i < 900; i++) {
            assertThat(open(from("10.0.0.1"), limits(1500, 900))).isEqualTo(Admission.ADMITTED);
        }
        assertThat(open(from("10.0.0.1"), limits(1500, 900)))
                .isEqualTo(Admission.OVER_MAX_CONNECTIONS_PER_CLIENT);
    }

    @Test
    void takesAnIpv6NetworkForOneClientAndAnIpv4AddressForAnother() {
        Limits one = limits(10, 1);
        assertThat(open(from("2001:db8:0:1::1"), one)).isEqualTo(Admission.ADMITTED);
        assertThat(open(from("2001:db8:0:1:ffff::2"), one))
                .isEqualTo(Admission.OVER_MAX_CONNECTIONS_PER_CLIENT);
        assertThat(open(from("2001:db8:0:2::1"), one)).isEqualTo(Admission.ADMITTED);
        assertThat(open(from("192.0.2.1"), one)).isEqualTo(Admission.ADMITTED);
        assertThat(open(from("192.0.2.2"), one)).isEqualTo(Admission.ADMITTED);
        assertThat(open(from("::ffff:192.0.2.2"), one))
                .isEqualTo(Admission.OVER_MAX_CONNECTIONS_PER_CLIENT);
        assertThat(counters.get(GatewayCounter.CONNECTED_CLIENT)).isEqualTo(5);
    }

    @Test
    void admitsNoMoreThanMemoryHasRoomFor() {
        ClientConnections few = new ClientConnections(counters, 2);
        assertThat(open(few, from("10.0.0.1"), limits(10, 0))).isEqualTo(Admission.ADMITTED);
        assertThat(open(few, from("10.0.0.2"), limits(10, 0))).isEqualTo(Admission.ADMITTED);
        assertThat(open(few, from("10.0.0.3"), limits(10, 0))).isEqualTo(Admission.OVER_MEMORY);
    }

    @Test
    void limitsTheRefusalsToo() {
        List<Channel> refused = new ArrayList<>();
        open(from("10.0.0.1"), limits(1, 0));
        for (int i = 0; i < ClientConnections.MAX_REFUSALS; i++) {
            Channel channel = from("10.0.0.2");
            refused.add(channel);
            assertThat(open(channel, limits(1, 0))).isEqualTo(Admission.OVER_MAX_CONNECTIONS);
        }
        assertThat(connections.hasTooManyRefusals()).isFalse();
        open(from("10.0.0.2"), limits(1, 0));
        assertThat(connections.hasTooManyRefusals()).isTrue();
        refused.get(0).close();
        assertThat(connections.hasTooManyRefusals()).isFalse();
        assertThat(counters.get(GatewayCounter.ACTIVE_CLIENT_CONNECTION)).isEqualTo(ClientConnections.MAX_REFUSALS + 1);
    }

    @Test
    void roomOfARefusedConnectionIsNotThatOfAnAdmittedOne() {
        Channel admitted = from("10.0.0.1");
        open(admitted, limits(1, 0));
        open(from("10.0.0.2"), limits(1, 0));
        admitted.close();
        assertThat(open(from("10.0.0.2"), limits(1, 0))).isEqualTo(Admission.ADMITTED);
    }
}
