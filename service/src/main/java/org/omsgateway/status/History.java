package org.omsgateway.status;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.omsgateway.perfcounters.Counters;
import org.omsgateway.perfcounters.GatewayCounter;

/**
 * A file in the log folder with the values of all counters, a line a minute. Each run of the gateway begins with a line
 * of names, so that the file may have been written by several versions:
 *
 * <pre>
 * time,ActiveClientConnection,ConnectedClient,…
 * 2026-11-30T08:00:00Z,17,5,…
 * </pre>
 *
 * <p>For one thread.
 */
public final class History {
    /** The name of the file in the log folder. */
    public static final String FILE = "history.csv";

    static final Duration KEPT = Duration.ofDays(35);
    private static final String TIME = "time";
    private static final Duration PRUNING = Duration.ofDays(1);

    private final Path file;
    private final Counters counters;
    private boolean hasNames;
    private Instant pruned = Instant.MIN;

    /** The counters at a time; those that the file does not have are missing. */
    public record Sample(Instant time, Map<GatewayCounter, Long> values) {}

    public History(Path folder, Counters counters) {
        this.file = folder.resolve(FILE);
        this.counters = counters;
    }

    /**
     * Appends the values of now. Once a day, also removes those that are older than 35 days. Where the disk has no room
     * for the copy that this takes, the next attempt is a day later.
     */
    public void append(Instant now) throws IOException {
        Files.createDirectories(file.getParent());
        appendValues(now);
        if (pruned.isBefore(now.minus(PRUNING))) {
            pruned = now;
            prune(now.minus(KEPT).truncatedTo(ChronoUnit.SECONDS));
        }
    }

    private void appendValues(Instant now) throws IOException {
        Stream<GatewayCounter> all = Stream.of(GatewayCounter.values());
        String names = hasNames ? "" : line(TIME, all.map(GatewayCounter::valueName));
        String values = line(now.truncatedTo(ChronoUnit.SECONDS).toString(),
                Stream.of(GatewayCounter.values()).map(counter -> String.valueOf(counters.get(counter))));
        Files.writeString(file, names + values, StandardCharsets.US_ASCII,
                StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        hasNames = true;
    }

    private static String line(String first, Stream<String> rest) {
        return Stream.concat(Stream.of(first), rest).collect(Collectors.joining(",", "", "\n"));
    }

    private void prune(Instant earliest) throws IOException {
        Path kept = file.resolveSibling(FILE + ".tmp");
        try {
            copy(earliest, kept);
            Files.move(kept, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(kept);
        }
    }

    /** Copies what is kept. The last names in front of it stay, because they belong to its first lines. */
    private void copy(Instant earliest, Path kept) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1);
                BufferedWriter writer = Files.newBufferedWriter(kept, StandardCharsets.ISO_8859_1)) {
            String names = "";
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith(TIME)) {
                    names = line + "\n";
                } else if (line.compareTo(earliest.toString()) >= 0) {
                    writer.write(names + line + "\n");
                    names = "";
                }
            }
        }
    }

    /**
     * Reads the values since a time, the earliest first. Lines that are half written are left out.
     *
     * @param folder the log folder; without the file, there are no values
     */
    public static List<Sample> read(Path folder, Instant since) throws IOException {
        List<Sample> samples = new ArrayList<>();
        try (BufferedReader reader = Files.newBufferedReader(folder.resolve(FILE), StandardCharsets.ISO_8859_1)) {
            String earliest = since.truncatedTo(ChronoUnit.SECONDS).toString();
            List<GatewayCounter> columns = List.of();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith(TIME)) {
                    columns = columns(line);
                } else if (line.compareTo(earliest) >= 0) {
                    sample(line, columns).ifPresent(samples::add);
                }
            }
        } catch (NoSuchFileException absent) {
            return List.of();
        }
        return samples;
    }

    /** The counters of a line of names, with null for names that no counter has, or has any more. */
    private static List<GatewayCounter> columns(String names) {
        Map<String, GatewayCounter> byName = Stream.of(GatewayCounter.values())
                .collect(Collectors.toMap(GatewayCounter::valueName, counter -> counter));
        return Stream.of(names.split(",")).skip(1).map(byName::get).toList();
    }

    private static Optional<Sample> sample(String line, List<GatewayCounter> columns) {
        String[] values = line.split(",");
        if (values.length != columns.size() + 1) {
            return Optional.empty();
        }
        try {
            Map<GatewayCounter, Long> byCounter = new EnumMap<>(GatewayCounter.class);
            for (int i = 0; i < columns.size(); i++) {
                if (columns.get(i) != null) {
                    byCounter.put(columns.get(i), Long.valueOf(values[i + 1]));
                }
            }
            return Optional.of(new Sample(Instant.parse(values[0]), byCounter));
        } catch (NumberFormatException | DateTimeParseException halfWritten) {
            return Optional.empty();
        }
    }
}
