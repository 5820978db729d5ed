package org.omsgateway.benchmarks.contest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.omsgateway.benchmarks.load.Metric;

/** Results as Markdown, for people. */
public final class Table {
    private static final String SQUID = "Squid";
    private static final String BARE = "bare Netty relay";

    /** @param withRatios whether to show the metric's ratios to Squid and to the bare relay beside it */
    private record Column(Metric metric, String title, int digits, boolean withRatios) {}

    private static final List<List<Column>> TABLES = List.of(
            List.of(new Column(Metric.BLAST_MB_PER_S, "blast MB/s", 0, false),
                    new Column(Metric.BLAST_CPU_S_PER_GB, "CPU-s/GB", 3, true),
                    new Column(Metric.BLAST_LOAD_CPU_S_PER_GB, "the load's own", 3, false)),
            List.of(new Column(Metric.EXCHANGE_CPU_S_PER_GB, "exchange CPU-s/GB", 3, true),
                    new Column(Metric.DOWN_CPU_S_PER_GB, "down CPU-s/GB", 3, true),
                    new Column(Metric.BOTH_CPU_S_PER_GB, "both ways CPU-s/GB", 3, true)),
            List.of(new Column(Metric.RATE_PER_S, "rate /s", 0, false),
                    new Column(Metric.RATE_CPU_MS, "CPU-ms per tunnel", 3, true),
                    new Column(Metric.RATE_LOAD_CPU_MS, "the load's own", 3, false),
                    new Column(Metric.RATE_P50_MS, "p50 ms", 1, false),
                    new Column(Metric.RATE_P99_MS, "p99 ms", 1, false)),
            List.of(new Column(Metric.STEADY_P50_MS, "steady p50 ms", 2, false),
                    new Column(Metric.STEADY_P99_MS, "p99 ms", 1, true),
                    new Column(Metric.STEADY_CPU_MS, "CPU-ms per batch", 3, true),
                    new Column(Metric.STEADY_CPU_PERCENT, "% of a core", 0, false),
                    new Column(Metric.STEADY_LATE, "late", 0, false),
                    new Column(Metric.STEADY_MB, "memory MB", 0, false)),
            List.of(new Column(Metric.START_S, "start s", 2, false),
                    new Column(Metric.FRESH_MB, "memory MB: just started", 0, false),
                    new Column(Metric.IDLE_MB, "all tunnels idle", 0, false),
                    new Column(Metric.IDLE_KB_PER_TUNNEL, "KB per further", 1, false),
                    new Column(Metric.STALL_KB_PER_TUNNEL, "KB more per stalled reader", 0, false),
                    new Column(Metric.STALL_BEFORE_P99_MS, "others' p99 ms: before", 1, false),
                    new Column(Metric.STALL_OTHERS_P99_MS, "meanwhile", 1, false)),
            List.of(new Column(Metric.RESTART_S, "just started: all up after s", 2, false),
                    new Column(Metric.RESTART_CPU_S, "CPU-s", 2, false),
                    new Column(Metric.RESTART_LOAD_CPU_S, "the load's own", 2, false),
                    new Column(Metric.STORM_S, "running: all up after s", 2, false),
                    new Column(Metric.STORM_CPU_S, "CPU-s", 2, false),
                    new Column(Metric.STORM_LOAD_CPU_S, "the load's own", 2, false)));

    /** The model is made from the points between these numbers of agents. Below, fixed costs hide the growing costs. */
    private static final int MODEL_FROM = 1_000;
    private static final int MODEL_TO = 6_000;

    private final Results results;

    public Table(Results results) {
        this.results = results;
    }

    /** The tables of all measurements, one below the other. */
    public String text() {
        StringBuilder text = new StringBuilder();
        TABLES.stream().filter(this::isMeasured).forEach(columns -> text.append(table(columns)).append('\n'));
        if (!results.points().isEmpty()) {
            text.append(curve()).append('\n');
        }
        return text.append(losses()).append('\n').append(results.circumstances()).append('\n').toString();
    }

    private boolean isMeasured(List<Column> columns) {
        return columns.stream().anyMatch(column -> results.proxies().stream()
                .anyMatch(proxy -> results.median(proxy, column.metric()).isPresent()));
    }

    private String table(List<Column> columns) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(header(columns));
        results.proxies().forEach(proxy -> rows.add(row(proxy, columns)));
        return aligned(rows);
    }

    private static List<String> header(List<Column> columns) {
        List<String> cells = new ArrayList<>(List.of("proxy"));
        for (Column column : columns) {
            cells.add(column.title());
            if (column.withRatios()) {
                cells.addAll(List.of("× Squid", "× bare"));
            }
        }
        return cells;
    }

    private List<String> row(String proxy, List<Column> columns) {
        List<String> cells = new ArrayList<>(List.of(proxy));
        for (Column column : columns) {
            cells.add(number(results.median(proxy, column.metric()), column.digits()));
            if (column.withRatios()) {
                cells.add(number(results.ratio(proxy, SQUID, column.metric()), 2));
                cells.add(number(results.ratio(proxy, BARE, column.metric()), 2));
            }
        }
        return cells;
    }

    private String curve() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("proxy", "agents", "p50 ms", "p99 ms", "late", "memory MB", "model", "% of a core", "model"));
        for (String proxy : results.points().stream().map(Results.Point::proxy).distinct().toList()) {
            List<Results.Point> points =
                    results.points().stream().filter(point -> point.proxy().equals(proxy)).toList();
            List<Results.Point> model = points.stream()
                    .filter(point -> point.agents() >= MODEL_FROM && point.agents() <= MODEL_TO).toList();
            Line memory = Line.through(model, point -> point.measured().get(Metric.STEADY_MB));
            Line cpu = Line.through(model, point -> point.measured().get(Metric.STEADY_CPU_PERCENT));
            points.forEach(point -> rows.add(curveRow(point, memory, cpu)));
        }
        return aligned(rows);
    }

    private static List<String> curveRow(Results.Point point, Line memory, Line cpu) {
        return List.of(point.proxy(), String.valueOf(point.agents()),
                measured(point, Metric.STEADY_P50_MS, 2), measured(point, Metric.STEADY_P99_MS, 1),
                measured(point, Metric.STEADY_LATE, 0),
                measured(point, Metric.STEADY_MB, 0),
                modelled(point, memory, 0),
                measured(point, Metric.STEADY_CPU_PERCENT, 1),
                modelled(point, cpu, 1));
    }

    private static String modelled(Results.Point point, Line line, int digits) {
        return number(point.agents() < MODEL_FROM ? OptionalDouble.empty() : OptionalDouble.of(line.at(point.agents())),
                digits);
    }

    private static String measured(Results.Point point, Metric metric, int digits) {
        return number(OptionalDouble.of(point.measured().get(metric)), digits);
    }

    private String losses() {
        StringBuilder text = new StringBuilder();
        for (String proxy : results.proxies()) {
            double failed = results.sum(proxy, Metric.FAILED);
            double lost = results.sum(proxy, Metric.LOST);
            if (failed > 0 || lost > 0) {
                text.append(String.format(Locale.ROOT, "%s: %.0f failed, %.0f bytes not accounted for%n",
                        proxy, failed, lost));
            }
        }
        return text.isEmpty() ? "No tunnel failed; every byte of every proxy is accounted for.\n" : text.toString();
    }

    private static String number(OptionalDouble value, int digits) {
        return value.isEmpty() ? "-" : String.format(Locale.ROOT, "%." + digits + "f", value.getAsDouble());
    }

    private static String aligned(List<List<String>> rows) {
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < rows.get(row).size(); column++) {
                int width = width(rows, column);
                String cell = rows.get(row).get(column);
                text.append("| ").append(column == 0 ? cell + " ".repeat(width - cell.length())
                        : " ".repeat(width - cell.length()) + cell).append(' ');
            }
            text.append("|\n");
            if (row == 0) {
                for (int column = 0; column < rows.get(0).size(); column++) {
                    text.append('|').append("-".repeat(width(rows, column) + 1)).append(column == 0 ? '-' : ':');
                }
                text.append("|\n");
            }
        }
        return text.toString();
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
