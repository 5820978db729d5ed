package org.omsgateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.omsgateway.policy.Destination;
import org.omsgateway.policy.HostPattern;
import org.omsgateway.policy.RelayBypass;
import org.omsgateway.testing.Await;

class BypassDialerTest {
    private static final EventLoopGroup LOOPS = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private static final Map<String, List<String>> NAMES = Map.of(
            "private.example", List.of("10.1.2.3"), "both.example", List.of("192.0.2.1", "10.1.2.3"),
            "public.example", List.of("192.0.2.1"), "six.example", List.of("fd00:1::5"), "intra", List.of("192.0.2.1"));

    private final AtomicInteger lookUps = new AtomicInteger();

    @AfterAll
    static void stop() {
        LOOPS.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private CompletableFuture<List<InetAddress>> resolve(String host) {
        lookUps.incrementAndGet();
        try {
            List<String> known = new Destination(host, 443).isAddress() ? List.of(host) : NAMES.get(host);
            if (known == null) {
                return CompletableFuture.failedFuture(new UnknownHostException(host));
            }
            InetAddress[] addresses = new InetAddress[known.size()];
            for (int i = 0; i < addresses.length; i++) {
                addresses[i] = InetAddress.getByName(known.get(i));
            }
            return CompletableFuture.completedFuture(List.of(addresses));
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private String way(String bypass, String host) throws Exception {
        Channel direct = new EmbeddedChannel();
        Channel relayed = new EmbeddedChannel();
        RelayBypass entries = new RelayBypass(Arrays.stream(bypass.split(" ")).map(RelayBypass::parse).toList());
        BypassDialer dialer = new BypassDialer(entries, (name, requester) -> resolve(name), Await.PATIENCE,
                (request, loop) -> loop.newSucceededFuture(direct),
                (request, loop) -> loop.newSucceededFuture(relayed));
        Future<Channel> dial = dialer.dial(DialRequest.of(
                new Destination(HostPattern.parse(host).host(), 443), Requester.GATEWAY), LOOPS.next());
        return dial.get() == direct ? "direct" : "relayed";
    }

    @ParameterizedTest
    @CsvSource({
        "*.private.example, a.private.example, direct", "*.private.example, private.example, relayed",
        "host.example, HOST.example, direct", "st*.example, store.example, direct",
        "<local>, intra, direct", "<LOCAL>, intra, direct", "<local>, public.example, relayed",
        "<local>, ::1, relayed", "10.1.2.0/24, private.example, direct", "10.1.2.0/24, both.example, direct",
        "10.1.2.0/24, public.example, relayed", "10.1.2.0/24, 10.1.2.9, direct", "10.1.2.0/24, 10.1.3.9, relayed",
        "10.1.2.1-10.1.2.3, private.example, direct", "10.1.2.4-10.1.2.9, private.example, relayed",
        "192.0.2.1, public.example, direct", "fd00:1::/64, six.example, direct", "fd00:2::/64, six.example, relayed",
        "10.1.2.0/24, unknown.example, relayed",
    })
    void dialsTheMatchingDestinationsDirectly(String bypass, String host, String way) throws Exception {
        assertThat(way(bypass, host)).isEqualTo(way);
    }

    @Test
    void looksNamesUpOnlyWhereAddressesMatterAndTheNameDoesNotDecide() throws Exception {
        way("*.private.example <local>", "public.example");
        assertThat(lookUps).hasValue(0);
        way("*.private.example 10.0.0.0/8", "a.private.example");
        assertThat(lookUps).hasValue(0);
        way("*.private.example 10.0.0.0/8", "public.example");
        assertThat(lookUps).hasValue(1);
    }

    @Test
    void leavesANameThatIsNotLookedUpSoonToTheRelayProxy() throws Exception {
        Channel relayed = new EmbeddedChannel();
        CompletableFuture<List<InetAddress>> never = new CompletableFuture<>();
        BypassDialer dialer = new BypassDialer(new RelayBypass(List.of(RelayBypass.parse("10.0.0.0/8"))),
                (name, requester) -> never, Duration.ofMillis(20),
                (request, loop) -> loop.newFailedFuture(new AssertionError()),
                (request, loop) -> loop.newSucceededFuture(relayed));
        DialRequest request = DialRequest.of(new Destination("a.example", 443), Requester.GATEWAY);
        assertThat(dialer.dial(request, LOOPS.next()).get()).isSameAs(relayed);
        assertThat(never).isDone();
    }

    @Test
    void endsALookUpForWhichNobodyWaits() {
        CompletableFuture<List<InetAddress>> never = new CompletableFuture<>();
        BypassDialer dialer = new BypassDialer(new RelayBypass(List.of(RelayBypass.parse("10.0.0.0/8"))),
                (name, requester) -> never, Await.PATIENCE, (request, loop) -> loop.newPromise(),
                (request, loop) -> loop.newPromise());
        dialer.dial(DialRequest.of(new Destination("a.example", 443), Requester.GATEWAY), LOOPS.next()).cancel(false);
        Await.until("the end of the look-up", never::isCancelled);
    }
}
