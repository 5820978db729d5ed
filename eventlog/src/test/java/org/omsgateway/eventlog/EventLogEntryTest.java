package org.omsgateway.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.omsgateway.eventlog.EventRecord.Scope;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EventLogEntryTest {
    private static final InetSocketAddress CLIENT = new InetSocketAddress("10.0.0.7", 50123);

    @Test
    void carriesTheLineThenEachFact() {
        EventLogEntry entry = entry(EventRecord.of(GatewayEvent.HOST_FORBIDDEN, "a.example", 443, CLIENT, 1));

        assertThat(entry.type()).isEqualTo(1);
        assertThat(entry.category()).isEqualTo(2);
        assertThat(entry.id()).isEqualTo(105);
        assertThat(entry.strings()).containsExactly(
                "2020-02-28 13:19:05 [47] ERROR GatewayLogic - Target host (a.example) is forbidden. Destination server"
                        + " is not in allowed list. Port 443, client 10.0.0.7:50123 (tunnel 1)",
                "a.example", "443", "10.0.0.7:50123", "1");
    }

    @Test
    void endsWithTheCountOfRepeatsWhereThereIsOne() {
        EventLogEntry entry =
                entry(EventRecord.of(GatewayEvent.NOT_CONNECT, CLIENT, "GET /", 1).repeated(41, Scope.SAME));

        assertThat(entry.type()).isEqualTo(2);
        assertThat(entry.strings()).endsWith("10.0.0.7:50123", "GET /", "1", "41");
    }

    @ParameterizedTest
    @CsvSource({"fe80::1%12, fe80::1\\u002512", "/a%20b, /a\\u002520b", "%%1, \\u0025\\u00251", "%1!s!, \\u00251!s!",
        "100%, 100%", "5 % x, 5 % x", "%n%r%t, %n%r%t"})
    void leavesNothingThatEventViewerWouldExpand(String fact, String shown) {
        EventLogEntry entry = entry(EventRecord.of(GatewayEvent.CLIENT_SNI, fact, 1));

        assertThat(entry.strings().get(1)).isEqualTo(shown);
        assertThat(entry.strings().get(0)).endsWith("Client SNI: " + shown + " (tunnel 1)")
                .doesNotContainPattern("%[%0-9]");
    }

    @Test
    void fitsIntoAnEventWhateverTheFacts() {
        EventLogEntry entry = entry(EventRecord.of(GatewayEvent.CONNECT_RECEIVED, CLIENT, "%1".repeat(5000),
                Collections.nCopies(5000, "%1"), 1));

        assertThat(entry.strings()).hasSize(5);
        assertThat(entry.strings().stream().mapToInt(String::length).sum()).isEqualTo(EventLogEntry.MAX_LENGTH);
        assertThat(entry.strings().get(0).length()).isLessThan(31_839);
    }

    @ParameterizedTest
    @EnumSource
    void hasATypeAndACategoryForEachEvent(GatewayEvent event) {
        EventLogEntry entry = entry(EventRecord.of(event, event.factNames().toArray()));

        assertThat(entry.type()).isIn(1, 2, 4);
        assertThat(entry.category()).isBetween(1, EventLogEntry.CATEGORIES);
        assertThat(entry.id()).isBetween(100, 403);
        assertThat(entry.strings()).hasSize(1 + event.factNames().size());
    }

    private static EventLogEntry entry(EventRecord record) {
        return EventLogEntry.of(
                new GatewayLogEvent(record, Instant.parse("2020-02-28T13:19:05Z"), ZoneOffset.UTC, 47));
    }
}
