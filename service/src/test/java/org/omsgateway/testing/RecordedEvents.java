package org.omsgateway.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.omsgateway.eventlog.EventRecord;
import org.omsgateway.eventlog.EventSink;
import org.omsgateway.eventlog.GatewayEvent;

/** All events, debug ones too, as they were reported. */
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

    /** The message of the first event like this, awaited. */
    public String await(GatewayEvent event) {
        return await(event, record -> true);
    }

    public String await(GatewayEvent event, Predicate<EventRecord> condition) {
        Await.until(event + " among " + records, () -> records.stream()
                .anyMatch(record -> record.event() == event && condition.test(record)));
        return records.stream().filter(record -> record.event() == event && condition.test(record))
                .findFirst().orElseThrow().message();
    }

    public List<String> messages(GatewayEvent event) {
        return records.stream().filter(record -> record.event() == event).map(EventRecord::message).toList();
    }

    /** All messages in order. */
    public List<String> messages() {
        return records.stream().map(EventRecord::message).toList();
    }

    /** Nothing of level WARN or ERROR has been reported. */
    public void assertNothingWrong() {
        assertThat(records).allMatch(record ->
                record.event().severity().compareTo(GatewayEvent.Severity.WARN) < 0);
    }

    public void clear() {
        records.clear();
    }
}
