package org.omsgateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.omsgateway.testing.Await;

class LookUpsTest {
    private static final List<InetAddress> ADDRESSES = List.of(InetAddress.getLoopbackAddress());

    /** What the system was asked for and has not answered yet. */
    private final Map<String, CompletableFuture<List<InetAddress>>> asked = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final LookUps lookUps = new LookUps((host, byWildcard) -> {
        CompletableFuture<List<InetAddress>> answer = new CompletableFuture<>();
        asked.put(host, answer);
        return answer.get();
    }, threads);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private static Requester client(int number, boolean byWildcard) {
        return Requester.of(new InetSocketAddress("192.0.2." + number, 1), byWildcard);
    }

    private CompletableFuture<List<InetAddress>> join(String host, Requester requester) {
        return lookUps.join(host, requester, true);
    }

    /** Each of several clients asks for some names that only a wildcard allows, and that nobody answers. */
    private List<CompletableFuture<List<InetAddress>>> floodByWildcard(int clients, int names) {
        List<CompletableFuture<List<InetAddress>>> flood = new ArrayList<>();
        for (int client = 1; client <= clients; client++) {
            for (int name = 0; name < names; name++) {
                flood.add(join("x" + client + "-" + name + ".wild.example", client(client, true)));
            }
        }
        return flood;
    }

    private void awaitAsked(int count) {
        Await.until(count + " look-ups", () -> asked.size() == count);
    }

    private void answer(String host) {
        Await.until("the look-up of " + host, () -> asked.containsKey(host));
        asked.remove(host).complete(ADDRESSES);
    }

    @Test
    void leavesHalfOfTheThreadsToNamesThatAreAllowedAsSuch() throws Exception {
        floodByWildcard(6, 8);
        awaitAsked(LookUps.WILDCARD_THREADS);
        CompletableFuture<List<InetAddress>> exact = join("exact.example", client(1, false));
        answer("exact.example");
        assertThat(exact.get()).isEqualTo(ADDRESSES);
        assertThat(asked).hasSize(LookUps.WILDCARD_THREADS);
    }

    @Test
    void leavesThreadsForWildcardsToOtherClients() throws Exception {
        floodByWildcard(1, LookUps.MAX_WAITING_CLIENT);
        awaitAsked(LookUps.CLIENT_WILDCARD_THREADS);
        CompletableFuture<List<InetAddress>> other = join("other.wild.example", client(2, true));
        answer("other.wild.example");
        assertThat(other.get()).isEqualTo(ADDRESSES);
        assertThat(asked).hasSize(LookUps.CLIENT_WILDCARD_THREADS);
    }

    @Test
    void leavesThreadsForExactNamesToOtherClients() throws Exception {
        for (int name = 0; name < 40; name++) {
            join("x" + name + ".example", client(1, false));
        }
        awaitAsked(LookUps.CLIENT_THREADS);
        CompletableFuture<List<InetAddress>> other = join("other.example", client(2, false));
        answer("other.example");
        assertThat(other.get()).isEqualTo(ADDRESSES);
    }

    @Test
    void startsTheOldestThatWaitsWhenAThreadIsFree() throws Exception {
        floodByWildcard(1, LookUps.CLIENT_WILDCARD_THREADS);
        CompletableFuture<List<InetAddress>> first = join("first.wild.example", client(1, true));
        CompletableFuture<List<InetAddress>> second = join("second.wild.example", client(1, true));
        answer("x1-0.wild.example");
        Await.until("the first", () -> asked.containsKey("first.wild.example"));
        assertThat(asked).doesNotContainKey("second.wild.example");
        answer("first.wild.example");
        assertThat(first.get()).isEqualTo(ADDRESSES);
        answer("second.wild.example");
        assertThat(second.get()).isEqualTo(ADDRESSES);
    }

    @Test
    void neverStartsWhatNobodyWaitsForAnyMore() throws Exception {
        floodByWildcard(1, LookUps.CLIENT_WILDCARD_THREADS);
        awaitAsked(LookUps.CLIENT_WILDCARD_THREADS);
        List<CompletableFuture<List<InetAddress>>> abandoned = new ArrayList<>();
        for (int i = 0; i < LookUps.MAX_WAITING_CLIENT; i++) {
            abandoned.add(join("abandoned" + i + ".wild.example", client(1, true)));
        }
        CompletableFuture<List<InetAddress>> refused = join("refused.wild.example", client(1, true));
        assertThatThrownBy(refused::get).hasRootCauseInstanceOf(IOException.class)
                .hasRootCauseMessage("too many look-ups are waiting");

        abandoned.forEach(caller -> caller.cancel(false));
        CompletableFuture<List<InetAddress>> wanted = join("wanted.wild.example", client(1, true));
        answer("x1-0.wild.example");
        answer("wanted.wild.example");
        assertThat(wanted.get()).isEqualTo(ADDRESSES);
        answer("x1-1.wild.example");
        CompletableFuture<List<InetAddress>> last = join("last.wild.example", client(1, true));
        answer("last.wild.example");
        assertThat(last.get()).isEqualTo(ADDRESSES);
        assertThat(asked.keySet()).noneMatch(host -> host.startsWith("abandoned"));
    }

    @Test
    void goesOnForOthersWhenOneOfSeveralGivesUp() throws Exception {
        floodByWildcard(1, LookUps.CLIENT_WILDCARD_THREADS);
        CompletableFuture<List<InetAddress>> hasty = join("shared.wild.example", client(1, true));
        CompletableFuture<List<InetAddress>> patient = join("shared.wild.example", client(1, true));
        hasty.cancel(false);
        answer("x1-0.wild.example");
        answer("shared.wild.example");
        assertThat(patient.get()).isEqualTo(ADDRESSES);
    }

    @Test
    void startsAWaitingLookUpForAnotherClientThatHasAThread() throws Exception {
        floodByWildcard(1, LookUps.CLIENT_WILDCARD_THREADS);
        CompletableFuture<List<InetAddress>> waits = join("shared.wild.example", client(1, true));
        CompletableFuture<List<InetAddress>> other = join("shared.wild.example", client(2, true));
        answer("shared.wild.example");
        assertThat(List.of(waits.get(), other.get())).containsOnly(ADDRESSES);
    }

    @Test
    void boundsWhatWaitsButNeverForNamesThatAreAllowedAsSuch() throws Exception {
        List<CompletableFuture<List<InetAddress>>> flood = floodByWildcard(20, LookUps.MAX_WAITING_CLIENT);
        assertThat(flood.stream().filter(CompletableFuture::isCompletedExceptionally))
                .hasSize(flood.size() - LookUps.MAX_WAITING_WILDCARD - LookUps.WILDCARD_THREADS);
        CompletableFuture<List<InetAddress>> exact = join("exact.example", client(1, false));
        answer("exact.example");
        assertThat(exact.get()).isEqualTo(ADDRESSES);
    }

    @Test
    void takesOneThreadForANameThatManyWant() throws Exception {
        List<CompletableFuture<List<InetAddress>>> crowd = new ArrayList<>();
        for (int client = 0; client < 200; client++) {
            crowd.add(join("popular.example", client(client, false)));
        }
        answer("popular.example");
        for (CompletableFuture<List<InetAddress>> caller : crowd) {
            assertThat(caller.get()).isEqualTo(ADDRESSES);
        }
        assertThat(asked).isEmpty();
    }

    @Test
    void countsAnIpv6NetworkAsOneClient() {
        assertThat(Requester.of(new InetSocketAddress("2001:db8::1", 1), true))
                .isEqualTo(Requester.of(new InetSocketAddress("2001:db8::2:3:4:5", 2), true))
                .isNotEqualTo(Requester.of(new InetSocketAddress("2001:db8:0:1::1", 1), true));
    }

    @Test
    void failsWithoutAThreadAndGoesOn() {
        List<Runnable> tasks = new ArrayList<>();
        LookUps starved = new LookUps((host, byWildcard) -> ADDRESSES, task -> {
            tasks.add(task);
            if (tasks.size() <= 2 * LookUps.THREADS) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            task.run();
        });
        for (int i = 0; i < 2 * LookUps.THREADS; i++) {
            assertThatThrownBy(starved.join("a.example", client(1, false), true)::get)
                    .hasRootCauseInstanceOf(OutOfMemoryError.class);
        }
        assertThat(starved.join("a.example", client(1, false), true)).isCompletedWithValue(ADDRESSES);
    }
}
