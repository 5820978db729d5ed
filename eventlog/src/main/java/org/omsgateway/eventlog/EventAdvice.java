package org.omsgateway.eventlog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the Windows event log adds to an event's line: what the event means, and what to do. In English. */
public final class EventAdvice {
    private static final String FILE = "en.mc";
    private static final Pattern TEXT = Pattern.compile("MessageId=(\\d+)\\R(?:\\w+=.*\\R)*%1%n%n(.*)%0");

    private EventAdvice() {}

    /** The texts by {@link GatewayEvent#id}. */
    public static Map<Integer, String> byId() {
        try (InputStream in = EventAdvice.class.getResourceAsStream(FILE)) {
            return TEXT.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8)).results()
                    .collect(Collectors.toMap(text -> Integer.valueOf(text.group(1)),
                            text -> text.group(2).replace("%n", " ")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
