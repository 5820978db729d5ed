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
 * The operating system's resolver, with its hosts file, suffixes and policies, on a few threads of its own. Look-ups of
 * one name under way at the same time are one, so that a name whose server hangs holds a single thread. An answer
 * serves for a second: agents come in crowds and ask for the same few names, and each look-up wakes two threads. Beyond
 * that the JDK caches, for as long as its {@code networkaddress.cache.ttl} says; where that forbids it, nothing is
 * cached here either. The service's Java options leave the JDK a second less than its default, so that both together
 * keep to it.
 */
public final class SystemNameResolver implements NameResolver {
    /** Idle ones end. A look-up that gets no answer holds one for as long as the operating system is patient. */
    private static final int THREADS = 32;
    private static final int MAX_WAITING = 1024;
    /** By then, whoever asked has mostly given up; to ask nevertheless would only keep others waiting. */
    private static final Duration MAX_WAIT = Duration.ofSeconds(5);
    /** A name server may answer with any number of addresses; no more than these are tried. */
    static final int MAX_ADDRESSES = 16;

    private final ConcurrentMap<String, CompletableFuture<List<InetAddress>>> answers = new ConcurrentHashMap<>();
    private final ExecutorService threads = newThreads();
    private final Executor later;

    public SystemNameResolver() {
        this("0".equals(Security.getProperty("networkaddress.cache.ttl"))
                ? Runnable::run : CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS));
    }

    /** @param later runs what it is given when an answer has served its time */
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

    /** The families in turn, beginning with the one the system prefers (RFC 8305, section 4). */
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
