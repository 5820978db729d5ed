package org.omsgateway.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.omsgateway.testing.Handshakes.*;
import static org.omsgateway.testing.TlsBytes.concat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The verdict does not depend on how TCP or the record layer split the bytes. */
class SplittingTest {
    /** One side's bytes until the other side's turn. */
    private record Flight(Side side, byte[] bytes) {}

    private static final List<Flight> FULL = List.of(
            new Flight(Side.CLIENT, CLIENT_HELLO_12),
            new Flight(Side.SERVER, concat(SERVER_HELLO_12, CERTIFICATE, SERVER_KEY_EXCHANGE, SERVER_HELLO_DONE)),
            new Flight(Side.CLIENT, concat(CLIENT_KEY_EXCHANGE, CHANGE_CIPHER_SPEC, FINISHED)),
            new Flight(Side.SERVER, concat(NEW_SESSION_TICKET, CHANGE_CIPHER_SPEC, FINISHED)));

    private static final List<Flight> RETRIED = List.of(
            new Flight(Side.CLIENT, CLIENT_HELLO_13),
            new Flight(Side.SERVER, concat(HELLO_RETRY_REQUEST, CHANGE_CIPHER_SPEC)),
            new Flight(Side.CLIENT, concat(CHANGE_CIPHER_SPEC, CLIENT_HELLO_13)),
            new Flight(Side.SERVER, concat(SERVER_HELLO_13, CHANGE_CIPHER_SPEC, APPLICATION_DATA)));

    private static TlsVerdict verdictOf(List<Flight> flights, int chunk) {
        Feed feed = new Feed(new HandshakeVerifier(HOST, Conversation.DEFAULT, HandshakeTrace.NONE));
        TlsVerdict verdict = TlsVerdict.NeedMore.NEED_MORE;
        for (Flight flight : flights) {
            for (int start = 0; start < flight.bytes().length; start += chunk) {
                int length = Math.min(chunk, flight.bytes().length - start);
                verdict = feed.read(flight.side(), flight.bytes(), start, length);
            }
        }
        return verdict;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 9, 31, 100, 1000})
    void segmentsOfAnySize(int chunk) {
        for (List<Flight> flights : List.of(FULL, RETRIED)) {
            assertThat(verdictOf(flights, chunk)).isEqualTo(verdictOf(flights, Integer.MAX_VALUE / 2))
                    .isInstanceOf(TlsVerdict.Verified.class);
        }
    }

    @Test
    void twoSegmentsDividedAtAnyByteOfAFlight() {
        for (List<Flight> flights : List.of(FULL, RETRIED)) {
            for (int i = 0; i < flights.size(); i++) {
                byte[] bytes = flights.get(i).bytes();
                for (int at = 1; at < bytes.length; at++) {
                    List<Flight> divided = new ArrayList<>(flights);
                    divided.set(i, new Flight(flights.get(i).side(), Arrays.copyOf(bytes, at)));
                    divided.add(i + 1, new Flight(flights.get(i).side(), Arrays.copyOfRange(bytes, at, bytes.length)));
                    assertThat(verdictOf(divided, Integer.MAX_VALUE / 2)).isInstanceOf(TlsVerdict.Verified.class);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 17, 200})
    void recordsOfAnySize(int fragment) {
        List<Flight> fragmented = List.of(
                inRecordsOf(fragment, FULL.get(0)), inRecordsOf(fragment, FULL.get(1)), FULL.get(2), FULL.get(3));

        assertThat(verdictOf(fragmented, 7)).isInstanceOf(TlsVerdict.Verified.class);
    }

    @Test
    void allMessagesOfAFlightInOneRecord() {
        List<Flight> merged = List.of(FULL.get(0), inRecordsOf(1 << 14, FULL.get(1)), FULL.get(2), FULL.get(3));

        assertThat(verdictOf(merged, Integer.MAX_VALUE / 2)).isInstanceOf(TlsVerdict.Verified.class);
    }

    /** The same messages in records of {@code size} bytes. */
    private static Flight inRecordsOf(int size, Flight flight) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        ByteBuffer in = ByteBuffer.wrap(flight.bytes());
        while (in.hasRemaining()) {
            byte[] fragment = new byte[in.position(in.position() + 3).getShort() & 0xffff];
            in.get(fragment);
            stream.writeBytes(fragment);
        }
        byte[] messages = stream.toByteArray();
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        for (int start = 0; start < messages.length; start += size) {
            int length = Math.min(size, messages.length - start);
            records.writeBytes(new byte[] {22, 3, 3, (byte) (length >> 8), (byte) length});
            records.write(messages, start, length);
        }
        return new Flight(flight.side(), records.toByteArray());
    }
}
