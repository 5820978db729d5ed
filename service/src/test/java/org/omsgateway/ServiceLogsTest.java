package org.omsgateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceLogsTest {
    @TempDir
    private Path folder;

    @Test
    void keepsTheNewestOfEachKindAndAllOtherFiles() throws IOException {
        for (int day = 10; day < 25; day++) {
            for (String name : List.of("commons-daemon.2026-11-%d.log", "java-error-%d.log", "gateway.log.%d")) {
                Path file = Files.createFile(folder.resolve(name.formatted(day)));
                Files.setLastModifiedTime(file, FileTime.fromMillis(day));
            }
        }
        ServiceLogs.prune(folder);
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names = files.map(file -> file.getFileName().toString()).toList();
            assertThat(names).hasSize(2 * ServiceLogs.KEPT + 15)
                    .contains("commons-daemon.2026-11-24.log", "commons-daemon.2026-11-15.log", "java-error-24.log")
                    .doesNotContain("commons-daemon.2026-11-14.log", "java-error-14.log");
        }
    }
}
