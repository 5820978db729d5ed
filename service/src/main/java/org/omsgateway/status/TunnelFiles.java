package org.omsgateway.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.omsgateway.eventlog.LogFile;

/** Reads what {@link TunnelLog} has written. */
public final class TunnelFiles {
    private TunnelFiles() {}

    /**
     * Reads the tunnels that ended at {@code since} or later, the earliest first. The gateway may write at the same
     * time.
     *
     * @param folder the log folder; without a file of tunnels, there are none
     * @param tunnels takes the object of each line, whose names are those of the file
     */
    public static void read(Path folder, Instant since, Consumer<Map<String, Object>> tunnels) throws IOException {
        for (int age = LogFile.OLD_FILES; age >= 0; age--) {
            Path file = folder.resolve(TunnelLog.FILE + (age == 0 ? "" : "." + age));
            try {
                if (!Files.getLastModifiedTime(file).toInstant().isBefore(since)) {
                    readFile(file, since, tunnels);
                }
            } catch (NoSuchFileException absent) {
                continue;
            }
        }
    }

    private static void readFile(Path file, Instant since, Consumer<Map<String, Object>> tunnels) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                tunnel(line).filter(tunnel -> !Instant.parse((String) tunnel.get("time")).isBefore(since))
                        .ifPresent(tunnels);
            }
        }
    }

    /** Empty for a line that is half written, or that tells of missing lines. */
    private static Optional<Map<String, Object>> tunnel(String line) throws IOException {
        try {
            return JsonLine.read(line).filter(object -> object.get("time") instanceof String);
        } catch (JsonProcessingException halfWritten) {
            return Optional.empty();
        }
    }
}
