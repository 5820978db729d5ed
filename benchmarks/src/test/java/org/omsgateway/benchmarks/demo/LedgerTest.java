package org.omsgateway.benchmarks.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LedgerTest {
    private final Ledger sent = new Ledger();
    private final Ledger arrived = new Ledger();

    @Test
    void equalUploadsMakeEqualTotals() {
        sent.add("a", new byte[] {1, 2});
        arrived.add("a", new byte[] {1, 2});

        assertThat(arrived.totals()).isEqualTo(sent.totals());
    }

    @Test
    void detectsAChangedByte() {
        sent.add("a", new byte[] {1, 2});
        arrived.add("a", new byte[] {1, 3});

        assertThat(arrived.totals()).isNotEqualTo(sent.totals());
    }

    @Test
    void detectsUploadsInAnotherOrder() {
        sent.add("a", new byte[] {1});
        sent.add("a", new byte[] {2});
        arrived.add("a", new byte[] {2});
        arrived.add("a", new byte[] {1});

        assertThat(arrived.bytes()).isEqualTo(sent.bytes());
        assertThat(arrived.totals()).isNotEqualTo(sent.totals());
    }

    @Test
    void detectsUploadsUnderAnotherAgent() {
        sent.add("a", new byte[] {1});
        arrived.add("b", new byte[] {1});

        assertThat(arrived.totals()).isNotEqualTo(sent.totals());
    }
}
