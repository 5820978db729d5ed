package org.omsgateway.benchmarks.contest;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.omsgateway.benchmarks.load.Metric;
import org.omsgateway.benchmarks.load.Scale;

/** All samples that were measured. */
public final class Results {
    /** The steady trial with a number of agents. */
    public record Point(String proxy, int agents, Map<Metric, Double> measured) {}

    private final Map<String, String> machine;
    private final Scale scale;
    private final Map<String, Map<Metric, List<Double>>> samples = new LinkedHashMap<>();
    private final List<Point> points = new ArrayList<>();

    /** @param machine the facts of {@link Machine}, by name */
    public Results(Map<String, String> machine, Scale scale) {
        this.machine = machine;
        this.scale = scale;
    }

    void add(String proxy, Map<Metric, Double> measured) {
        Map<Metric, List<Double>> own = samples.computeIfAbsent(proxy, name -> new EnumMap<>(Metric.class));
        measured.forEach((metric, value) -> own.computeIfAbsent(metric, any -> new ArrayList<>()).add(value));
    }

    void addPoint(String proxy, int agents, Map<Metric, Double> measured) {
        points.add(new Point(proxy, agents, Map.copyOf(measured)));
    }

    /** The proxies in the order in which they were measured. */
    List<String> proxies() {
        return List.copyOf(samples.keySet());
    }

    public List<Point> points() {
        return List.copyOf(points);
    }

    /** The machine and the scale of the trials, in one line. */
    String circumstances() {
        return machine.entrySet().stream().map(fact -> fact.getKey() + " " + fact.getValue())
                .collect(Collectors.joining("; ", "Measured on: ", String.format(Locale.ROOT,
                        "; trials of %.1f s, %d agents.", scale.length().toMillis() / 1000.0, scale.agents())));
    }

    /** All results, for programs: the samples in the order of rounds, under the labels of the metrics. */
    public String json() throws IOException {
        Map<String, Object> proxies = new LinkedHashMap<>();
        samples.forEach((proxy, own) -> {
            Map<String, Object> byLabel = new LinkedHashMap<>();
            own.forEach((metric, values) -> byLabel.put(metric.label(), values));
            proxies.put(proxy, byLabel);
        });
        List<Map<String, Object>> curve = points.stream().map(point -> {
            Map<String, Object> entry = new LinkedHashMap<>(Map.of("proxy", point.proxy(), "agents", point.agents()));
            point.measured().forEach((metric, value) -> entry.put(metric.label(), value));
            return entry;
        }).toList();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("machine", machine);
        all.put("scale", Map.of("seconds", scale.length().toSeconds(), "agents", scale.agents()));
        all.put("proxies", proxies);
        all.put("curve", curve);
        return JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(all);
    }

    /** One sample for each round, in the order of rounds. */
    List<Double> samples(String proxy, Metric metric) {
        return samples.getOrDefault(proxy, Map.of()).getOrDefault(metric, List.of());
    }

    OptionalDouble median(String proxy, Metric metric) {
        return median(samples(proxy, metric));
    }

    /** The sum of all samples, for a metric that counts failures. */
    double sum(String proxy, Metric metric) {
        return samples(proxy, metric).stream().mapToDouble(Double::doubleValue).sum();
    }

    /**
     * The median of the ratios within each round, because two samples of one round were measured under the same
     * conditions.
     */
    OptionalDouble ratio(String proxy, String base, Metric metric) {
        List<Double> of = samples(proxy, metric);
        List<Double> to = samples(base, metric);
        return median(IntStream.range(0, Math.min(of.size(), to.size())).mapToObj(i -> of.get(i) / to.get(i)).toList());
    }

    private static OptionalDouble median(List<Double> values) {
        List<Double> sorted = values.stream().filter(value -> !value.isNaN()).sorted().toList();
        if (sorted.isEmpty()) {
            return OptionalDouble.empty();
        }
        int middle = sorted.size() / 2;
        return OptionalDouble.of(sorted.size() % 2 == 1 ? sorted.get(middle)
                : (sorted.get(middle - 1) + sorted.get(middle)) / 2);
    }
}
