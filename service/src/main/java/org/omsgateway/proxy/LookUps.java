package org.omsgateway.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Look-ups that block, on a few threads. A look-up whose name server keeps silent holds its thread until the operating
 * system's own time-out, so nobody gets all threads: neither the names that only a wildcard allows, nor one client. A
 * look-up that finds no thread waits until one is free for it, or until nobody waits for the look-up any more.
 * Concurrent look-ups of the same name are one look-up. Look-ups take nothing from the {@link MemoryBudget}, because at
 * most {@value #THREADS} run and {@value #MAX_WAITING} wait, less than a megabyte together, and each of their callers
 * is a connection that is counted there. Safe for use by several threads.
 */
final class LookUps {
    static final int THREADS = 32;
    static final int WILDCARD_THREADS = 16;
    /** Of one client for names that are allowed as such. */
    static final int CLIENT_THREADS = 16;
    /** Of one client for names that only a wildcard allows. */
    static final int CLIENT_WILDCARD_THREADS = 8;
    static final int MAX_WAITING = 1024;
    static final int MAX_WAITING_WILDCARD = 512;
    static final int MAX_WAITING_CLIENT = 128;

    /** Looks a name up and blocks. */
    @FunctionalInterface
    interface SystemLookUp {
        /** @param byWildcard whether only a wildcard allows the name */
        List<InetAddress> lookUp(String host, boolean byWildcard) throws Exception;
    }

    private record Name(String host, boolean byWildcard) {}

    private static final class LookUp {
        private final Name name;
        /** Whose place in the queue it takes. */
        private final Requester first;
        private final Set<Requester> requesters = new LinkedHashSet<>();
        private final Set<CompletableFuture<List<InetAddress>>> callers = new LinkedHashSet<>();
        /** Whose thread it takes. */
        private Optional<Requester> running = Optional.empty();

        LookUp(Name name, Requester first) {
            this.name = name;
            this.first = first;
        }
    }

    private final SystemLookUp system;
    private final Executor threads;
    private final Map<Name, LookUp> waiting = new LinkedHashMap<>();
    private final Map<Name, LookUp> running = new HashMap<>();
    private final Map<Requester, Integer> waitingOf = new HashMap<>();
    private final Map<Requester, Integer> runningOf = new HashMap<>();

    /** @param threads runs each task at once, for up to {@link #THREADS} tasks */
    LookUps(SystemLookUp system, Executor threads) {
        this.system = system;
        this.threads = threads;
    }

    /**
     * The addresses of {@code host}, from a look-up that may be under way already. To complete or cancel the future is
     * to give up.
     *
     * @param mayWait whether to wait for a thread; otherwise the future fails if none is free for {@code requester}
     */
    CompletableFuture<List<InetAddress>> join(String host, Requester requester, boolean mayWait) {
        CompletableFuture<List<InetAddress>> caller = new CompletableFuture<>();
        Optional<LookUp> joined = enter(new Name(host, requester.byWildcard()), requester, caller, mayWait);
        joined.ifPresentOrElse(lookUp -> caller.whenComplete((addresses, failure) -> leave(lookUp, caller)),
                () -> caller.completeExceptionally(new IOException("too many look-ups are waiting")));
        return caller;
    }

    private synchronized Optional<LookUp> enter(Name name, Requester requester,
            CompletableFuture<List<InetAddress>> caller, boolean mayWait) {
        LookUp lookUp = running.getOrDefault(name, waiting.get(name));
        if (lookUp == null && (hasRoom(requester) || hasThread(requester))) {
            lookUp = new LookUp(name, requester);
        }
        boolean isRunning = running.containsKey(name);
        if (lookUp == null || !mayWait && !isRunning && !hasThread(requester)) {
            return Optional.empty();
        }
        lookUp.requesters.add(requester);
        lookUp.callers.add(caller);
        if (!isRunning && waiting.putIfAbsent(name, lookUp) == null) {
            waitingOf.merge(lookUp.first, 1, Integer::sum);
        }
        if (!isRunning && hasThread(requester)) {
            start(lookUp, requester);
        }
        return Optional.of(lookUp);
    }

    private synchronized void leave(LookUp lookUp, CompletableFuture<List<InetAddress>> caller) {
        lookUp.callers.remove(caller);
        if (lookUp.callers.isEmpty() && waiting.remove(lookUp.name, lookUp)) {
            decrement(waitingOf, lookUp.first);
        }
    }

    /** Starts what there are threads for, the oldest first. */
    private void startWaiting() {
        for (LookUp lookUp : List.copyOf(waiting.values())) {
            if (running.size() == THREADS) {
                return;
            }
            lookUp.requesters.stream().filter(this::hasThread).findFirst()
                    .ifPresent(requester -> start(lookUp, requester));
        }
    }

    private void start(LookUp lookUp, Requester requester) {
        waiting.remove(lookUp.name);
        decrement(waitingOf, lookUp.first);
        running.put(lookUp.name, lookUp);
        runningOf.merge(requester, 1, Integer::sum);
        lookUp.running = Optional.of(requester);
        try {
            threads.execute(() -> run(lookUp));
        } catch (RuntimeException | Error noThread) {
            release(lookUp);
            List.copyOf(lookUp.callers).forEach(caller -> caller.completeExceptionally(noThread));
        }
    }

    private void run(LookUp lookUp) {
        try {
            List<InetAddress> addresses = system.lookUp(lookUp.name.host(), lookUp.name.byWildcard());
            end(lookUp).forEach(caller -> caller.complete(addresses));
        } catch (Exception | Error e) {
            end(lookUp).forEach(caller -> caller.completeExceptionally(e));
        }
    }

    /** Returns those who wait for the result. */
    private synchronized List<CompletableFuture<List<InetAddress>>> end(LookUp lookUp) {
        release(lookUp);
        startWaiting();
        return List.copyOf(lookUp.callers);
    }

    private void release(LookUp lookUp) {
        running.remove(lookUp.name);
        decrement(runningOf, lookUp.running.orElseThrow());
    }

    private boolean hasThread(Requester requester) {
        int own = runningOf.getOrDefault(requester, 0);
        return running.size() < THREADS && (requester.byWildcard()
                ? own < CLIENT_WILDCARD_THREADS && countByWildcard(running) < WILDCARD_THREADS
                : own < CLIENT_THREADS);
    }

    private boolean hasRoom(Requester requester) {
        return waiting.size() < MAX_WAITING && waitingOf.getOrDefault(requester, 0) < MAX_WAITING_CLIENT
                && (!requester.byWildcard() || countByWildcard(waiting) < MAX_WAITING_WILDCARD);
    }

    private static long countByWildcard(Map<Name, LookUp> lookUps) {
        return lookUps.keySet().stream().filter(Name::byWildcard).count();
    }

    private static void decrement(Map<Requester, Integer> counts, Requester requester) {
        counts.computeIfPresent(requester, (same, count) -> count == 1 ? null : count - 1);
    }
}
