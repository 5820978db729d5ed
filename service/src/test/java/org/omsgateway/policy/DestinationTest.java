package org.omsgateway.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        a.example:443                     | a.example               | 443
        A.EXAMPLE:443                     | a.example               | 443
        a.example.:443                    | a.example               | 443
        localhost:443                     | localhost               | 443
        a-b.c_d.example:80                | a-b.c_d.example         | 80
        _service.example:1                | _service.example        | 1
        xn--bcher-kva.example:443         | xn--bcher-kva.example   | 443
        1a.example:65535                  | 1a.example              | 65535
        10.0.0.1:443                      | 10.0.0.1                | 443
        10.0.0.1.:443                     | 10.0.0.1                | 443
        255.255.255.255:443               | 255.255.255.255         | 443
        [::1]:443                         | 0:0:0:0:0:0:0:1         | 443
        [2001:DB8::A]:443                 | 2001:db8:0:0:0:0:0:a    | 443
        [2001:db8:0:0:0:0:0:a]:443        | 2001:db8:0:0:0:0:0:a    | 443
        [::ffff:10.0.0.1]:443             | 10.0.0.1                | 443
        """)
    void readsHostAndPortInCanonicalForm(String target, String host, int port) {
        assertThat(Destination.parse(target)).isEqualTo(new Destination(host, port));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", ":", ":443", "a.example", "a.example:", "a.example:0", "a.example:65536", "a.example:99999",
        "a.example:100000",
        "a.example:0443", "a.example: 443", "a.example:443 ", "a.example:443x", "a.example:+443", "a.example:-443",
        "a.example:४४३", "a.example:4 43", "a.example:443:443", "a.example:443/", "a.example:443?x", "a.example:443#x",
        " a.example:443", "a .example:443", "a..example:443", ".a.example:443", "a.example..:443", ".:443",
        "user@a.example:443", "user:password@a.example:443", "http://a.example:443", "https://a.example:443/",
        "//a.example:443",
        "a%2eexample:443", "a.example%00:443", "a\u0000.example:443", "a\n.example:443", "a\r\nX.example:443",
        "a\t:443",
        "bücher.example:443", "b\u00c3\u00bccher.example:443", "a\u200b.example:443", "a\u202e.example:443",
        "ａ.example:443",
        "-a.example:443", "a-.example:443", "*.example:443", "a,b.example:443", "a;b:443", "a'b:443", "a\\b:443",
        "1.2.3:443", "127.1:443", "1:443", "2130706433:443", "0x7f000001:443", "0x7f.1:443", "a.example.0x1:443",
        "017.0.0.1:443",
        "256.1.1.1:443", "1.2.3.4.5:443", "a.1:443", "01.2.3.4:443",
        "::1:443", "[::1]", "[::1]443", "[::1%eth0]:443", "[::1%251]:443", "[1.2.3.4]:443", "[a.example]:443",
        "[:::1]:443", "[]:443",
        "[::1:443", "::1]:443", "[[::1]]:443", "[::g]:443", "[1:2:3:4:5:6:7:8:9]:443", "[v1.x]:443"
    })
    void refusesWhatTwoReadersCouldUnderstandDifferently(String target) {
        assertThatIllegalArgumentException().isThrownBy(() -> Destination.parse(target));
    }

    @Test
    void limitsLabelsTo63AndNamesTo253Characters() {
        String label = "a".repeat(63);
        String longest = String.join(".", label, label, label, "a".repeat(61));
        assertThat(Destination.parse(longest + ":443").host()).isEqualTo(longest);
        assertThatIllegalArgumentException().isThrownBy(() -> Destination.parse(longest + "a:443"));
        assertThatIllegalArgumentException().isThrownBy(() -> Destination.parse("a".repeat(64) + ".example:443"));
    }

    @ParameterizedTest
    @CsvSource({"a.example, a.example:443, false", "10.0.0.1, 10.0.0.1:443, true",
            "0:0:0:0:0:0:0:1, [0:0:0:0:0:0:0:1]:443, true"})
    void writesItsAuthority(String host, String authority, boolean address) {
        Destination destination = new Destination(host, Destination.HTTPS);
        assertThat(destination.authority()).isEqualTo(authority);
        assertThat(destination.isAddress()).isEqualTo(address);
    }
}
