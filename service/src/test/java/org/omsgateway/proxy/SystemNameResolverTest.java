package org.omsgateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SystemNameResolverTest {
    private static final Requester WILDCARD = new Requester("192.0.2.1", true);
    private static final List<InetAddress> OLD = List.of(address("192.0.2.7"));
    private static final List<InetAddress> NEW = List.of(address("192.0.2.8"));

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger lookUps = new AtomicInteger();
    private final AtomicReference<CompletableFuture<List<InetAddress>>> system = new AtomicReference<>();
    private final SystemNameResolver resolver = new SystemNameResolver((host, byWildcard) -> {
        lookUps.incrementAndGet();
        try {
            return system.get().get();
        } catch (ExecutionException e) {
            throw (Exception) e.getCause();
        }
    }, nanos::get);

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private void systemReturns(List<InetAddress> addresses) {
        system.set(CompletableFuture.completedFuture(addresses));
    }

    private void systemFails() {
        system.set(CompletableFuture.failedFuture(new UnknownHostException("a.example")));
    }

    private void systemHangs() {
        system.set(new CompletableFuture<>());
    }

    private List<InetAddress> resolve() throws Exception {
        return resolver.resolve("a.example", Requester.GATEWAY).get();
    }

    private void after(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void reusesAResultForAWhile() throws Exception {
        systemReturns(OLD);
        assertThat(resolve()).isEqualTo(OLD);
        systemReturns(NEW);
        after(SystemNameResolver.FRESH.minusNanos(1));
        assertThat(resolve()).isEqualTo(OLD);
        after(Duration.ofNanos(1));
        assertThat(resolve()).isEqualTo(NEW);
        assertThat(lookUps).hasValue(2);
    }

    @Test
    void servesTheLastGoodResultWhileLookUpsFail() throws Exception {
        systemReturns(OLD);
        resolve();
        systemFails();
        after(SystemNameResolver.USABLE.minusNanos(1));
        assertThat(resolve()).isEqualTo(OLD);
        after(Duration.ofNanos(1));
        assertThatThrownBy(this::resolve).hasCauseInstanceOf(UnknownHostException.class);
    }

    @Test
    void servesTheLastGoodResultWhileALookUpHangsAndTheNewOneAfterwards() throws Exception {
        systemReturns(OLD);
        resolve();
        systemHangs();
        after(SystemNameResolver.FRESH);
        assertThat(resolve()).isEqualTo(OLD);
        system.get().complete(NEW);
        CompletableFuture<List<InetAddress>> hung = resolver.resolve("a.example", Requester.GATEWAY);
        assertThat(hung.get()).isEqualTo(NEW);
    }

    @Test
    void servesTheLastGoodResultWhenNoThreadIsFree() throws Exception {
        systemReturns(OLD);
        resolver.resolve("known.wild.example", WILDCARD).get();
        systemHangs();
        IntStream.range(0, 100).forEach(i -> resolver.resolve("x" + i + ".wild.example", WILDCARD));
        after(SystemNameResolver.FRESH);
        assertThat(resolver.resolve("known.wild.example", WILDCARD)).isCompletedWithValue(OLD);
    }

    @Test
    void forgetsNoOtherNameForNamesThatOnlyAWildcardAllows() throws Exception {
        systemReturns(OLD);
        resolve();
        for (int i = 0; i < 2 * KnownAddresses.MAX_NAMES_BY_WILDCARD; i++) {
            resolver.resolve("x" + i + ".wild.example", WILDCARD).get();
        }
        systemFails();
        after(SystemNameResolver.FRESH);
        assertThat(resolve()).isEqualTo(OLD);
        assertThatThrownBy(resolver.resolve("x0.wild.example", WILDCARD)::get)
                .hasCauseInstanceOf(UnknownHostException.class);
    }

    @Test
    void resolvesByTheHostsFileAndLiteralsAtOnce() throws Exception {
        SystemNameResolver real = new SystemNameResolver();
        assertThat(real.resolve("localhost", Requester.GATEWAY).get()).contains(address("127.0.0.1"));
        assertThat(real.resolve("127.0.0.7", Requester.GATEWAY)).isCompletedWithValue(List.of(address("127.0.0.7")));
        assertThatThrownBy(() -> real.resolve("no.such.name.invalid", Requester.GATEWAY).get())
                .hasCauseInstanceOf(UnknownHostException.class);
    }

    @Test
    void alternatesBetweenTheFamiliesBeginningWithThePreferredOne() {
        List<InetAddress> addresses = Stream.of("::1", "::2", "::3", "127.0.0.1", "127.0.0.2")
                .map(SystemNameResolverTest::address).toList();
        assertThat(SystemNameResolver.interleave(addresses)).extracting(InetAddress::getHostAddress).containsExactly(
                "0:0:0:0:0:0:0:1", "127.0.0.1", "0:0:0:0:0:0:0:2", "127.0.0.2", "0:0:0:0:0:0:0:3");
    }

    @Test
    void triesOnlySoManyAddresses() {
        List<InetAddress> addresses = IntStream.range(1, 250).mapToObj(i -> address("127.0.0." + i)).toList();
        assertThat(SystemNameResolver.interleave(addresses)).hasSize(SystemNameResolver.MAX_ADDRESSES);
    }
}
