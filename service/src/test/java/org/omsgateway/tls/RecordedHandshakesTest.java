package org.omsgateway.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.omsgateway.eventlog.GatewayEvent;
import org.omsgateway.testing.RecordedHandshake;
import org.omsgateway.testing.RecordedHandshake.Flight;
import org.omsgateway.testing.TlsBytes;

/** Handshakes of real programs, split at every byte. */
class RecordedHandshakesTest {
    private static final HandshakeRules RULES = new HandshakeRules(TlsVersion.TLS_1_0, TlsVersion.TLS_1_3, false, true,
            subject -> subject.toString().contains("CN=12345678-90ab-cdef-1234-567890abcdef"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        chromium-tls13                   | TLS 1.3 | SNI | inner SNI (encrypted ClientHello), certificates (encrypted)
        curl-tls13                       | TLS 1.3 | SNI | certificates (encrypted)
        firefox-tls13                    | TLS 1.3 | SNI | inner SNI (encrypted ClientHello), certificates (encrypted)
        gnutls-server-tls12              | TLS 1.2 | SNI, server certificate, no client certificate presented | nothing
        gnutls-server-tls13              | TLS 1.3 | SNI | certificates (encrypted)
        gnutls-tls13                     | TLS 1.3 | SNI | certificates (encrypted)
        gnutls-tls12-client-certificate  | TLS 1.2 | SNI, server certificate, client certificate | nothing
        go-tls13                         | TLS 1.3 | SNI | certificates (encrypted)
        jdk-tls12                        | TLS 1.2 | SNI, server certificate, no client certificate presented | nothing
        jdk-tls13                        | TLS 1.3 | SNI | certificates (encrypted)
        node-tls13                       | TLS 1.3 | SNI | certificates (encrypted)
        nss-tls13                        | TLS 1.3 | SNI | certificates (encrypted)
        openssl-tls10                    | TLS 1.0 | SNI, server certificate, no client certificate presented | nothing
        openssl-tls11                    | TLS 1.1 | SNI, server certificate, no client certificate presented | nothing
        openssl-tls12                    | TLS 1.2 | SNI, server certificate, no client certificate presented | nothing
        openssl-tls12-client-certificate | TLS 1.2 | SNI, server certificate, client certificate | nothing
        openssl-tls12-ecdsa              | TLS 1.2 | SNI, server certificate, no client certificate presented | nothing
        openssl-tls12-id-resumed         | TLS 1.2 | SNI | certificates (session resumed)
        openssl-tls12-no-ticket          | TLS 1.2 | SNI, server certificate, no client certificate presented | nothing
        openssl-tls12-ocsp               | TLS 1.2 | SNI, server certificate, no client certificate presented | nothing
        openssl-tls12-ticket-resumed     | TLS 1.2 | SNI | certificates (session resumed)
        openssl-tls13                    | TLS 1.3 | SNI | certificates (encrypted)
        openssl-tls13-client-certificate | TLS 1.3 | SNI | certificates (encrypted)
        openssl-tls13-early-data         | TLS 1.3 | SNI | certificates (encrypted)
        openssl-tls13-resumed            | TLS 1.3 | SNI | certificates (encrypted)
        openssl-tls13-retry              | TLS 1.3 | SNI | certificates (encrypted)
        python-tls13                     | TLS 1.3 | SNI | certificates (encrypted)
        wget-tls13                       | TLS 1.3 | SNI | certificates (encrypted)
        """)
    void verifies(String name, String version, String verified, String notVisible) {
        RecordedHandshake handshake = RecordedHandshake.read(name);
        TlsVerdict whole = verdictOf(handshake.flights());

        assertThat(whole).isInstanceOf(TlsVerdict.Verified.class);
        TlsVerdict.Verified session = (TlsVerdict.Verified) whole;
        assertThat(session.versionName()).isEqualTo(version);
        assertThat(session.verified()).map(fact -> fact.toString().replaceAll(" \\(.*", ""))
                .containsExactly(("version, " + verified).split(", "));
        List<Object> expected = new ArrayList<>(List.of(notVisible.split(", ")));
        if (!version.equals("TLS 1.3")) {
            expected.remove("nothing");
            expected.add("a renegotiation, if any");
        }
        assertThat(session.notVisible()).isEqualTo(expected);
        assertSameHoweverSplit(handshake.flights(), session);
    }

    @Test
    void refusesAnAnonymousServer() {
        TlsVerdict verdict = verdictOf(RecordedHandshake.read("openssl-anonymous").flights());

        assertThat(((TlsVerdict.Rejected) verdict).event()).isEqualTo(GatewayEvent.SERVER_CERTIFICATE_MISMATCH);
    }

    /** Each of the first flights in two segments, and its first record as two, divided at every byte. */
    private static void assertSameHoweverSplit(List<Flight> flights, TlsVerdict expected) {
        for (int i = 0; i < Math.min(flights.size(), 3); i++) {
            Flight flight = flights.get(i);
            for (int at = 1; at < flight.bytes().length; at++) {
                assertSame(expected, verdictOf(flights, i, inTwoSegments(flight, at)), i, at);
            }
            int firstFragment = (flight.bytes()[3] & 0xff) << 8 | flight.bytes()[4] & 0xff;
            boolean readable = flight.bytes()[0] == RecordHeader.HANDSHAKE;
            for (int at = 1; readable && at < firstFragment; at++) {
                assertSame(expected, verdictOf(flights, i, inTwoRecords(flight, at, firstFragment)), i, at);
            }
        }
    }

    private static void assertSame(TlsVerdict expected, TlsVerdict verdict, int flight, int at) {
        // This runs some hundred thousand times, so the description is made only if it is needed.
        if (!verdict.equals(expected)) {
            assertThat(verdict).as("flight %d divided at %d", flight, at).isEqualTo(expected);
        }
    }

    private static List<byte[]> inTwoSegments(Flight flight, int at) {
        byte[] bytes = flight.bytes();
        return List.of(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, at, bytes.length));
    }

    private static List<byte[]> inTwoRecords(Flight flight, int at, int length) {
        byte[] bytes = flight.bytes();
        return List.of(TlsBytes.concat(
                new byte[] {bytes[0], bytes[1], bytes[2], (byte) (at >> 8), (byte) at},
                Arrays.copyOfRange(bytes, 5, 5 + at),
                new byte[] {bytes[0], bytes[1], bytes[2], (byte) (length - at >> 8), (byte) (length - at)},
                Arrays.copyOfRange(bytes, 5 + at, bytes.length)));
    }

    private static TlsVerdict verdictOf(List<Flight> flights) {
        return verdictOf(flights, -1, List.of());
    }

    /** The verdict when flight number {@code index} arrives as {@code segments} instead. */
    private static TlsVerdict verdictOf(List<Flight> flights, int index, List<byte[]> segments) {
        Feed feed = new Feed(new HandshakeVerifier("a.ods.example", RULES, HandshakeTrace.NONE));
        TlsVerdict verdict = TlsVerdict.NeedMore.NEED_MORE;
        for (int i = 0; i < flights.size(); i++) {
            for (byte[] segment : i == index ? segments : List.of(flights.get(i).bytes())) {
                verdict = feed.read(flights.get(i).side(), segment);
            }
        }
        return verdict;
    }
}
