package org.omsgateway.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntSupplier;
import org.omsgateway.testing.RecordedHandshake;

/**
 * The verifier of handshakes returns a verdict for every input, uses bounded memory, does not depend on how bytes are
 * split, and passes no bytes on that it would not accept alone.
 *
 * <pre>
 *   options (1)  { side and length (2)  bytes }*
 * </pre>
 */
public final class HandshakeFuzz {
    private static final int ALLOW_MISSING_SNI = 1;
    private static final int FROM_TLS_1_0 = 2;
    private static final int UP_TO_TLS_1_2 = 4;
    private static final int ANY_CLIENT_CERTIFICATE = 8;
    private static final int FORBID_RENEGOTIATION = 16;
    private static final int FROM_SERVER = 0x8000;

    private record Chunk(Side side, byte[] bytes) {}

    private record Outcome(TlsVerdict verdict, long clientAccepted, long serverAccepted) {
        long accepted(Side side) {
            return side == Side.CLIENT ? clientAccepted : serverAccepted;
        }
    }

    private HandshakeFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        HandshakeRules rules = rules(input[0]);
        List<Chunk> chunks = chunks(ByteBuffer.wrap(input, 1, input.length - 1));
        Outcome whole = verify(rules, chunks, () -> Integer.MAX_VALUE);
        Random random = new Random(Arrays.hashCode(input));
        assertSameVerdict(whole, verify(rules, chunks, () -> 1));
        assertSameVerdict(whole, verify(rules, chunks, () -> 1 + random.nextInt(300)));
        if (!(whole.verdict() instanceof TlsVerdict.Verified)) {
            assertBounded(whole, chunks);
            assertAcceptedByItself(rules, whole, chunks);
        }
    }

    /** Recorded handshakes, as they are and with every option. */
    public static List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (String name : RecordedHandshake.names()) {
            ByteArrayOutputStream seed = new ByteArrayOutputStream();
            seed.write(FROM_TLS_1_0 | ANY_CLIENT_CERTIFICATE);
            for (RecordedHandshake.Flight flight : RecordedHandshake.read(name).flights()) {
                int header = (flight.side() == Side.SERVER ? FROM_SERVER : 0) | flight.bytes().length;
                seed.write(header >> 8);
                seed.write(header);
                seed.writeBytes(flight.bytes());
            }
            seeds.add(seed.toByteArray());
        }
        return seeds;
    }

    private static HandshakeRules rules(int options) {
        return new HandshakeRules(
                (options & FROM_TLS_1_0) != 0 ? TlsVersion.TLS_1_0 : TlsVersion.TLS_1_2,
                (options & UP_TO_TLS_1_2) != 0 ? TlsVersion.TLS_1_2 : TlsVersion.TLS_1_3,
                (options & ALLOW_MISSING_SNI) != 0,
                (options & FORBID_RENEGOTIATION) == 0,
                subject -> (options & ANY_CLIENT_CERTIFICATE) != 0);
    }

    private static List<Chunk> chunks(ByteBuffer in) {
        List<Chunk> chunks = new ArrayList<>();
        while (in.remaining() > 2) {
            int header = in.getShort() & 0xffff;
            byte[] bytes = new byte[Math.min(header & ~FROM_SERVER, in.remaining())];
            in.get(bytes);
            chunks.add(new Chunk((header & FROM_SERVER) != 0 ? Side.SERVER : Side.CLIENT, bytes));
        }
        return chunks;
    }

    /** The outcome when the chunks arrive in segments of these sizes. */
    private static Outcome verify(HandshakeRules rules, List<Chunk> chunks, IntSupplier sizes) {
        HandshakeVerifier verifier = new HandshakeVerifier("a.ods.example", rules, HandshakeTrace.NONE);
        Feed feed = new Feed(verifier);
        TlsVerdict verdict = TlsVerdict.NeedMore.NEED_MORE;
        for (Chunk chunk : chunks) {
            for (int start = 0; start < chunk.bytes().length;) {
                int size = Math.min(sizes.getAsInt(), chunk.bytes().length - start);
                if (verdict instanceof TlsVerdict.Verified) {
                    // Behind the handshake the records are followed, as TlsGuard does.
                    TlsVerdict records = verifier.encryptedRecords(chunk.side())
                            .read(ByteBuffer.wrap(chunk.bytes(), start, size));
                    verdict = records == TlsVerdict.NeedMore.NEED_MORE ? verdict : records;
                } else if (verdict == TlsVerdict.NeedMore.NEED_MORE) {
                    verdict = feed.read(chunk.side(), chunk.bytes(), start, size);
                }
                start += size;
            }
        }
        return new Outcome(verdict, verifier.accepted(Side.CLIENT), verifier.accepted(Side.SERVER));
    }

    private static void assertSameVerdict(Outcome whole, Outcome split) {
        assertThat(split.verdict().toString()).isEqualTo(whole.verdict().toString());
        if (whole.verdict() == TlsVerdict.NeedMore.NEED_MORE) {
            assertThat(split).isEqualTo(whole);
        }
    }

    private static void assertBounded(Outcome outcome, List<Chunk> chunks) {
        for (Side side : Side.values()) {
            long sent = chunks.stream().filter(chunk -> chunk.side() == side)
                    .mapToLong(chunk -> chunk.bytes().length).sum();
            assertThat(outcome.accepted(side)).isBetween(0L, sent);
            if (outcome.verdict() == TlsVerdict.NeedMore.NEED_MORE) {
                assertThat(sent - outcome.accepted(side)).isLessThanOrEqualTo(HandshakeReader.MAX_HANDSHAKE);
            }
        }
    }

    /** The bytes that passed before the verdict pass again, to the last byte, if only they are sent. */
    private static void assertAcceptedByItself(HandshakeRules rules, Outcome outcome, List<Chunk> chunks) {
        List<Chunk> passed = new ArrayList<>();
        long[] left = {outcome.clientAccepted(), outcome.serverAccepted()};
        for (Chunk chunk : chunks) {
            int count = (int) Math.min(left[chunk.side().ordinal()], chunk.bytes().length);
            left[chunk.side().ordinal()] -= count;
            passed.add(new Chunk(chunk.side(), Arrays.copyOf(chunk.bytes(), count)));
        }
        Outcome byItself = verify(rules, passed, () -> Integer.MAX_VALUE);
        // What was refused may have come behind a handshake that is complete.
        assertThat(byItself.verdict()).isNotInstanceOf(TlsVerdict.Rejected.class);
        assertThat(byItself.clientAccepted()).isEqualTo(outcome.clientAccepted());
        assertThat(byItself.serverAccepted()).isEqualTo(outcome.serverAccepted());
    }
}
