package org.omsgateway.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.omsgateway.eventlog.EventAdvice;
import org.omsgateway.eventlog.GatewayEvent;

/** Warnings and errors in the log files: the refused hosts, and the latest of each identifier. */
final class LogSummary {
    private static final int SHOWN = 10;
    private static final Pattern LINE = Pattern.compile("(\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d) \\[\\d+]"
            + " (?:WARN|ERROR) (\\w+ - "
            + "(?:and (?<further>\\d+) further warnings of (?:this client|all clients), the last: )?"
            + "(?<message>.*?)(?: \\((?<more>\\d+) more like this\\))?)");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final Map<GatewayEvent, Pattern> MESSAGES = Stream.of(GatewayEvent.values())
            .filter(event -> event.severity().compareTo(GatewayEvent.Severity.WARN) >= 0)
            .collect(Collectors.toMap(event -> event, LogSummary::pattern));

    private final String since;
    private final Map<Integer, Latest> byId = new TreeMap<>();
    private final Map<String, Integer> refusedHosts = new HashMap<>();

    private static final class Latest {
        private int count;
        private String time = "";
        private String line;
    }

    LogSummary(Instant since) {
        this.since = TIME.format(LocalDateTime.ofInstant(since, ZoneId.systemDefault()));
    }

    /** Reads the log files in {@code folder}; lines that are no warnings or errors are left out. */
    void read(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(LogSummary::isLog).toList()) {
                readFile(file);
            }
        }
    }

    /** Reads bytes that are not UTF-8 as replacement characters. */
    private void readFile(Path file) throws IOException {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                add(line);
            }
        } catch (NoSuchFileException renamed) {
            return;
        }
    }

    private static boolean isLog(Path file) {
        return file.getFileName().toString().matches(".*\\.log(\\.\\d)?");
    }

    private void add(String line) {
        // Most lines are no warnings, and a matcher is slow.
        if (line.compareTo(since) < 0 || !line.contains("] WARN ") && !line.contains("] ERROR ")) {
            return;
        }
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            return;
        }
        String count = parts.group("further") != null ? parts.group("further") : parts.group("more");
        int events = count == null ? 1 : Integer.parseInt(count);
        String text = parts.group("message");
        MESSAGES.forEach((event, pattern) -> {
            Matcher message = pattern.matcher(text);
            if (text.startsWith(beginning(event)) && message.matches()) {
                add(event.id(), events, parts.group(1), parts.group(2));
                if (event == GatewayEvent.HOST_FORBIDDEN && message.group("port").equals("443")) {
                    refusedHosts.merge(message.group("host"), events, Integer::sum);
                }
            }
        });
    }

    private void add(int id, int count, String time, String line) {
        Latest latest = byId.computeIfAbsent(id, first -> new Latest());
        latest.count += count;
        if (time.compareTo(latest.time) >= 0) {
            latest.time = time;
            latest.line = line;
        }
    }

    private static String beginning(GatewayEvent event) {
        int fact = event.template().indexOf('{');
        return fact < 0 ? event.template() : event.template().substring(0, fact);
    }

    private static Pattern pattern(GatewayEvent event) {
        Matcher fact = Pattern.compile("\\{(\\w+)}").matcher(event.template());
        StringBuilder pattern = new StringBuilder();
        int end = 0;
        while (fact.find()) {
            pattern.append(Pattern.quote(event.template().substring(end, fact.start())))
                    .append("(?<").append(fact.group(1)).append(">.*?)");
            end = fact.end();
        }
        return Pattern.compile(pattern + Pattern.quote(event.template().substring(end)));
    }

    String refusedHosts() {
        List<List<String>> rows = refusedHosts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(SHOWN)
                .map(entry -> List.of(Html.escape(entry.getKey()), Units.count(entry.getValue()),
                        "<code>Add-OMSGatewayAllowedHost -Host '" + Html.escape(entry.getKey().replace("'", "''"))
                                + "'</code>"))
                .toList();
        return Html.tableOf("Most refused hosts", List.of("Host", "Requests", "To allow it"), rows);
    }

    String events() {
        Map<Integer, String> advice = EventAdvice.byId();
        List<List<String>> rows = byId.entrySet().stream()
                .map(entry -> List.of(String.valueOf(entry.getKey()), Units.count(entry.getValue().count),
                        entry.getValue().time, entry.getValue().line, advice.getOrDefault(entry.getKey(), "")))
                .toList();
        return Html.table("Warnings and errors, by event",
                List.of("Event", "Count", "Latest", "Text", "What to do"), rows);
    }
}
