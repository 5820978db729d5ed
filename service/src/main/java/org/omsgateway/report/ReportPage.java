package org.omsgateway.report;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.omsgateway.perfcounters.GatewayCounter;
import org.omsgateway.status.History;
import org.omsgateway.status.TunnelFiles;

/** One self-contained HTML page, which needs no script, on the state of the gateway and its last days. */
public final class ReportPage {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMMM yyyy HH:mm:ss z", Locale.ENGLISH);
    private static final String STYLE = """
            :root { color-scheme: light dark; --ink: #1b1b1b; --paper: #fff; --soft: #595959; --rule: #d0d0d0;
              --l0: #0b62c4; --l1: #b3500c; --l2: #2f7d32; }
            @media (prefers-color-scheme: dark) { :root { --ink: #f0f0f0; --paper: #1b1b1b; --soft: #b5b5b5;
              --rule: #4a4a4a; --l0: #7db7ff; --l1: #ffb27a; --l2: #8fd694; } }
            body { color: var(--ink); background: var(--paper); font: 15px/1.5 "Segoe UI", system-ui, sans-serif;
              margin: 0 auto; max-width: 62rem; padding: 1.5rem; }
            h1 { font-size: 1.7rem; } h2 { font-size: 1.25rem; margin-top: 2.2rem; }
            table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
            caption { text-align: left; font-weight: 600; }
            th, td { text-align: left; vertical-align: top; padding: .3rem .8rem .3rem 0;
              border-bottom: 1px solid var(--rule); overflow-wrap: break-word; }
            th[scope=row] { font-weight: 500; } thead th { color: var(--soft); font-weight: 500; }
            .wide { overflow-x: auto; }
            figure { margin: 1.2rem 0; break-inside: avoid; } figcaption { font-weight: 600; }
            svg { width: 100%; height: auto; } svg text { fill: var(--soft); font-size: 11px; }
            svg .y { text-anchor: end; } .grid { stroke: var(--rule); fill: none; }
            .line { fill: none; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; }
            .l0 { stroke: var(--l0); } .l1 { stroke: var(--l1); stroke-dasharray: 6 3; } .l2 { stroke: var(--l2); }
            .legend { list-style: none; padding: 0; margin: 0; color: var(--soft); }
            .legend li::before { content: ""; display: inline-block; width: 1.4em; margin-right: .5em;
              vertical-align: middle; border-top: 3px solid var(--l0); }
            .legend .k1::before { border-top: 3px dashed var(--l1); } .legend .k2::before { border-color: var(--l2); }
            code { font: .9em Consolas, monospace; }
            h2 { break-after: avoid; } tr { break-inside: avoid; }
            @media print { :root { --ink: #000; --paper: #fff; --soft: #444; --rule: #bbb; --l0: #0b62c4;
              --l1: #b3500c; --l2: #2f7d32; } body { max-width: none; padding: 0; font-size: 11px; } }
            """;

    private final StringBuilder page = new StringBuilder();
    private final Instant from;
    private final Instant to;

    /** A report on the time up to {@code to}. */
    public ReportPage(Instant to, Duration time) {
        this.from = to.minus(time);
        this.to = to;
    }

    /**
     * Adds a section with a table.
     *
     * @param rows texts, which are escaped here; the first of a row is its heading
     */
    public ReportPage section(String heading, String caption, List<String> titles, List<List<String>> rows) {
        heading(heading);
        page.append(Html.table(caption, titles, rows));
        return this;
    }

    private void heading(String heading) {
        page.append("<h2>").append(Html.escape(heading)).append("</h2>\n");
    }

    /** Adds what the log folder has: charts, tunnels, refusals and errors. */
    public ReportPage files(Path folder) throws IOException {
        Chart chart = new Chart(History.read(folder, from), from, to);
        heading("Over time");
        page.append(chart.of("Connections and clients", List.of(
                        new Chart.Line("Connections", GatewayCounter.ACTIVE_CLIENT_CONNECTION, false),
                        new Chart.Line("Clients", GatewayCounter.CONNECTED_CLIENT, false)), Units::count))
                .append(chart.of("Throughput", List.of(
                        new Chart.Line("From clients", GatewayCounter.BYTES_FROM_CLIENTS, true),
                        new Chart.Line("To clients", GatewayCounter.BYTES_TO_CLIENTS, true)), Units::bytesPerSecond))
                .append(chart.of("Tunnels opened, refused and failed", List.of(
                        new Chart.Line("Opened", GatewayCounter.TUNNELS_OPENED, true),
                        new Chart.Line("Refused", GatewayCounter.TUNNELS_REFUSED, true),
                        new Chart.Line("Failed", GatewayCounter.TUNNELS_FAILED, true)), Units::perMinute))
                .append(chart.of("Memory", List.of(
                        new Chart.Line("Java heap", GatewayCounter.HEAP_BYTES, false),
                        new Chart.Line("Direct memory", GatewayCounter.DIRECT_MEMORY_BYTES, false)), Units::bytes));
        TunnelTotals tunnels = new TunnelTotals();
        long missing = TunnelFiles.read(folder, from, tunnels::add);
        LogSummary log = new LogSummary(from);
        log.read(folder);
        heading("Tunnels that have ended");
        page.append(tunnels.clients()).append(tunnels.hosts());
        if (missing > 0) {
            page.append("<p>").append(Units.count(missing))
                    .append(" tunnels are missing, because the disk was full or too slow.</p>\n");
        }
        heading("Refused");
        page.append(log.refusedHosts());
        heading("Warnings and errors");
        page.append(log.events());
        return this;
    }

    /** The whole page, in ASCII. */
    public String html() {
        String title = "OMS Gateway on " + Optional.ofNullable(System.getenv("COMPUTERNAME")).orElse("this computer");
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<title>" + Html.escape(title) + "</title>\n<style>\n" + STYLE + "</style>\n</head>\n<body>\n<main>\n"
                + "<h1>" + Html.escape(title) + "</h1>\n<p>From " + time(from) + " to " + time(to) + ".</p>\n"
                + page + "</main>\n</body>\n</html>\n";
    }

    private static String time(Instant time) {
        return Html.escape(TIME.format(time.atZone(ZoneId.systemDefault())));
    }
}
