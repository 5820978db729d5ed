package org.omsgateway.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TunnelFilesTest {
    @TempDir
    private Path folder;

    @Test
    void readsRolledFilesFirstAndLeavesOutWhatIsNoTunnel() throws Exception {
        write("tunnels.jsonl.2", line("2026-11-30T08:00:00Z", 1) + line("2026-11-30T08:00:01.5Z", 2));
        write("tunnels.jsonl.1", line("2026-11-30T08:01:00Z", 3) + "{\"missing\":7}\n");
        write("tunnels.jsonl", line("2026-11-30T08:02:00.001Z", 4) + "{\"time\":\"2026-11-30T08:0");
        assertThat(numbersSince("2026-11-30T08:00:00Z")).containsExactly(1, 2, 3, 4);
        assertThat(numbersSince("2026-11-30T08:00:01Z")).containsExactly(2, 3, 4);
        assertThat(numbersSince("2026-11-30T08:02:00.002Z")).isEmpty();
    }

    @Test
    void countsWhatIsMissingSinceTheTime() throws Exception {
        write("tunnels.jsonl.1", line("2026-11-30T08:00:00Z", 1)
                + "{\"missing\":1}\n" + line("2026-11-30T08:01:00Z", 2));
        write("tunnels.jsonl", "{\"missing\":20}\n" + line("2026-11-30T08:02:00Z", 3) + "{\"missing\":300}\n");
        assertThat(missingSince("2026-11-30T08:00:00Z")).isEqualTo(321);
        assertThat(missingSince("2026-11-30T08:02:00Z")).isEqualTo(320);
        assertThat(missingSince("2026-11-30T08:03:00Z")).isEqualTo(300);
    }

    @Test
    void leavesOutNoFileThatGetsItsNextNameMeanwhile() throws Exception {
        write("tunnels.jsonl.1", line("2026-11-30T08:00:00Z", 1));
        write("tunnels.jsonl", line("2026-11-30T08:01:00Z", 2));
        List<Object> numbers = new ArrayList<>();
        TunnelFiles.read(folder, Instant.EPOCH, tunnel -> {
            numbers.add(tunnel.get("tunnel"));
            if (numbers.size() == 1) {
                rename("tunnels.jsonl.1", "tunnels.jsonl.2");
                rename("tunnels.jsonl", "tunnels.jsonl.1");
            }
        });
        assertThat(numbers).containsExactly(1, 2);
    }

    @Test
    void readsAFileThatHasTwoNamesOnce() throws Exception {
        write("tunnels.jsonl", line("2026-11-30T08:00:00Z", 1) + line("2026-11-30T08:01:00Z", 2));
        Files.copy(folder.resolve("tunnels.jsonl"), folder.resolve("tunnels.jsonl.1"));
        assertThat(numbersSince("2026-11-30T08:00:00Z")).containsExactly(1, 2);
    }

    private void rename(String from, String to) {
        try {
            Files.move(folder.resolve(from), folder.resolve(to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void doesNotReadFilesOfBefore() throws Exception {
        Path old = write("tunnels.jsonl.1", line("2026-11-30T08:00:00Z", 1));
        Files.setLastModifiedTime(old, FileTime.from(Instant.parse("2026-11-29T08:00:00Z")));
        write("tunnels.jsonl", line("2026-11-30T08:02:00Z", 2));
        assertThat(numbersSince("2026-11-30T00:00:00Z")).containsExactly(2);
    }

    @Test
    void findsNoTunnelWhereThereIsNoFile() throws Exception {
        assertThat(numbersSince("2026-11-30T00:00:00Z")).isEmpty();
    }

    private List<Object> numbersSince(String time) throws IOException {
        List<Object> numbers = new ArrayList<>();
        TunnelFiles.read(folder, Instant.parse(time), tunnel -> numbers.add(tunnel.get("tunnel")));
        return numbers;
    }

    private long missingSince(String time) throws IOException {
        return TunnelFiles.read(folder, Instant.parse(time), tunnel -> { });
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static String line(String time, int number) {
        return "{\"time\":\"" + time + "\",\"tunnel\":" + number + "}\n";
    }
}
