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
        assertThat(EventRecord.of(GatewayEvent.SNI_MISMATCH, "b.example", "a.example", CLIENT).message())
                .isEqualTo("Client SNI (b.example) is not the target host (a.example). Client 10.0.0.7:50123");
    }

    @Test
    void takesTextThatLooksLikeATemplateAsText() {
        assertThat(EventRecord.of(GatewayEvent.CLIENT_SNI, "{sni} $1 \\1 {client}").message())
                .isEqualTo("Client SNI: {sni} $1 \\1 {client}");
    }

    @Test
    void saysHowManyItStandsFor() {
        EventRecord record = EventRecord.of(GatewayEvent.NOT_CONNECT, CLIENT, "GET /").repeated(41, Scope.SAME);

        assertThat(record.message())
                .isEqualTo("Not an HTTP CONNECT command from 10.0.0.7:50123: GET / (41 more like this)");
    }

    @Test
    void keepsTheCauseOfAFaultOfTheProgramOnly() {
        IOException cause = new IOException("no route");

        EventRecord record = EventRecord.of(GatewayEvent.NETWORK_ERROR, CLIENT, "a.example", "directly", cause);

        assertThat(EventRecord.of(GatewayEvent.APPLICATION_ERROR, cause).cause()).isSameAs(cause);
        assertThat(record.cause()).isNull();
        assertThat(record.message()).isEqualTo("Cannot connect 10.0.0.7:50123 to a.example directly: no route");
    }

    @Test
    void findsAFactByName() {
        EventRecord record = EventRecord.of(GatewayEvent.HOST_FORBIDDEN, "a.example", 443, CLIENT);

        assertThat(record.fact("client")).isEqualTo("10.0.0.7:50123");
        assertThat(record.fact("sni")).isEmpty();
    }

    @Test
    void rejectsTooFewOrTooManyFacts() {
        assertThatThrownBy(() -> EventRecord.of(GatewayEvent.CLIENT_SNI))
                .hasMessageContaining("CLIENT_SNI takes [sni]");
        assertThatThrownBy(() -> EventRecord.of(GatewayEvent.SNI_VERIFIED, "x")).hasMessageContaining("[x]");
    }
}
