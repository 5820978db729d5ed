package org.omsgateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.resolver.HostsFileEntriesProvider;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialableAddressesTest {
    private static final boolean EXACT = false;
    private static final boolean BY_WILDCARD = true;

    private final DialableAddresses addresses = new DialableAddresses(() -> HostsFileEntriesProvider.parser().parse(
            new StringReader("127.0.0.1 Mapped.example alias.example\n::1 mapped.example\n10.0.0.1 far.example\n")));

    private static List<InetAddress> of(String... literals) {
        return Stream.of(literals).map(literal -> {
            try {
                return InetAddress.getByName(literal);
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(e);
            }
        }).toList();
    }

    @ParameterizedTest
    @CsvSource({"169.254.169.254, a link-local address", "fe80::1, a link-local address",
            "0.0.0.0, an unspecified address", "0.1.2.3, an unspecified address", "::, an unspecified address",
            "224.0.0.1, a multicast address", "239.255.255.250, a multicast address", "ff02::1, a multicast address",
            "127.0.0.1, a loopback address that this machine's hosts file does not give this name",
            "127.9.9.9, a loopback address that this machine's hosts file does not give this name",
            "::ffff:127.0.0.1, a loopback address that this machine's hosts file does not give this name",
            "::1, a loopback address that this machine's hosts file does not give this name"})
    void doesNotDialWhereANameMustNotLead(String address, String kind) {
        for (boolean byWildcard : List.of(EXACT, BY_WILDCARD)) {
            assertThatThrownBy(() -> addresses.check("a.example", byWildcard, of(address)))
                    .isInstanceOf(DialException.class)
                    .hasMessage("the name a.example leads to " + of(address).get(0).getHostAddress() + ", " + kind);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "192.168.1.1", "172.16.0.1", "100.64.0.1", "20.1.2.3", "fd00::1",
            "2603:1000::1"})
    void dialsPublicAndPrivateAddresses(String address) throws Exception {
        assertThat(addresses.check("a.example", BY_WILDCARD, of(address))).isEqualTo(of(address));
    }

    @Test
    void dialsTheRestOfTheAddresses() throws Exception {
        assertThat(addresses.check("a.example", EXACT, of("169.254.1.1", "10.0.0.1", "127.0.0.1", "fe80::1", "::2")))
                .isEqualTo(of("10.0.0.1", "::2"));
    }

    @Test
    void dialsLoopbackForAnExactNameThatTheHostsFileMapsThere() throws Exception {
        assertThat(addresses.check("mapped.example", EXACT, of("::1", "127.0.0.1"))).hasSize(2);
        assertThat(addresses.check("alias.example", EXACT, of("127.0.0.1", "127.0.0.2"))).isEqualTo(of("127.0.0.1"));
        assertThatThrownBy(() -> addresses.check("mapped.example", BY_WILDCARD, of("127.0.0.1")))
                .isInstanceOf(DialException.class);
        assertThatThrownBy(() -> addresses.check("far.example", EXACT, of("127.0.0.1")))
                .isInstanceOf(DialException.class);
    }

    @Test
    void dialsLoopbackForLocalhostWithoutAHostsFile() throws Exception {
        DialableAddresses bare = new DialableAddresses(() ->
                HostsFileEntriesProvider.parser().parse(new StringReader("")));
        assertThat(bare.check("localhost", EXACT, of("127.0.0.1"))).isEqualTo(of("127.0.0.1"));
        assertThatThrownBy(() -> bare.check("localhost", BY_WILDCARD, of("127.0.0.1")))
                .isInstanceOf(DialException.class);
    }
}
