package org.omsgateway.perfcounters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Literal bytes at the offsets that Microsoft documents for 64-bit Windows. */
class PerfLibStructuresTest {
    private static final String COUNTER_SET = "80e0cb832626 1644aa561114fafafda4";
    /** PERF_COUNTER_LARGE_RAWCOUNT, PERF_COUNTER_BULK_COUNT, PERF_AVERAGE_BULK, PERF_AVERAGE_BASE. */
    private static final Map<String, String> TYPES =
            Map.of("value", "00010100", "rate", "00054110", "average", "00050240", "base", "02040340");
    private static final String PROVIDER = "2026779d3203 0b45b527a35d606be5db";

    @Test
    void writesGuidsAsWindowsKeepsThem() {
        assertThat(hex(PerfLibStructures.guid(UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"))))
                .isEqualTo("33221100554477668899aabbccddeeff");
    }

    @Test
    void tellsTheSizeOfTheProviderContext() {
        assertThat(hex(PerfLibStructures.providerContext())).isEqualTo("28000000" + "00".repeat(36));
    }

    @Test
    void describesTheCounterSetAndItsCounters() {
        StringBuilder counters = new StringBuilder();
        for (String counter : List.of("01 value", "02 value", "03 value", "04 value", "05 rate", "06 rate", "07 rate",
                "08 value", "09 rate", "0a rate", "0b average", "0c base", "0d value", "0e value", "0f value",
                "10 value", "11 value")) {
            String[] parts = counter.split(" ");
            counters.append(parts[0]).append("000000").append(TYPES.get(parts[1])) // CounterId, Type
                    .append(parts[1].equals("base") ? "0300000000000000" : "0100000000000000") // Attrib
                    .append(parts[1].equals("base") ? "04000000" : "08000000") // Size
                    .append("64000000") // DetailLevel: PERF_DETAIL_NOVICE
                    .append("00000000") // Scale
                    .append("00000000"); // Offset
        }
        assertThat(hex(PerfLibStructures.counterSet())).isEqualTo((COUNTER_SET + PROVIDER).replace(" ", "")
                + "11000000" // NumCounters
                + "00000000" // InstanceType: PERF_COUNTERSET_SINGLE_INSTANCE
                + counters);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
