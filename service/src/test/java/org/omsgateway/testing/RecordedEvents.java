package org.omsgateway.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.omsgateway.eventlog.EventRecord;
import org.omsgateway.eventlog.EventSink;
import org.omsgateway.eventlog.GatewayEvent;

/** Records all events, including debug events. */
public final class RecordedEvents implements EventSink {
    private final List<EventRecord> records = new CopyOnWriteArrayList<>();

    @Override
    public boolean isEnabled(GatewayEvent event) {
        return true;
    }

    @Override
    public void report(EventRecord record) {
        records.add(record);
    }

    /**
     * Waits for the only event of this kind and returns its message. If several tunnels may cause it, name the client.
     */
    public String await(GatewayEvent event) {
        return await(event, message -> true);
    }

    /** Waits for the only event of this kind about a connection of {@code client} and returns its message. */
    public String await(GatewayEvent event, RawClient client) {
        Pattern address = Pattern.compile("\\b127\\.0\\.0\\.1:" + client.socket().getLocalPort() + "\\b");
        return await(event, message -> address.matcher(message).find());
    }

    private String await(GatewayEvent event, Predicate<String> condition) {
        Await.until(event + " among " + records, () -> messages(event).stream().anyMatch(condition));
        assertThat(messages(event)).filteredOn(condition).hasSize(1);
        return messages(event).stream().filter(condition).findFirst().orElseThrow();
    }

    public List<String> messages(GatewayEvent event) {
        return records.stream().filter(record -> record.event() == event).map(EventRecord::message).toList();
    }

    /** All messages in order. */
    public List<String> messages() {
        return records.stream().map(EventRecord::message).toList();
    }

    /** Checks that no event of level WARN or ERROR has been reported. */
    public void assertNothingWrong() {
        assertThat(records).allMatch(record ->
                record.event().severity().compareTo(GatewayEvent.Severity.WARN) < 0);
    }

    public void clear() {
        records.clear();
    }
}
