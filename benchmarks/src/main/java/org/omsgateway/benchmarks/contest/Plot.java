package org.omsgateway.benchmarks.contest;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.omsgateway.benchmarks.load.Metric;

/** Results as pictures: bars to compare proxies, curves over the number of agents. */
public final class Plot {
    private record Panel(Metric metric, String title) {}

    /** A logarithmic scale shows values that differ a thousandfold. */
    private record Curve(String title, boolean logarithmic, Function<Results.Point, Double> value) {
        /** From 0 to 1 between the lowest value shown and the highest. */
        double height(double value, double lowest, double highest) {
            return logarithmic && highest > lowest
                    ? Math.log(value / lowest) / Math.log(highest / lowest)
                    : value / highest;
        }
    }

    private static final List<Panel> PANELS = List.of(
            new Panel(Metric.BLAST_CPU_S_PER_GB, "Processor time for 1 GB, s"),
            new Panel(Metric.RATE_CPU_MS, "Processor time for a tunnel, ms"),
            new Panel(Metric.RATE_P99_MS, "Tunnel and 1 KB there and back, 99 % within ms"),
            new Panel(Metric.STEADY_P99_MS, "200 KB each 6 s from every agent, 99 % within ms"),
            new Panel(Metric.STEADY_CPU_PERCENT, "The same: % of a core"),
            new Panel(Metric.IDLE_MB, "Memory with all agents' tunnels idle, MB"));
    private static final List<Curve> CURVES = List.of(
            new Curve("Memory, MB", false, point -> point.measured().get(Metric.STEADY_MB)),
            new Curve("Batch p99, ms (logarithmic)", true, point -> point.measured().get(Metric.STEADY_P99_MS)),
            new Curve("% of a core", false, point -> point.measured().get(Metric.STEADY_CPU_PERCENT)));
    private static final List<String> COLOURS =
            List.of("#0b6e4f", "#3f88c5", "#e2711d", "#8e5ea2", "#a23b3b", "#7f8c8d", "#c9a227");

    private static final int LABELS = 130;
    private static final int BARS = 280;
    private static final int BAR = 18;
    private static final int CURVE = 320;
    private static final int MARGIN = 50;

    private final Results results;

    public Plot(Results results) {
        this.results = results;
    }

    /** One panel for each metric, with one bar for each proxy; shorter is better in all panels. */
    public String bars() {
        Svg svg = new Svg();
        List<String> proxies = results.proxies();
        double panelWidth = LABELS + BARS + MARGIN;
        double panelHeight = (proxies.size() + 2) * BAR + MARGIN / 2.0;
        for (int i = 0; i < PANELS.size(); i++) {
            panel(svg, PANELS.get(i), i % 2 * panelWidth + 10, i / 2 * panelHeight + 10);
        }
        return svg.document(2 * panelWidth, (PANELS.size() + 1) / 2 * panelHeight);
    }

    private void panel(Svg svg, Panel panel, double x, double y) {
        svg.title(x, y + BAR, panel.title());
        List<String> proxies = results.proxies();
        double highest = proxies.stream().map(proxy -> results.median(proxy, panel.metric()))
                .filter(OptionalDouble::isPresent).mapToDouble(OptionalDouble::getAsDouble).max().orElse(1);
        for (int i = 0; i < proxies.size(); i++) {
            double top = y + (i + 1.5) * BAR;
            double base = top + BAR * 0.7;
            svg.text(x + LABELS - 6, base, "end", proxies.get(i));
            OptionalDouble value = results.median(proxies.get(i), panel.metric());
            if (value.isPresent()) {
                double width = value.getAsDouble() / highest * (BARS - MARGIN);
                svg.bar(x + LABELS, top, width, BAR - 4, COLOURS.get(i % COLOURS.size()));
                svg.text(x + LABELS + width + 4, base, "start", number(value.getAsDouble()));
            }
        }
    }

    /** One panel for each measure, with one curve for each proxy, over the number of agents. */
    public String curves() {
        Svg svg = new Svg();
        List<String> proxies = results.points().stream().map(Results.Point::proxy).distinct().toList();
        for (int i = 0; i < CURVES.size(); i++) {
            curve(svg, CURVES.get(i), proxies, i * (CURVE + MARGIN) + MARGIN, MARGIN);
        }
        for (int i = 0; i < proxies.size(); i++) {
            double x = MARGIN + i * 160;
            svg.bar(x, 10, 12, 12, COLOURS.get(i % COLOURS.size()));
            svg.text(x + 18, 20, "start", proxies.get(i));
        }
        return svg.document(CURVES.size() * (CURVE + MARGIN) + MARGIN, CURVE + 2 * MARGIN);
    }

    private void curve(Svg svg, Curve curve, List<String> proxies, double x, double y) {
        double mostAgents = results.points().stream().mapToInt(Results.Point::agents).max().orElse(1);
        DoubleSummaryStatistics values =
                results.points().stream().mapToDouble(curve.value()::apply).summaryStatistics();
        svg.title(x, y + 4, curve.title());
        svg.line(x, y + CURVE, x + CURVE, y + CURVE, "#888", 1);
        svg.line(x, y + 10, x, y + CURVE, "#888", 1);
        svg.text(x + CURVE, y + CURVE + 16, "end", number(mostAgents) + " agents");
        svg.text(x + 4, y + 20, "start", number(values.getMax()));
        svg.text(x, y + CURVE + 16, "start", number(curve.logarithmic() ? values.getMin() : 0));
        for (int i = 0; i < proxies.size(); i++) {
            String proxy = proxies.get(i);
            String colour = COLOURS.get(i % COLOURS.size());
            double[] before = null;
            for (Results.Point point : results.points()) {
                if (point.proxy().equals(proxy)) {
                    double height = curve.height(curve.value().apply(point), values.getMin(), values.getMax());
                    double[] now = {x + point.agents() / mostAgents * CURVE, y + CURVE - height * (CURVE - 30)};
                    svg.dot(now[0], now[1], colour);
                    if (before != null) {
                        svg.line(before[0], before[1], now[0], now[1], colour, 1.5);
                    }
                    before = now;
                }
            }
        }
    }

    private static String number(double value) {
        int digits = value >= 100 || value == 0 ? 0 : value >= 10 ? 1 : 3;
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}
