package org.omsgateway.perfcounters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.omsgateway.perfcounters.GatewayCounter.ACTIVE_CLIENT_CONNECTION;
import static org.omsgateway.perfcounters.GatewayCounter.BYTES_TO_CLIENTS;
import static org.omsgateway.perfcounters.GatewayCounter.ERROR_COUNT;
import static org.omsgateway.perfcounters.GatewayCounter.HEAP_BYTES;
import static org.omsgateway.perfcounters.GatewayCounter.REJECTION_COUNT;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CountersTest {
    private final Counters counters = new Counters();

    @ParameterizedTest
    @EnumSource
    void startsAtZeroAndMovesByOneEach(GatewayCounter counter) {
        assertThat(counters.get(counter)).isZero();

        counters.increment(counter);
        counters.increment(counter);
        counters.decrement(counter);

        for (GatewayCounter each : GatewayCounter.values()) {
            assertThat(counters.get(each)).isEqualTo(each == counter ? 1 : 0);
        }
    }

    @Test
    void takesAnIncreaseAndAValue() {
        counters.add(BYTES_TO_CLIENTS, 5_000_000_000L);
        counters.add(BYTES_TO_CLIENTS, 1);
        counters.set(HEAP_BYTES, 7);
        assertThat(counters.get(BYTES_TO_CLIENTS)).isEqualTo(5_000_000_001L);
        assertThat(counters.get(HEAP_BYTES)).isEqualTo(7);
    }

    @Test
    void isExactHoweverManyThreadsCount() throws InterruptedException {
        int each = 200_000;
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            threads.add(new Thread(() -> {
                for (int k = 0; k < each; k++) {
                    counters.increment(ERROR_COUNT);
                    counters.increment(ACTIVE_CLIENT_CONNECTION);
                    counters.decrement(ACTIVE_CLIENT_CONNECTION);
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(counters.get(ERROR_COUNT)).isEqualTo(8L * each);
        assertThat(counters.get(ACTIVE_CLIENT_CONNECTION)).isZero();
        assertThat(counters.get(REJECTION_COUNT)).isZero();
    }

    @Test
    void showsEachValueInItsAlignedWordOfMemory() {
        counters.increment(REJECTION_COUNT);

        ByteBuffer memory = counters.memory();

        assertThat(memory.isDirect()).isTrue();
        assertThat(memory.order()).isEqualTo(ByteOrder.nativeOrder());
        assertThat(memory.alignmentOffset(0, Long.BYTES)).isZero();
        assertThat(memory.getLong(REJECTION_COUNT.ordinal() * Long.BYTES)).isEqualTo(1);
        assertThat(memory.getLong(ERROR_COUNT.ordinal() * Long.BYTES)).isZero();
    }
}
