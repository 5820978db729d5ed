package org.omsgateway.status;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.omsgateway.perfcounters.Counters;
import org.omsgateway.perfcounters.GatewayCounter;
import org.omsgateway.policy.Destination;
import org.omsgateway.proxy.ClientConnection;

/** What a {@link StatusChannel} carries: one JSON object in ASCII. */
public final class StatusDocument {
    private static final JSON JSON_LINE = JSON.builder(JsonFactory.builder()
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .build())
            .enable(JSON.Feature.PRESERVE_FIELD_ORDERING, JSON.Feature.WRITE_NULL_PROPERTIES)
            .build();

    private StatusDocument() {}

    /**
     * The state of a gateway.
     *
     * @param started when the process started
     * @param state such as {@code running}
     */
    public static byte[] of(Instant started, String state, InetSocketAddress address, Counters counters,
            Collection<ClientConnection> connections) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("started", started.truncatedTo(ChronoUnit.MILLIS).toString());
        document.put("state", state);
        document.put("address", Destination.authority(address.getAddress().getHostAddress(), address.getPort()));
        document.put("counters", counters(counters));
        document.put("connections", connections.stream()
                .sorted(Comparator.comparingLong(ClientConnection::number))
                .map(ConnectionView::open)
                .toList());
        return write(document).getBytes(StandardCharsets.US_ASCII);
    }

    private static Map<String, Object> counters(Counters counters) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (GatewayCounter counter : GatewayCounter.values()) {
            values.put(counter.displayName(), counters.get(counter));
        }
        return values;
    }

    /** {@code value}, made of maps, lists, strings, numbers and nulls, on one line. */
    static String write(Object value) {
        try {
            return JSON_LINE.asString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
