package org.omsgateway;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The files that procrun and the JVM write into the log folder, such as {@code commons-daemon.2026-11-23.log}. Procrun
 * begins a new file on the day of each start and never removes the old ones.
 */
final class ServiceLogs {
    /** How many files of each kind are kept. */
    static final int KEPT = 10;

    private static final List<String> KINDS = List.of("commons-daemon.*.log", "omsgatewayservice-stdout.*.log",
            "omsgatewayservice-stderr.*.log", "java-error-*.log");

    private ServiceLogs() {}

    /** Removes all but the newest files of each kind. */
    static void prune(Path folder) throws IOException {
        for (String kind : KINDS) {
            List<Path> files = new ArrayList<>();
            try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, kind)) {
                found.forEach(files::add);
            }
            files.sort(Comparator.comparing((Path file) -> file.toFile().lastModified()).reversed());
            for (Path file : files.subList(Math.min(KEPT, files.size()), files.size())) {
                Files.deleteIfExists(file);
            }
        }
    }
}
