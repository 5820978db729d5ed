package org.omsgateway.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class StableWatchTest {
    private static final Duration AT_ONCE = Duration.ofMillis(1);

    @Test
    void tellsOnlyOfWhatTwoLooksInARowHaveFound() throws Exception {
        assertThat(toldOf("old", "half", "wh", "whole", "whole", "whole", "end", "end"))
                .containsExactly("whole", "end");
    }

    @Test
    void doesNotTellOfAChangeThatIsTakenBackAtOnce() throws Exception {
        assertThat(toldOf("old", "half", "old", "old", "half", "old", "old", "end", "end")).containsExactly("end");
    }

    /** What {@code found}, one for each look and ending with "end", makes a watch tell of. */
    private static List<String> toldOf(String... found) throws InterruptedException {
        Iterator<String> looks = List.of(found).iterator();
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        Supplier<String> look = new Supplier<>() {
            private String last;

            @Override
            public String get() {
                last = looks.hasNext() ? looks.next() : last;
                return last;
            }

            @Override
            public String toString() {
                return last;
            }
        };
        BlockingQueue<String> all = new LinkedBlockingQueue<>();
        try (StableWatch watch = new StableWatch(look, AT_ONCE, () -> told.add(look.toString()))) {
            assertThat(watch).isNotNull();
            String next;
            do {
                next = told.poll(30, TimeUnit.SECONDS);
                all.add(String.valueOf(next));
            } while (next != null && !next.equals("end"));
        }
        return List.copyOf(all);
    }
}
