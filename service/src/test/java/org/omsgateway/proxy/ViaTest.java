package org.omsgateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ViaTest {
    private static String passedOn(String... fields) throws DialException {
        return new Via(List.of(fields), "1.0").passedOnBy("own");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", value = {
        "none | 1.0 own",
        "1.1 a | 1.1 a, 1.0 own",
        "1.1 a, HTTP/1.0 b:8080 (squid/6.1, \\(x\\)) | 1.1 a, HTTP/1.0 b:8080 (squid/6.1, \\(x\\)), 1.0 own",
    })
    void addsTheGatewayToTheProxiesBefore(String field, String passedOn) throws Exception {
        assertThat(field == null ? passedOn() : passedOn(field)).isEqualTo(passedOn);
    }

    @Test
    void joinsSeveralFieldsInTheirOrder() throws Exception {
        assertThat(passedOn("1.1 a, 1.1 b", "1.1 c")).isEqualTo("1.1 a, 1.1 b, 1.1 c, 1.0 own");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0 own", "1.1 a, 1.0 own, 1.1 b", "1.1 a (x, y), 1.0 own (z)"})
    void refusesARequestThatHasTheGatewayAlready(String field) {
        assertThatThrownBy(() -> passedOn("1.1 first", field)).isInstanceOf(DialException.class)
                .hasMessage("loop: the relay proxy leads back to this gateway");
    }

    @Test
    void passesOnAtMost16Hops() throws Exception {
        List<String> hops = Collections.nCopies(15, "1.1 p (a, b)");
        assertThat(passedOn(String.join(",", hops))).endsWith(", 1.0 own");
        assertThat(passedOn(String.join(", ,", hops) + ",")).endsWith(", 1.0 own");
        assertThatThrownBy(() -> passedOn(String.join(",", hops), "1.1 p")).hasMessageContaining("loop");
        assertThatThrownBy(() -> passedOn("1.1 p,".repeat(16))).hasMessageContaining("loop");
        assertThatThrownBy(() -> passedOn("1.1 p (\\)),".repeat(16))).hasMessageContaining("loop");
    }

    @Test
    void passesOnAtMost1024Characters() throws Exception {
        String most = "1.1 " + "a".repeat(1024 - "1.1 , 1.0 own".length());
        assertThat(passedOn(most)).hasSize(1024);
        assertThatThrownBy(() -> passedOn(most + "a")).hasMessageContaining("loop");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1 a\rX: b", "1.1 a\n", "1.1 \0", "1.1 \u007f", "1.1 \u0130"})
    void passesNoControlCharacterOn(String field) {
        assertThatThrownBy(() -> passedOn(field)).hasMessage("the request's Via is malformed");
    }
}
