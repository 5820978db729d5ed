package org.omsgateway.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.Test;

class GatewayLogEventTest {
    private static final Instant TIME = Instant.parse("2020-02-28T13:19:05.987Z");
    private static final InetSocketAddress CLIENT = new InetSocketAddress("10.0.0.7", 50123);

    @Test
    void hasTheLineThatRulesForTheOriginalMatch() {
        EventRecord record = EventRecord.of(GatewayEvent.HOST_FORBIDDEN, "a.example", 443, CLIENT, 1);

        assertThat(new GatewayLogEvent(record, TIME, ZoneOffset.UTC, 47).line()).isEqualTo(
                "2020-02-28 13:19:05 [47] ERROR GatewayLogic - Target host (a.example) is forbidden. Destination server"
                        + " is not in allowed list. Port 443, client 10.0.0.7:50123 (tunnel 1)");
    }

    @Test
    void showsLocalTime() {
        EventRecord record = EventRecord.of(GatewayEvent.SERVICE_STARTED);

        assertThat(new GatewayLogEvent(record, TIME, ZoneId.of("Asia/Tokyo"), 1).line())
                .isEqualTo("2020-02-28 22:19:05 [1] INFO GatewayServer - Service has started");
    }

    @Test
    void tellsLog4jItsLevelLoggerAndMessage() {
        EventRecord record = EventRecord.of(GatewayEvent.NOT_CONNECT, CLIENT, "GET / HTTP/1.1", 1);
        GatewayLogEvent event = new GatewayLogEvent(record, TIME, ZoneOffset.UTC, 1);

        assertThat(event.getLevel()).isEqualTo(Level.WARN);
        assertThat(event.getLoggerName()).isEqualTo("GatewayLogic");
        assertThat(event.getMessage().getFormattedMessage())
                .isEqualTo("Not an HTTP CONNECT command from 10.0.0.7:50123: GET / HTTP/1.1 (tunnel 1)");
    }
}
