package org.omsgateway.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "a.example", "CN=Gateway, O=Größe", "日本語", "x 😀 y", "C:\\x", "100%", "<&>\"'"})
    void showsHarmlessTextAsItIs(String text) {
        assertThat(EventText.of(text)).isEqualTo(text);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', value = {
        "10    | \\u000a", "13 | \\u000d", "0 | \\u0000", "27 | \\u001b", "9 | \\u0009", "133 | \\u0085",
        "8232  | \\u2028", "8233 | \\u2029", "8238 | \\u202e", "8294 | \\u2066", "8203 | \\u200b", "65279 | \\ufeff",
        "57344 | \\ue000", "65534 | \\ufffe", "55357 | \\ud83d", "56832 | \\ude00", "917505 | \\udb40\\udc01",
        "160   | \\u00a0", "847 | \\u034f", "4447 | \\u115f", "6157 | \\u180d", "8195 | \\u2003", "10240 | \\u2800",
        "12644 | \\u3164", "65039 | \\ufe0f", "65440 | \\uffa0", "917760 | \\udb40\\udd00"})
    void escapesWhatCouldForgeOrHideText(int codePoint, String shown) {
        assertThat(EventText.of("a" + Character.toString(codePoint) + "b")).isEqualTo("a" + shown + "b");
    }

    @Test
    void cutsWhatIsTooLong() {
        assertThat(EventText.of("x".repeat(1_000_000))).isEqualTo("x".repeat(4096) + "…");
        assertThat(EventText.of("x".repeat(4096))).isEqualTo("x".repeat(4096));
    }

    @Test
    void boundsTheTextAsShownNotAsSent() {
        assertThat(EventText.of("\0".repeat(4096))).isEqualTo("\\u0000".repeat(682) + "…");
    }

    @Test
    void cutsNoCharacterInHalf() {
        assertThat(EventText.of("x" + "😀".repeat(4000))).isEqualTo("x" + "😀".repeat(2047) + "…");
    }

    @Test
    void neverShowsAnUnsafeCharacterWhateverComes() {
        Random random = new Random(4711);
        for (int i = 0; i < 2000; i++) {
            char[] units = new char[random.nextInt(40)];
            for (int k = 0; k < units.length; k++) {
                units[k] = (char) (random.nextBoolean() ? random.nextInt(0x100) : random.nextInt(0x10000));
            }
            assertThat(EventText.of(new String(units)))
                    .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}]");
        }
    }

    @Test
    void showsAddressesWithTheirPorts() throws UnknownHostException {
        assertThat(EventText.of(new InetSocketAddress("10.0.0.7", 80))).isEqualTo("10.0.0.7:80");
        assertThat(EventText.of(new InetSocketAddress(InetAddress.getByName("::1"), 80)))
                .isEqualTo("[0:0:0:0:0:0:0:1]:80");
        assertThat(EventText.of(InetSocketAddress.createUnresolved("a\n.example", 80)))
                .isEqualTo("a\\u000a.example:80");
        assertThat(EventText.of(InetSocketAddress.createUnresolved("::1%x", 80))).isEqualTo("[::1%x]:80");
    }

    @Test
    void showsListsWithCommas() {
        assertThat(EventText.of(List.of("a", "b\n", "c"))).isEqualTo("a, b\\u000a, c");
        assertThat(EventText.of(List.of())).isEmpty();
        assertThat(EventText.of(Collections.nCopies(10_000_000, "host.example"))).hasSize(4096 + 1).endsWith("…");
    }

    @Test
    void showsFailuresInWords() {
        assertThat(EventText.of(new IOException("a \n b"))).isEqualTo("a \\u000a b");
    }

    @Test
    void showsNothingAsNull() {
        assertThat(EventText.of(null)).isEqualTo("null");
    }
}
