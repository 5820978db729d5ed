package org.omsgateway.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.omsgateway.eventlog.GatewayEvent.Severity;

class GatewayEventTest {
    private static final Map<Integer, Severity> SEVERITY_BY_ID = Map.ofEntries(
            Map.entry(100, Severity.INFO), Map.entry(101, Severity.INFO), Map.entry(102, Severity.INFO),
            Map.entry(103, Severity.DEBUG), Map.entry(104, Severity.WARN), Map.entry(105, Severity.ERROR),
            Map.entry(106, Severity.ERROR), Map.entry(107, Severity.DEBUG), Map.entry(200, Severity.DEBUG),
            Map.entry(300, Severity.WARN), Map.entry(400, Severity.ERROR), Map.entry(401, Severity.ERROR),
            Map.entry(402, Severity.ERROR), Map.entry(403, Severity.ERROR));

    @Test
    void hasTheIdentifiersAndLevelsOfTheOriginal() {
        assertThat(Arrays.stream(GatewayEvent.values())
                .collect(Collectors.toMap(GatewayEvent::id, GatewayEvent::severity, (a, b) -> {
                    assertThat(a).isEqualTo(b);
                    return a;
                }))).isEqualTo(SEVERITY_BY_ID);
    }

    @ParameterizedTest
    @EnumSource
    void namesEachFactOnce(GatewayEvent event) {
        assertThat(event.factNames()).doesNotHaveDuplicates();
        assertThat(event.template().replaceAll("\\{\\w+}", "")).doesNotContain("{", "}", "%", "\n");
    }

    @ParameterizedTest
    @EnumSource
    void namesClientAndHostOfEachRefusal(GatewayEvent event) {
        if (event == GatewayEvent.CLIENT_FORBIDDEN) {
            // What such a client asks for is not read.
            assertThat(event.factNames()).contains("client");
        } else if (event.id() >= 105 && event.id() <= 107 || event.id() == 402) {
            assertThat(event.factNames()).contains("client", "host");
        }
    }

    @Test
    void countsErrors105And4xxOnly() {
        assertThat(Arrays.stream(GatewayEvent.values()).filter(GatewayEvent::countsAsError)
                .map(GatewayEvent::id).distinct()).containsExactly(105, 400, 401, 402, 403);
    }

    @Test
    void countsEveryRefusalOfAHandshakeAsRejection() {
        assertThat(Arrays.stream(GatewayEvent.values()).filter(GatewayEvent::countsAsRejection)).containsExactly(
                GatewayEvent.INVALID_CLIENT_CERTIFICATE, GatewayEvent.SNI_MISSING, GatewayEvent.SNI_MISMATCH,
                GatewayEvent.SERVER_CERTIFICATE_MISMATCH, GatewayEvent.RENEGOTIATION_REFUSED,
                GatewayEvent.UNSUPPORTED_VERSION, GatewayEvent.HANDSHAKE_UNREADABLE);
    }

    @Test
    void matchesTheRulesPeopleHave() {
        assertThat(EventRecord.of(GatewayEvent.HOST_FORBIDDEN, "a.example", 443, "c", 1).message())
                .containsPattern(Pattern.compile("Target host \\((.*?)\\) is forbidden"))
                .contains("Destination server is not in allowed list.");
        assertThat(EventRecord.of(GatewayEvent.INVALID_CLIENT_CERTIFICATE, "CN=Gateway", "h", "c", 1).message())
                .startsWith("Invalid Client certificate: CN=Gateway");
        assertThat(GatewayEvent.TLS_VERIFIED.template()).startsWith("TLS session is successfully verified");
    }
}
