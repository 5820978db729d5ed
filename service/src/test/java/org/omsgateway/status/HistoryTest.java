package org.omsgateway.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omsgateway.perfcounters.Counters;
import org.omsgateway.perfcounters.GatewayCounter;

class HistoryTest {
    private static final Instant NOW = Instant.parse("2026-11-30T08:00:00Z");

    @TempDir
    private Path folder;
    private final Counters counters = new Counters();

    @Test
    void hasTheValuesOfEachMinute() throws Exception {
        History history = new History(folder, counters);
        counters.add(GatewayCounter.BYTES_TO_CLIENTS, 17);
        history.append(NOW.plusMillis(5));
        counters.increment(GatewayCounter.CONNECTED_CLIENT);
        history.append(NOW.plusSeconds(60));
        assertThat(lines()).hasSize(3).first().asString().startsWith("time,ActiveClientConnection,ConnectedClient,");
        List<History.Sample> samples = History.read(folder, NOW);
        assertThat(samples).extracting(History.Sample::time).containsExactly(NOW, NOW.plusSeconds(60));
        assertThat(samples.get(1).values()).hasSize(GatewayCounter.values().length)
                .containsEntry(GatewayCounter.BYTES_TO_CLIENTS, 17L).containsEntry(GatewayCounter.CONNECTED_CLIENT, 1L);
        assertThat(History.read(folder, NOW.plusSeconds(1))).hasSize(1);
    }

    @Test
    void keepsThirtyFiveDays() throws Exception {
        History history = new History(folder, counters);
        for (int day = 0; day < 100; day++) {
            history.append(NOW.plus(Duration.ofDays(day)));
        }
        // A day is removed with the next line.
        assertThat(lines()).hasSizeBetween(35, 38);
        assertThat(History.read(folder, NOW)).hasSizeBetween(35, 37);
    }

    @Test
    void goesOnIfThereIsNoRoomToRemoveOldValues() throws Exception {
        write("time,ErrorCount\n2026-01-01T08:00:00Z,5\n");
        Path obstacle = Files.createDirectory(folder.resolve("history.csv.tmp"));
        Files.createFile(obstacle.resolve("x"));
        History history = new History(folder, counters);
        assertThatThrownBy(() -> history.append(NOW)).isInstanceOf(IOException.class);
        history.append(NOW.plusSeconds(60));
        assertThat(lines()).hasSize(5);
        Files.delete(obstacle.resolve("x"));
        Files.delete(obstacle);
        history.append(NOW.plus(Duration.ofDays(2)));
        assertThat(lines()).hasSize(4).last().asString().startsWith("2026-12-02");
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void readsWhatAnotherVersionHasWrittenAndLeavesOutHalfLines() throws Exception {
        write("time,Renamed,ErrorCount\n2026-11-29T08:00:00Z,5,6\n2026-11-29T08:01:00Z,5\n2026-11-29T08:02:00Z,5,x\n");
        new History(folder, counters).append(NOW);
        List<History.Sample> samples = History.read(folder, Instant.EPOCH);
        assertThat(samples).hasSize(2);
        assertThat(samples.get(0).values()).hasSize(1).containsEntry(GatewayCounter.ERROR_COUNT, 6L);
        assertThat(samples.get(1).time()).isEqualTo(NOW);
    }

    @Test
    void isEmptyWithoutAFile() throws Exception {
        assertThat(History.read(folder, NOW)).isEmpty();
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(folder.resolve(History.FILE));
    }

    private void write(String text) throws IOException {
        Files.writeString(folder.resolve(History.FILE), text, StandardOpenOption.CREATE);
    }
}
