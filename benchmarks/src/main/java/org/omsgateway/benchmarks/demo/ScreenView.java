package org.omsgateway.benchmarks.demo;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.logging.log4j.Level;
import org.omsgateway.perfcounters.GatewayCounter;

/** For terminals: one picture, redrawn in place. */
final class ScreenView implements View {
    private static final int EVENTS = 6;
    private static final int BAR = 40;
    private static final int GRAPH = 30;
    private static final String BLOCKS = "▁▂▃▄▅▆▇█";

    private static final String BOLD = "\033[1m";
    private static final String DIM = "\033[2m";
    private static final String RED = "\033[31m";
    private static final String GREEN = "\033[32m";
    private static final String YELLOW = "\033[33m";
    private static final String PLAIN = "\033[0m";
    /** Cuts a long line at the edge, because a wrapped line would move the picture. */
    private static final String NO_WRAP = "\033[?7l";
    private static final String WRAP = "\033[?7h";
    private static final String CLEAR_TO_END_OF_LINE = "\033[K";

    private final PrintStream out;
    private int height;

    ScreenView(PrintStream out) {
        this.out = out;
    }

    @Override
    public void show(Progress progress) {
        List<String> lines = draw(progress);
        StringBuilder frame = new StringBuilder(NO_WRAP);
        if (height > 0) {
            frame.append("\033[").append(height).append('A');
        }
        lines.forEach(line -> frame.append('\r').append(line).append(CLEAR_TO_END_OF_LINE).append('\n'));
        height = lines.size();
        out.print(frame.append(WRAP));
        out.flush();
    }

    private static List<String> draw(Progress progress) {
        List<String> lines = new ArrayList<>();
        lines.add("  " + bar(progress) + "  " + progress.elapsed().toSeconds() + " of "
                + progress.length().toSeconds() + " s");
        lines.add("");
        lines.add("  " + BOLD + "Throughput" + PLAIN + "  %9s/s  ".formatted(
                View.megabytes(progress.latestBytesPerSecond())) + graph(progress.bytesPerSecond()));
        lines.add("  " + BOLD + "Arrived" + PLAIN + "     %9s    in ".formatted(
                View.megabytes(progress.arrived().bytes())) + progress.arrived().uploads() + " uploads");
        lines.add("");
        lines.add("  " + BOLD + "Counters of \"" + GatewayCounter.OBJECT_NAME + "\"" + PLAIN);
        for (GatewayCounter counter : GatewayCounter.values()) {
            lines.add(String.format(Locale.ROOT, "    %-26s %6d   ", counter.displayName(),
                    progress.counters().get(counter)) + DIM + counter.description() + PLAIN);
        }
        lines.add("");
        lines.add("  " + BOLD + "Last events" + PLAIN);
        List<RecentEvents.Event> events = progress.events().last(EVENTS);
        for (int i = 0; i < EVENTS; i++) {
            lines.add(i < events.size() ? "    " + colour(events.get(i)) + events.get(i).text() + PLAIN : "");
        }
        return lines;
    }

    private static String bar(Progress progress) {
        int done = (int) Math.min(BAR, BAR * progress.elapsed().toMillis() / progress.length().toMillis());
        return GREEN + "█".repeat(done) + DIM + "░".repeat(BAR - done) + PLAIN;
    }

    private static String graph(List<Long> values) {
        List<Long> shown = values.subList(Math.max(0, values.size() - GRAPH), values.size());
        long highest = shown.stream().mapToLong(Long::longValue).max().orElse(1);
        StringBuilder graph = new StringBuilder(GREEN);
        for (long value : shown) {
            graph.append(BLOCKS.charAt((int) (value * (BLOCKS.length() - 1) / Math.max(1, highest))));
        }
        return graph + PLAIN;
    }

    private static String colour(RecentEvents.Event event) {
        if (event.level() == Level.ERROR) {
            return RED;
        }
        return event.level() == Level.WARN ? YELLOW : PLAIN;
    }
}
