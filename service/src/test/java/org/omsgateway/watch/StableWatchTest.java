package org.omsgateway.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.omsgateway.testing.Await;

class StableWatchTest {
    private static final Duration AT_ONCE = Duration.ofMillis(1);
    private static final String THROWS = "throws";

    private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();

    @Test
    void reportsOnlyWhatTwoLooksInARowHaveFound() throws Exception {
        assertThat(toldOf("old", "half", "wh", "whole", "whole", "whole", "end", "end"))
                .containsExactly("whole", "end");
    }

    @Test
    void doesNotReportAChangeThatIsUndoneAtOnce() throws Exception {
        assertThat(toldOf("old", "half", "old", "old", "half", "old", "old", "end", "end")).containsExactly("end");
    }

    @Test
    void reportsWhatChangesMoreOftenThanItLooks() throws Exception {
        Duration interval = Duration.ofMillis(400);
        long began = System.nanoTime();
        BlockingQueue<Long> told = new LinkedBlockingQueue<>();
        Supplier<Long> look = () -> (System.nanoTime() - began) * 5 / 3 / interval.toNanos();
        try (Watch watch = new StableWatch<>(0L, look, interval, told::add, failures::add)) {
            assertThat(watch).isNotNull();
            assertThat(Await.next(told)).isPositive();
            assertThat(Await.next(told)).isPositive();
        }
    }

    @Test
    void leavesWhatIsKnownInForceWhileLooksThrow() throws Exception {
        assertThat(toldOf("old", THROWS, THROWS, "old", "old", "end", "end")).containsExactly("end");
    }

    @Test
    void countsNoTwoLooksAsInARowWithOneThatThrewBetweenThem() throws Exception {
        assertThat(toldOf("old", "half", THROWS, "half", "end", "end")).containsExactly("end");
    }

    @Test
    void reportsTheFirstOfSeveralLooksThatThrow() throws Exception {
        toldOf("old", THROWS, THROWS, THROWS, "old", THROWS, THROWS, "end", "end");
        assertThat(failures).extracting(Throwable::getMessage).containsExactly("look 1", "look 5");
    }

    @Test
    void goesOnAfterAListenerThatThrows() throws Exception {
        assertThat(toldOf(told -> {
            if (told.equals("error")) {
                throw new LinkageError(told);
            }
            throw new IllegalStateException(told);
        }, "old", "exception", "exception", "error", "error", "end", "end"))
                .containsExactly("exception", "error", "end");
        assertThat(failures).extracting(Throwable::getMessage).startsWith("exception", "error");
    }

    @Test
    void goesOnAfterAListenerThatLeavesItsThreadInterrupted() throws Exception {
        assertThat(toldOf(told -> Thread.currentThread().interrupt(), "old", "new", "new", "end", "end"))
                .containsExactly("new", "end");
    }

    @Test
    void goesOnAfterAReportThatThrows() throws Exception {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        Supplier<String> look = looks("old", THROWS, "new", "new");
        try (Watch watch = new StableWatch<>(look.get(), look, AT_ONCE, told::add, failure -> {
            throw new IllegalStateException("for the test of what comes after it");
        })) {
            assertThat(watch).isNotNull();
            assertThat(Await.next(told)).isEqualTo("new");
        }
    }

    @Test
    void reportsNothingOnceItIsClosed() throws Exception {
        BlockingQueue<Thread> looking = new LinkedBlockingQueue<>();
        CountDownLatch closed = new CountDownLatch(1);
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        Watch watch = new StableWatch<>("old", () -> {
            looking.add(Thread.currentThread());
            if (looking.size() == 2) {
                await(closed);
            }
            return "new";
        }, AT_ONCE, told::add, failures::add);
        Await.until("a second look", () -> looking.size() == 2);
        watch.close();
        closed.countDown();
        looking.take().join();
        assertThat(told).isEmpty();
        assertThat(failures).isEmpty();
    }

    private List<String> toldOf(String... found) throws InterruptedException {
        return toldOf(told -> { }, found);
    }

    /**
     * The values that a watch reports.
     *
     * @param listener called with each value, too
     * @param found the values found, one for each look, ending with "end"
     */
    private List<String> toldOf(Consumer<String> listener, String... found) throws InterruptedException {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        Supplier<String> look = looks(found);
        List<String> all = new ArrayList<>();
        try (Watch watch = new StableWatch<>(look.get(), look, AT_ONCE, now -> {
            told.add(now);
            listener.accept(now);
        }, failures::add)) {
            assertThat(watch).isNotNull();
            String next;
            do {
                next = Await.next(told);
                all.add(next);
            } while (!next.equals("end"));
        }
        return all;
    }

    /** Finds one value after the other, and then the last value again and again. */
    private static Supplier<String> looks(String... found) {
        Iterator<String> rest = List.of(found).iterator();
        return new Supplier<>() {
            private String last;
            private int count = -1;

            @Override
            public String get() {
                if (rest.hasNext()) {
                    last = rest.next();
                    count++;
                }
                if (last.equals(THROWS)) {
                    throw new IllegalStateException("look " + count);
                }
                return last;
            }
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
