package org.omsgateway.proxy;

import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.Security;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The operating system's resolver, with its hosts file, suffixes and policies, on a few separate threads. Concurrent
 * look-ups of the same name share one look-up, so a name whose server hangs holds only one thread. A result is reused
 * for a second, because many agents request the same few names at once, and each look-up wakes two threads. The JDK
 * caches results for {@code networkaddress.cache.ttl}; if this property forbids caching, this class does not cache
 * either. The service's Java options make the JDK's time one second shorter than its default, so both caches together
 * keep to the default.
 */
public final class SystemNameResolver implements NameResolver {
    /** Idle threads end. A look-up without a response holds a thread until the operating system's own time-out. */
    private static final int THREADS = 32;
    private static final int MAX_WAITING = 1024;
    /** After this time most callers have given up, and the look-up would only delay others. */
    private static final Duration MAX_WAIT = Duration.ofSeconds(5);
    /** A name server may return any number of addresses; at most this number is tried. */
    static final int MAX_ADDRESSES = 16;

    private final ConcurrentMap<String, CompletableFuture<List<InetAddress>>> answers = new ConcurrentHashMap<>();
    private final ExecutorService threads = newThreads();
    private final Executor later;

    public SystemNameResolver() {
        this("0".equals(Security.getProperty("networkaddress.cache.ttl"))
                ? Runnable::run : CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS));
    }

    /** @param later runs a task when the time of a result is over */
    SystemNameResolver(Executor later) {
        this.later = later;
    }

    @Override
    public CompletableFuture<List<InetAddress>> resolve(String host) {
        InetAddress literal = NetUtil.createInetAddressFromIpAddressString(host);
        if (literal != null) {
            return CompletableFuture.completedFuture(List.of(literal));
        }
        CompletableFuture<List<InetAddress>> started = new CompletableFuture<>();
        CompletableFuture<List<InetAddress>> first = answers.putIfAbsent(host, started);
        if (first != null) {
            return first;
        }
        long askedNanos = System.nanoTime();
        try {
            threads.execute(() -> lookUp(host, askedNanos, started));
        } catch (RejectedExecutionException e) {
            fail(host, started, new IOException("too many look-ups are waiting"));
        }
        return started;
    }

    private void lookUp(String host, long askedNanos, CompletableFuture<List<InetAddress>> answer) {
        if (System.nanoTime() - askedNanos > MAX_WAIT.toNanos()) {
            fail(host, answer, new IOException("other look-ups took too long"));
            return;
        }
        try {
            answer.complete(interleave(List.of(InetAddress.getAllByName(host))));
            later.execute(() -> answers.remove(host));
        } catch (UnknownHostException | RuntimeException e) {
            fail(host, answer, e);
        }
    }

    private void fail(String host, CompletableFuture<List<InetAddress>> answer, Exception cause) {
        answers.remove(host);
        answer.completeExceptionally(cause);
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

    private static ExecutorService newThreads() {
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(THREADS, THREADS, 30, TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(MAX_WAITING), task -> {
                    Thread thread = new Thread(task, "resolver");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
