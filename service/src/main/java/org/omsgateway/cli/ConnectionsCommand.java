package org.omsgateway.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.omsgateway.config.ConfigStore;
import picocli.CommandLine.Command;

/** {@code oms-gateway connections}. */
@Command(name = "connections", description = "Show the open connections of the running gateway. For administrators.",
        footer = {"", "A connection is in one of the states request, dialling, handshake, open, and draining: it ends"
            + " once what is under way has arrived. Bytes are those that the gateway has forwarded from the client"
            + " (sent) and to the client (received)."})
public final class ConnectionsCommand extends LiveCommand {
    private static final List<String> TITLES = List.of(
            "TUNNEL", "STATE", "CLIENT", "HOST", "SECONDS", "IDLE", "SENT", "RECEIVED", "TLS", "RELAY");
    private static final List<String> KEYS = List.of("tunnel", "state", "client", "host", "seconds", "idleSeconds",
            "bytesFromClient", "bytesToClient", "tls", "relay");

    public ConnectionsCommand(Supplier<ConfigStore> store) {
        super(store);
    }

    @Override
    Object view(Map<String, Object> status) {
        return status.get("connections");
    }

    @Override
    List<String> lines(Map<String, Object> status) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(TITLES);
        for (Object connection : (List<?>) status.get("connections")) {
            rows.add(KEYS.stream().map(key -> text(((Map<?, ?>) connection).get(key))).toList());
        }
        return Table.lines(rows);
    }

    private static String text(Object value) {
        return value instanceof Double seconds ? String.valueOf(Math.round(seconds)) : Objects.toString(value, "-");
    }
}
