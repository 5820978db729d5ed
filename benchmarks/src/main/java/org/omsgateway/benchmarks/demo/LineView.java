package org.omsgateway.benchmarks.demo;

import java.io.PrintStream;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.omsgateway.perfcounters.GatewayCounter;

/** For pipes and logs: one line a second, and each event when it is written. */
final class LineView implements View {
    private final PrintStream out;
    private int eventsShown;

    LineView(PrintStream out) {
        this.out = out;
    }

    @Override
    public void show(Progress progress) {
        int events = progress.events().total();
        progress.events().last(events - eventsShown).forEach(event -> out.println("       " + event.text()));
        eventsShown = events;
        String counters = Stream.of(GatewayCounter.values())
                .map(counter -> counter.displayName() + " " + progress.counters().get(counter))
                .collect(Collectors.joining(", "));
        out.printf(Locale.ROOT, "%3d s  %9s/s  %d uploads, %s arrived  [%s]%n",
                progress.elapsed().toSeconds(), View.megabytes(progress.latestBytesPerSecond()),
                progress.arrived().uploads(), View.megabytes(progress.arrived().bytes()), counters);
    }
}
