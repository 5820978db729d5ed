package org.omsgateway.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.omsgateway.perfcounters.GatewayCounter;
import org.omsgateway.status.History;

/** Lines over time, as SVG. A gap in a line is time in which the gateway did not run. */
final class Chart {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 180;
    private static final int LEFT = 64;
    private static final int BOTTOM = 24;
    private static final int TOP = 10;
    private static final int POINTS = 320;
    private static final int TICKS = 6;
    private static final Duration SHORTEST = Duration.ofMinutes(2);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);

    /**
     * A line.
     *
     * @param isRate whether the counter is a total, of which the increase per second is shown
     */
    record Line(String name, GatewayCounter counter, boolean isRate) {}

    private final Instant from;
    private final Instant to;
    private final Duration step;
    private final List<History.Sample> samples;

    Chart(List<History.Sample> samples, Instant from, Instant to) {
        this.samples = samples;
        this.from = from;
        this.to = to;
        Duration even = Duration.between(from, to).dividedBy(POINTS);
        this.step = even.compareTo(SHORTEST) < 0 ? SHORTEST : even;
    }

    /** A figure with the lines. {@code unit} formats a value. */
    String of(String title, List<Line> lines, DoubleFunction<String> unit) {
        List<List<OptionalDouble>> values = lines.stream().map(this::values).toList();
        double highest = values.stream().flatMap(List::stream).mapToDouble(value -> value.orElse(0)).max().orElse(0);
        double top = highest > 0 ? highest : 1;
        StringBuilder svg = new StringBuilder();
        List<String> described = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            svg.append("<path class=\"line l").append(i).append("\" d=\"").append(path(values.get(i), top))
                    .append("\"/>\n");
            described.add(lines.get(i).name() + ": " + range(all(lines.get(i)), unit));
        }
        String description = String.join("; ", described);
        return "<figure>\n<figcaption>" + Html.escape(title) + "</figcaption>\n"
                + "<svg viewBox=\"0 0 " + WIDTH + " " + HEIGHT + "\" role=\"img\" aria-label=\""
                + Html.escape(title + ". " + description) + "\">\n"
                + axes(top, unit) + svg + "</svg>\n" + legend(described) + "</figure>\n";
    }

    private static String legend(List<String> described) {
        StringBuilder legend = new StringBuilder("<ul class=\"legend\">");
        for (int i = 0; i < described.size(); i++) {
            legend.append("<li class=\"k").append(i).append("\">").append(Html.escape(described.get(i)))
                    .append("</li>");
        }
        return legend.append("</ul>\n").toString();
    }

    private static String range(double[] values, DoubleFunction<String> unit) {
        if (values.length == 0) {
            return "no values";
        }
        return unit.apply(DoubleStream.of(values).average().orElseThrow()) + " on average, "
                + unit.apply(DoubleStream.of(values).max().orElseThrow()) + " at most";
    }

    private double[] all(Line line) {
        return IntStream.range(0, samples.size())
                .mapToObj(i -> value(line, i == 0 ? null : samples.get(i - 1), samples.get(i)))
                .filter(Objects::nonNull).mapToDouble(Double::doubleValue).toArray();
    }

    /** One value for each step: the average, or empty. */
    private List<OptionalDouble> values(Line line) {
        int count = (int) (Duration.between(from, to).toMillis() / step.toMillis()) + 1;
        double[] sums = new double[count];
        int[] counts = new int[count];
        History.Sample previous = null;
        for (History.Sample sample : samples) {
            Double value = value(line, previous, sample);
            int index = (int) (Duration.between(from, sample.time()).toMillis() / step.toMillis());
            if (value != null && index >= 0 && index < count) {
                sums[index] += value;
                counts[index]++;
            }
            previous = sample;
        }
        return IntStream.range(0, count).mapToObj(i ->
                counts[i] == 0 ? OptionalDouble.empty() : OptionalDouble.of(sums[i] / counts[i])).toList();
    }

    /** Null if unknown. A total that has become smaller has begun anew. */
    private static Double value(Line line, History.Sample previous, History.Sample sample) {
        Long now = sample.values().get(line.counter());
        if (now == null || !line.isRate()) {
            return now == null ? null : now.doubleValue();
        }
        Long before = previous == null ? null : previous.values().get(line.counter());
        if (before == null) {
            return null;
        }
        double seconds = Duration.between(previous.time(), sample.time()).toMillis() / 1000.0;
        return seconds <= 0 ? null : (now >= before ? now - before : now) / seconds;
    }

    private String path(List<OptionalDouble> values, double top) {
        StringBuilder path = new StringBuilder();
        boolean drawing = false;
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i).isPresent()) {
                // A point alone is a line of no length, which round ends make visible.
                path.append(drawing ? "L" : "M").append(number(x(i))).append(' ')
                        .append(number(y(values.get(i).getAsDouble(), top)));
                path.append(drawing ? "" : "h0");
            }
            drawing = values.get(i).isPresent();
        }
        return path.toString();
    }

    private String axes(double top, DoubleFunction<String> unit) {
        StringBuilder axes = new StringBuilder();
        for (double share : new double[] {0, 0.5, 1}) {
            String y = number(y(top * share, top));
            axes.append("<path class=\"grid\" d=\"M").append(LEFT).append(' ').append(y).append('H').append(WIDTH)
                    .append("\"/><text class=\"y\" x=\"").append(LEFT - 6).append("\" y=\"").append(y)
                    .append("\" dy=\"0.35em\">").append(Html.escape(unit.apply(top * share))).append("</text>\n");
        }
        Duration part = Duration.between(from, to).dividedBy(TICKS);
        for (int tick = 0; tick < TICKS; tick++) {
            double x = LEFT + (double) (WIDTH - LEFT) * tick / TICKS;
            String time = TIME.format(from.plus(part.multipliedBy(tick)).atZone(ZoneId.systemDefault()));
            axes.append("<text x=\"").append(number(x)).append("\" y=\"").append(HEIGHT - 6).append("\">")
                    .append(Html.escape(time)).append("</text>\n");
        }
        return axes.toString();
    }

    private double x(int index) {
        return LEFT + (WIDTH - LEFT) * ((index + 0.5) * step.toMillis() / Duration.between(from, to).toMillis());
    }

    private static double y(double value, double top) {
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * value / top;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
