package org.omsgateway.proxy;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.security.Security;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The operating system's resolver, with its hosts file, suffixes and policies, on a few separate threads
 * ({@link LookUps}). A result is reused for half a minute, as Java does by default, because many agents request the
 * same few names at once, and each look-up wakes two threads.
 *
 * <p>The last good result of a name serves for ten more minutes while look-ups of the name fail or are slow, or while
 * no thread is free for them. A name that was removed from DNS is such a failure, too: Java does not tell the two
 * apart.
 */
public final class SystemNameResolver implements NameResolver {
    /** A name server may return any number of addresses; at most this number is tried. */
    static final int MAX_ADDRESSES = 16;
    static final Duration FRESH = Duration.ofSeconds(30);
    static final Duration USABLE = Duration.ofMinutes(10);
    /** Most look-ups take less; a client should not notice the others. */
    private static final Duration SLOW = Duration.ofMillis(250);

    private final LookUps lookUps;
    private final KnownAddresses known = new KnownAddresses();
    private final LongSupplier nanoTime;

    public SystemNameResolver() {
        this(new DialableAddresses()::lookUp, System::nanoTime);
    }

    SystemNameResolver(LookUps.SystemLookUp system, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.lookUps = new LookUps((host, byWildcard) -> {
            List<InetAddress> addresses = interleave(system.lookUp(host, byWildcard));
            known.put(host, byWildcard, addresses, nanoTime.getAsLong());
            return addresses;
        }, newThreads());
    }

    /**
     * Turns off Java's own cache for the whole process, which has no bound: names below an allowed wildcard could fill
     * the memory. Java keeps failures for a second. Call this before the process looks up a name.
     */
    public static void replaceCacheOfJava() {
        Security.setProperty("networkaddress.cache.ttl", "0");
        Security.setProperty("networkaddress.cache.negative.ttl", "1");
    }

    @Override
    public CompletableFuture<List<InetAddress>> resolve(String host, Requester requester) {
        InetAddress literal = NetUtil.createInetAddressFromIpAddressString(host);
        if (literal != null) {
            return CompletableFuture.completedFuture(List.of(literal));
        }
        long now = nanoTime.getAsLong();
        Optional<List<InetAddress>> reusable = known.since(host, requester.byWildcard(), now - FRESH.toNanos());
        if (reusable.isPresent()) {
            return CompletableFuture.completedFuture(reusable.get());
        }
        Optional<List<InetAddress>> lastGood = known.since(host, requester.byWildcard(), now - USABLE.toNanos());
        CompletableFuture<List<InetAddress>> lookUp = lookUps.join(host, requester, lastGood.isEmpty());
        return lastGood.map(addresses -> unlessItFails(lookUp, addresses)).orElse(lookUp);
    }

    /** What {@code lookUp} returns, or {@code lastGood} if {@code lookUp} fails or is slow. */
    private static CompletableFuture<List<InetAddress>> unlessItFails(CompletableFuture<List<InetAddress>> lookUp,
            List<InetAddress> lastGood) {
        CompletableFuture<List<InetAddress>> result = lookUp
                .completeOnTimeout(lastGood, SLOW.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(failure -> lastGood);
        result.whenComplete((addresses, failure) -> lookUp.cancel(false));
        return result;
    }

    /** Alternates the address families, beginning with the one that the system prefers (RFC 8305, section 4). */
    static List<InetAddress> interleave(List<InetAddress> addresses) {
        Class<?> preferred = addresses.get(0).getClass();
        List<InetAddress> first = new ArrayList<>(addresses);
        List<InetAddress> second = new ArrayList<>(addresses);
        first.removeIf(address -> address.getClass() != preferred);
        second.removeIf(address -> address.getClass() == preferred);
        List<InetAddress> order = new ArrayList<>(addresses.size());
        for (int i = 0; i < addresses.size() && order.size() < MAX_ADDRESSES; i++) {
            if (i < first.size()) {
                order.add(first.get(i));
            }
            if (i < second.size()) {
                order.add(second.get(i));
            }
        }
        return order;
    }

    /** Idle threads end. */
    private static Executor newThreads() {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(LookUps.THREADS, LookUps.THREADS, 30, TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, "resolver");
            thread.setDaemon(true);
            return thread;
        });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
