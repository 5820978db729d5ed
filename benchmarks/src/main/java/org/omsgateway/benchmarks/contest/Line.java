package org.omsgateway.benchmarks.contest;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** A straight line {@code start + slope * agents}, to predict the needs of many agents from measurements of few. */
record Line(double start, double slope) {
    /**
     * The line with the least squares of distances to {@code points}.
     *
     * @throws IllegalArgumentException when there are fewer than two numbers of agents
     */
    static Line through(List<Results.Point> points, ToDoubleFunction<Results.Point> value) {
        double meanAgents = points.stream().mapToInt(Results.Point::agents).average().orElse(0);
        double meanValue = points.stream().mapToDouble(value).average().orElse(0);
        double covariance = 0;
        double variance = 0;
        for (Results.Point point : points) {
            double distance = point.agents() - meanAgents;
            covariance += distance * (value.applyAsDouble(point) - meanValue);
            variance += distance * distance;
        }
        if (variance == 0) {
            throw new IllegalArgumentException("One number of agents makes no line");
        }
        double slope = covariance / variance;
        return new Line(meanValue - slope * meanAgents, slope);
    }

    double at(double agents) {
        return start + slope * agents;
    }
}
