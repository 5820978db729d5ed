package org.omsgateway.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.omsgateway.config.ConfigStore;
import org.omsgateway.status.JsonLine;
import org.omsgateway.status.TunnelFiles;
import org.omsgateway.status.TunnelLog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code oms-gateway tunnels}. */
@Command(name = "tunnels", description = "Show the tunnels that have ended, as the log of tunnels has them.",
        footer = {"", "Bytes are those that the gateway has forwarded from the client (sent) and to the client"
            + " (received). If tunnels are missing, because the disk was full or too slow, the last JSON object is"
            + " {\"missing\":count}."})
public final class TunnelsCommand implements Callable<Integer> {
    private static final List<String> TITLES =
            List.of("ENDED", "SECONDS", "CLIENT", "HOST", "SENT", "RECEIVED", "TLS", "END");
    private static final List<String> KEYS =
            List.of("time", "seconds", "client", "host", "bytesFromClient", "bytesToClient", "tls", "end");
    /** Of usual values, because the lines are printed as they are read. */
    private static final List<Integer> WIDTHS = List.of(24, 8, 21, 48, 10, 10, 7, 0);

    private final Supplier<ConfigStore> store;

    @Mixin
    private LogFolderOption logs;

    @Option(names = "--since", paramLabel = "TIME",
            description = "The time of the earliest end, such as 2026-11-30T08:00:00Z. The default is 24 hours ago.")
    private Instant since = Instant.now().minus(Duration.ofDays(1));

    @Mixin
    private Format format;

    public TunnelsCommand(Supplier<ConfigStore> store) {
        this.store = store;
    }

    @Override
    public Integer call() throws IOException, CommandFailure {
        Path folder = logs.of(store.get());
        if (format.isJson()) {
            printJson(folder);
        } else {
            printLines(folder);
        }
        return 0;
    }

    /** Each object on its own line, so that a program can read one after the other. */
    private void printJson(Path folder) throws IOException {
        PrintWriter out = format.out();
        String[] separator = {"["};
        Consumer<Map<String, Object>> print = object -> {
            out.print(separator[0] + JsonLine.write(object));
            separator[0] = ",\n";
        };
        long missing = TunnelFiles.read(folder, since, print);
        if (missing > 0) {
            print.accept(Map.of(TunnelLog.MISSING, missing));
        }
        out.println(separator[0].equals("[") ? "[]" : "]");
        out.flush();
    }

    private void printLines(Path folder) throws IOException {
        PrintWriter out = format.out();
        out.println(Table.line(WIDTHS, TITLES));
        long missing = TunnelFiles.read(folder, since, tunnel -> out.println(Table.line(WIDTHS,
                KEYS.stream().map(key -> Objects.toString(tunnel.get(key), "-")).toList())));
        if (missing > 0) {
            out.println(missing + " tunnels are missing, because the disk was full or too slow");
        }
        out.flush();
    }
}
