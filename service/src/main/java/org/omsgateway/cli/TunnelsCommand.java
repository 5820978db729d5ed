package org.omsgateway.cli;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.omsgateway.config.ConfigStore;
import org.omsgateway.status.TunnelFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code oms-gateway tunnels}. */
@Command(name = "tunnels", description = "Show the tunnels that have ended, as the log of tunnels has them.",
        footer = {"", "Bytes are those that the gateway has forwarded from the client (sent) and to the client"
            + " (received)."})
public final class TunnelsCommand implements Callable<Integer> {
    private static final List<String> TITLES =
            List.of("ENDED", "SECONDS", "CLIENT", "HOST", "SENT", "RECEIVED", "TLS", "END");
    private static final List<String> KEYS =
            List.of("time", "seconds", "client", "host", "bytesFromClient", "bytesToClient", "tls", "end");

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
        List<Map<String, Object>> tunnels = new ArrayList<>();
        TunnelFiles.read(logs.of(store.get()), since, tunnels::add);
        format.print(tunnels, () -> lines(tunnels));
        return 0;
    }

    private static List<String> lines(List<Map<String, Object>> tunnels) {
        List<List<String>> rows = new ArrayList<>(List.of(TITLES));
        tunnels.forEach(tunnel ->
                rows.add(KEYS.stream().map(key -> Objects.toString(tunnel.get(key), "-")).toList()));
        return Table.lines(rows);
    }
}
