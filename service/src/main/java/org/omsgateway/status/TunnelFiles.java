package org.omsgateway.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.omsgateway.eventlog.LogFile;

/** Reads what {@link TunnelLog} has written, a line at a time. */
public final class TunnelFiles {
    /** More than a line has characters. */
    private static final int LINE = 65_536;

    private final Instant since;
    private final Consumer<Map<String, Object>> tunnels;
    /** Lines that are missing in front of the next tunnel, whose time tells whether they count. */
    private long unplaced;
    private long missing;

    private TunnelFiles(Instant since, Consumer<Map<String, Object>> tunnels) {
        this.since = since;
        this.tunnels = tunnels;
    }

    /**
     * Reads the tunnels that ended at {@code since} or later, the earliest first. The gateway may write at the same
     * time.
     *
     * @param folder the log folder; without a file of tunnels, there are none
     * @param tunnels takes the object of each line, whose names are those of the file
     * @return how many tunnels are missing, because the disk was full or too slow
     */
    public static long read(Path folder, Instant since, Consumer<Map<String, Object>> tunnels) throws IOException {
        TunnelFiles reading = new TunnelFiles(since, tunnels);
        Deque<BufferedReader> files = new ArrayDeque<>();
        try {
            open(folder, since, files);
            for (BufferedReader file : files) {
                reading.readFile(file);
            }
        } finally {
            for (BufferedReader file : files) {
                file.close();
            }
        }
        return reading.missing + reading.unplaced;
    }

    /**
     * Opens the files, of which the earliest comes first. All are opened before one is read, beginning with the latest,
     * so that none is left out if they get their next names meanwhile. One may be found twice: its first line tells.
     */
    private static void open(Path folder, Instant since, Deque<BufferedReader> files) throws IOException {
        Set<String> firstLines = new HashSet<>();
        for (int age = 0; age <= LogFile.OLD_FILES; age++) {
            Path file = folder.resolve(TunnelLog.FILE + (age == 0 ? "" : "." + age));
            try {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(since)) {
                    continue;
                }
                BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1);
                files.addFirst(reader);
                reader.mark(LINE);
                if (firstLines.add(reader.readLine())) {
                    reader.reset();
                } else {
                    files.removeFirst().close();
                }
            } catch (NoSuchFileException absent) {
                continue;
            }
        }
    }

    private void readFile(BufferedReader file) throws IOException {
        for (String line = file.readLine(); line != null; line = file.readLine()) {
            object(line).ifPresent(this::add);
        }
    }

    private void add(Map<String, Object> object) {
        if (object.get(TunnelLog.MISSING) instanceof Number count) {
            unplaced += count.longValue();
        } else if (object.get("time") instanceof String time) {
            if (!Instant.parse(time).isBefore(since)) {
                missing += unplaced;
                tunnels.accept(object);
            }
            unplaced = 0;
        }
    }

    /** Empty for a line that is half written. */
    private static Optional<Map<String, Object>> object(String line) throws IOException {
        try {
            return JsonLine.read(line);
        } catch (JsonProcessingException halfWritten) {
            return Optional.empty();
        }
    }
}
