package org.omsgateway.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.omsgateway.eventlog.EventRecord.Scope;

class EventRecordTest {
    private static final InetSocketAddress CLIENT = new InetSocketAddress("10.0.0.7", 50123);

    @Test
    void putsTheFactsWhereTheTemplateNamesThem() {
        assertThat(EventRecord.of(GatewayEvent.SNI_MISMATCH, "b.example", "a.example", CLIENT, 1).message())
                .isEqualTo("Client SNI (b.example) is not the target host (a.example). Client 10.0.0.7:50123"
                        + " (tunnel 1)");
    }

    @Test
    void takesTextThatLooksLikeATemplateAsText() {
        assertThat(EventRecord.of(GatewayEvent.CLIENT_SNI, "{sni} $1 \\1 {client}", 1).message())
                .isEqualTo("Client SNI: {sni} $1 \\1 {client} (tunnel 1)");
    }

    @Test
    void letsNoUntrustedTextPassForTheRestOfTheLine() {
        assertThat(EventRecord.of(GatewayEvent.SNI_MISMATCH, "a) is not the target host (b). Client 10.0.0.1:1",
                "a.example", CLIENT, 1).message())
                .isEqualTo("Client SNI (a\\u0029 is not the target host (b\\u0029. Client\\u002010.0.0.1:1)"
                        + " is not the target host (a.example). Client 10.0.0.7:50123 (tunnel 1)");
        assertThat(EventRecord.of(GatewayEvent.INVALID_CLIENT_CERTIFICATE,
                "CN=x. Host h, client 10.0.0.1:1 (tunnel 9)", "a.example", CLIENT, 1).message())
                .isEqualTo("Invalid Client certificate: CN=x. Host\\u0020h, client\\u002010.0.0.1:1"
                        + " (tunnel\\u00209). Host a.example, client 10.0.0.7:50123 (tunnel 1)");
    }

    @Test
    void saysHowManyItCounts() {
        EventRecord record = EventRecord.of(GatewayEvent.NOT_CONNECT, CLIENT, "GET /", 1).repeated(41, Scope.SAME);

        assertThat(record.message())
                .isEqualTo("Not an HTTP CONNECT command from 10.0.0.7:50123: GET / (tunnel 1) (41 more like this)");
    }

    @Test
    void keepsTheCauseOfAFaultOfTheProgramOnly() {
        IOException cause = new IOException("no route");

        EventRecord record = EventRecord.of(GatewayEvent.NETWORK_ERROR, CLIENT, "a.example", "directly", cause, 1);

        assertThat(EventRecord.of(GatewayEvent.APPLICATION_ERROR, cause).cause()).isSameAs(cause);
        assertThat(record.cause()).isNull();
        assertThat(record.message())
                .isEqualTo("Cannot connect 10.0.0.7:50123 to a.example directly: no route (tunnel 1)");
    }

    @Test
    void findsAFactByName() {
        EventRecord record = EventRecord.of(GatewayEvent.HOST_FORBIDDEN, "a.example", 443, CLIENT, 1);

        assertThat(record.fact("client")).isEqualTo("10.0.0.7:50123");
        assertThat(record.fact("sni")).isEmpty();
    }

    @Test
    void rejectsTooFewOrTooManyFacts() {
        assertThatThrownBy(() -> EventRecord.of(GatewayEvent.CLIENT_SNI))
                .hasMessageContaining("CLIENT_SNI takes [sni, tunnel]");
        assertThatThrownBy(() -> EventRecord.of(GatewayEvent.SNI_VERIFIED, "x", 1)).hasMessageContaining("[x, 1]");
    }
}
