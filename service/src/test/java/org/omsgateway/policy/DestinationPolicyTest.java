package org.omsgateway.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationPolicyTest {
    private static final DestinationPolicy POLICY = new DestinationPolicy(List.of(
            HostPattern.parse("exact.example"),
            HostPattern.parse("*.Below.Example"),
            HostPattern.parse(".dotted.example."),
            HostPattern.parse("[2001:db8::1]"),
            HostPattern.parse("azgn*.Bus.Example"),
            HostPattern.parse("a*z.bus.example"),
            HostPattern.parse("*-end.bus.example"),
            HostPattern.parse("10.0.0.1")));

    @ParameterizedTest
    @CsvSource({
        "exact.example, 443, ALLOWED",
        "exact.example, 80, PORT_FORBIDDEN",
        "exact.example, 8443, PORT_FORBIDDEN",
        "x.exact.example, 443, HOST_FORBIDDEN",
        "xexact.example, 443, HOST_FORBIDDEN",
        "example, 443, HOST_FORBIDDEN",
        "a.below.example, 443, ALLOWED",
        "a.b.c.below.example, 443, ALLOWED",
        "below.example, 443, HOST_FORBIDDEN",
        "abelow.example, 443, HOST_FORBIDDEN",
        "below.example.evil, 443, HOST_FORBIDDEN",
        "a.dotted.example, 443, ALLOWED",
        "dotted.example, 443, HOST_FORBIDDEN",
        "2001:db8:0:0:0:0:0:1, 443, ALLOWED",
        "2001:db8:0:0:0:0:0:2, 443, HOST_FORBIDDEN",
        "azgn1.bus.example, 443, ALLOWED",
        "azgn-x-2.bus.example, 443, ALLOWED",
        "azgn.bus.example, 443, ALLOWED",
        "azgn1.bus.example, 80, PORT_FORBIDDEN",
        "azg.bus.example, 443, HOST_FORBIDDEN",
        "xazgn1.bus.example, 443, HOST_FORBIDDEN",
        "azgn1.x.bus.example, 443, HOST_FORBIDDEN",
        "azgn.x.example, 443, HOST_FORBIDDEN",
        "azgn1.bus.example.evil, 443, HOST_FORBIDDEN",
        "azgn1xbus.example, 443, HOST_FORBIDDEN",
        "bus.example, 443, HOST_FORBIDDEN",
        "az.bus.example, 443, ALLOWED",
        "abz.bus.example, 443, ALLOWED",
        "a.bus.example, 443, HOST_FORBIDDEN",
        "z.bus.example, 443, HOST_FORBIDDEN",
        "the-end.bus.example, 443, ALLOWED",
        "end.bus.example, 443, HOST_FORBIDDEN",
        "10.0.0.1, 443, ALLOWED",
        "10.0.0.2, 80, HOST_FORBIDDEN",
    })
    void decides(String host, int port, Decision decision) {
        assertThat(POLICY.decide(new Destination(host, port))).isEqualTo(decision);
    }

    @Test
    void allowsNothingByDefault() {
        assertThat(new DestinationPolicy(List.of()).decide(new Destination("a.example", 443)))
                .isEqualTo(Decision.HOST_FORBIDDEN);
    }

    @ParameterizedTest
    @CsvSource({
        "EXACT.example., exact.example", " a.example , a.example", "*.a.example, *.a.example",
        ".a.example, *.a.example", "bücher.example, xn--bcher-kva.example", "*.bücher.example, *.xn--bcher-kva.example",
        "AZGN*.Bus.Example., azgn*.bus.example", "*x.bücher.example, *x.xn--bcher-kva.example",
        "::1, 0:0:0:0:0:0:0:1", "[::1], 0:0:0:0:0:0:0:1", "10.0.0.1, 10.0.0.1"
    })
    void readsPatternsInCanonicalForm(String text, String canonical) {
        assertThat(HostPattern.parse(text)).hasToString(canonical);
        assertThat(HostPattern.parse(canonical)).isEqualTo(HostPattern.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", " ", "*", ".", "*.", "**.example", "a.*.example", "a*", "a*b*.example", "a*.", "a*..b",
        "-*.example",
        "b\u00fc*.example", "xn--*.example", "a*.*.example", "*.a*.example", "a*.example:443", "1*.0.0.1",
        "a.b*.example",
        "a.example:443", "https://a.example",
        "a.example/x",
        "*.10.0.0.1", "*.::1", "a b", "a..b", "..a", "a%2e", "user@a.example", "1.2.3", "[a.example]", "[::1"
    })
    void refusesWhatIsNoPattern(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> HostPattern.parse(text));
    }
}
