package org.omsgateway.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static String line(String time, int number) {
        return "{\"time\":\"" + time + "\",\"tunnel\":" + number + "}\n";
    }
}
