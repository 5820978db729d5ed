package org.omsgateway.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedClientsTest {
    private static AllowedClients allowed(String... entries) {
        return new AllowedClients(Stream.of(entries).map(AddressRange::parse).toList());
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, 10.1.2.3", "10.0.0.0/8, 10.0.0.0/8", "0.0.0.0/0, 0.0.0.0/0", "10.1.2.3/32, 10.1.2.3",
        "10.1.2.3/8, 10.0.0.0/8", "10.0.0.5-10.0.0.9, 10.0.0.5-10.0.0.9", "10.0.0.0 - 10.0.0.255, 10.0.0.0/24",
        "10.0.0.1-10.0.0.1, 10.0.0.1", "0.0.0.0-255.255.255.255, 0.0.0.0/0", "2001:DB8::/32, 2001:db8:0:0:0:0:0:0/32",
        "::1, 0:0:0:0:0:0:0:1", "::/0, 0:0:0:0:0:0:0:0/0", "::ffff:10.1.2.3, 10.1.2.3",
        "fe80::1-fe80::f, fe80:0:0:0:0:0:0:1-fe80:0:0:0:0:0:0:f", "10.0.0.1-10.0.0.2, 10.0.0.1-10.0.0.2",
        "::ffff:10.0.0.0-::ffff:10.0.0.1, 10.0.0.0/31"
    })
    void readsAddressesBlocksAndRanges(String text, String canonical) {
        assertThat(AddressRange.parse(text)).hasToString(canonical).isEqualTo(AddressRange.parse(canonical));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "/", "a.example", "10.0.0", "10.0.0.256", "10.0.0.01", "0x7f000001", "10.0.0.0/33",
        "10.0.0.0/", "10.0.0.0/08", "10.0.0.0/-1", "10.0.0.0/255.0.0.0", "/8", "10.0.0.9-10.0.0.5", "10.0.0.1-",
        "10.0.0.1-::1", "10.0.0.0/8-10.0.0.9", "10.0.0.1-2-3", "::1/129", "::ffff:10.0.0.0/104", "::ffff:10.0.0.0/8",
        "fe80::1%eth0", "[::1]", "10.0.0.*", "*", "1:2:3", "10.0.0.1 10.0.0.2", "\uff11\uff10.0.0.1"})
    void refusesAnythingElse(String text) {
        assertThatThrownBy(() -> AddressRange.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.4, false", "10.0.0.5, true", "10.0.0.9, true", "10.0.0.10, false", "192.168.255.255, true",
        "192.169.0.0, false", "127.0.0.1, true", "127.0.0.2, false", "0.0.0.0, false", "255.255.255.255, false",
        "2001:db8::, true", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff, true", "2001:db9::, false", "::1, false",
        "::ffff:127.0.0.1, true", "::ffff:127.0.0.2, false",
    })
    void allowsWhatAnEntryHas(String client, boolean isAllowed) {
        AllowedClients clients = allowed("10.0.0.5-10.0.0.9", "192.168.0.0/16", "127.0.0.1", "2001:db8::/32");
        assertThat(clients.test(address(client))).isEqualTo(isAllowed);
    }

    @Test
    void allowsAllClientsWithoutEntries() {
        assertThat(AllowedClients.ALL.test(address("203.0.113.7"))).isTrue();
        assertThat(AllowedClients.ALL.test(address("2001:db8::7"))).isTrue();
    }

    @Test
    void keepsTheFamiliesApart() {
        assertThat(allowed("::/0").test(address("0.0.0.1"))).isFalse();
        assertThat(allowed("0.0.0.0/0").test(address("::1"))).isFalse();
        assertThat(allowed("0.0.0.0/0").test(address("::ffff:203.0.113.7"))).isTrue();
    }

    @Test
    void decidesWithManyEntriesThatOverlapAsEachOfThemWould() {
        Random random = new Random(19);
        List<AddressRange> entries = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            long first = random.nextInt(1 << 20);
            entries.add(new AddressRange(4, BigInteger.valueOf(first), BigInteger.valueOf(first + random.nextInt(99))));
        }
        AllowedClients clients = new AllowedClients(entries);
        IntStream.generate(() -> random.nextInt(1 << 20)).limit(2000).forEach(number -> {
            BigInteger client = BigInteger.valueOf(number);
            boolean expected = entries.stream().anyMatch(entry -> entry.first().compareTo(client) <= 0
                    && entry.last().compareTo(client) >= 0);
            InetAddress address = address((number >> 24) + "." + (number >> 16 & 255) + "." + (number >> 8 & 255) + "."
                    + (number & 255));
            assertThat(clients.test(address)).as("%s", address).isEqualTo(expected);
        });
    }
}
