package org.omsgateway.benchmarks.soak;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.omsgateway.benchmarks.contest.Svg;

/** The gateway's size and the agents' waiting over time, and when something went wrong around them. */
final class SoakPlot {
    /** @param seconds since the start */
    record Sample(double seconds, GatewayUnderSoak.Size size, double p90Millis) {}

    /** Something that went wrong, in seconds since the start. */
    record Trouble(double from, double to, Chaos.Fault fault) {}

    private record Panel(String title, ToDoubleFunction<Sample> value) {}

    private static final List<Panel> PANELS = List.of(
            new Panel("Memory (PSS), MB", sample -> sample.size().megabytes()),
            new Panel("Descriptors", sample -> sample.size().descriptors()),
            new Panel("Threads", sample -> sample.size().threads()),
            new Panel("90 % of uploads confirmed within, ms", Sample::p90Millis));
    private static final String CURVE = "#0b6e4f";
    private static final String GRAVE = "#f3c6c6";
    private static final String LIGHT = "#fdf0d0";
    private static final int WIDTH = 900;
    private static final int HEIGHT = 120;
    private static final int MARGIN = 50;

    private SoakPlot() {}

    static String of(List<Sample> samples, List<Trouble> troubles) {
        Svg svg = new Svg();
        double end = Math.max(1, samples.get(samples.size() - 1).seconds());
        for (int i = 0; i < PANELS.size(); i++) {
            panel(svg, PANELS.get(i), samples, troubles, end, MARGIN + i * (HEIGHT + MARGIN));
        }
        double foot = PANELS.size() * (HEIGHT + MARGIN) + MARGIN;
        svg.text(MARGIN, foot, "start", "Red: server or relay proxy was gone. Yellow: no names, bad network,"
                + " changed settings, storms, floods, a log that nobody read.");
        return svg.document(WIDTH + 2 * MARGIN, foot + MARGIN / 2.0);
    }

    private static void panel(Svg svg, Panel panel, List<Sample> samples, List<Trouble> troubles, double end,
            double top) {
        double highest = Math.max(1e-9, samples.stream().mapToDouble(panel.value()).max().orElse(1));
        for (Trouble trouble : troubles) {
            double from = MARGIN + trouble.from() / end * WIDTH;
            svg.bar(from, top, Math.max(1, (trouble.to() - trouble.from()) / end * WIDTH), HEIGHT,
                    trouble.fault().isGrave() ? GRAVE : LIGHT);
        }
        svg.title(MARGIN, top - 6, panel.title());
        svg.text(MARGIN - 4, top + Svg.TEXT_SIZE, "end", String.format(Locale.ROOT, "%.0f", highest));
        svg.text(MARGIN - 4, top + HEIGHT, "end", "0");
        svg.text(MARGIN + WIDTH, top + HEIGHT + Svg.TEXT_SIZE, "end", String.format(Locale.ROOT, "%.0f s", end));
        svg.line(MARGIN, top + HEIGHT, MARGIN + WIDTH, top + HEIGHT, "#222", 1);
        for (int i = 1; i < samples.size(); i++) {
            Sample before = samples.get(i - 1);
            Sample now = samples.get(i);
            svg.line(MARGIN + before.seconds() / end * WIDTH,
                    top + HEIGHT * (1 - panel.value().applyAsDouble(before) / highest),
                    MARGIN + now.seconds() / end * WIDTH,
                    top + HEIGHT * (1 - panel.value().applyAsDouble(now) / highest), CURVE, 1.5);
        }
    }
}
