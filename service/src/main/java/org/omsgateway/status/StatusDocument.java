package org.omsgateway.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.omsgateway.perfcounters.Counters;
import org.omsgateway.perfcounters.GatewayCounter;
import org.omsgateway.policy.Destination;
import org.omsgateway.proxy.ClientConnection;

/** What a {@link StatusChannel} carries: one JSON object in ASCII. */
public final class StatusDocument {
    /** The name of the log folder, which has no value if there is none. */
    public static final String LOG_FOLDER = "logFolder";

    private StatusDocument() {}

    /**
     * The state of a gateway.
     *
     * @param started when the process started
     * @param state such as {@code running}
     * @param logFolder where the gateway keeps its files, if it does
     */
    public static byte[] of(Instant started, String state, InetSocketAddress address, Optional<Path> logFolder,
            Counters counters, Collection<ClientConnection> connections) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("started", started.truncatedTo(ChronoUnit.MILLIS).toString());
        document.put("state", state);
        document.put("address", Destination.authority(address.getAddress().getHostAddress(), address.getPort()));
        document.put(LOG_FOLDER, logFolder.map(Path::toString).orElse(null));
        document.put("counters", counters(counters));
        document.put("connections", connections.stream()
                .sorted(Comparator.comparingLong(ClientConnection::number))
                .map(StatusDocument::connection)
                .toList());
        return JsonLine.write(document).getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * The state of the gateway at the other end of {@code channel}.
     *
     * @throws IOException as {@link StatusChannel#read}, and if the answer is empty or cut short, as that of a gateway
     *     which ends at this moment
     */
    public static Map<String, Object> read(StatusChannel channel) throws IOException {
        byte[] answer = channel.read();
        Optional<Map<String, Object>> status;
        try {
            status = JsonLine.read(new String(answer, StandardCharsets.US_ASCII));
        } catch (JsonProcessingException cutShort) {
            status = Optional.empty();
        }
        return status.orElseThrow(() ->
                new IOException("The gateway's answer ends early, after " + answer.length + " bytes"));
    }

    private static Map<String, Object> connection(ClientConnection connection) {
        Map<String, Object> values = new LinkedHashMap<>();
        ConnectionView.open(connection, values::put);
        return values;
    }

    private static Map<String, Object> counters(Counters counters) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (GatewayCounter counter : GatewayCounter.values()) {
            values.put(counter.valueTitle(), counters.get(counter));
        }
        return values;
    }
}
