package org.omsgateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.util.concurrent.Promise;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/** The heads read from a relay proxy, and the bytes left for the tunnel, do not depend on segments. */
public final class RelayAnswerFuzz {
    /**
     * What a decoder makes of an answer.
     *
     * @param tunnel the bytes after a head that grants a tunnel; of no interest after another end
     */
    record Outcome(List<RelayProxyAnswerDecoder.Head> heads, String failure, String tunnel) {}

    /** In bytes: three times the longest head, and what the smallest buffer takes. */
    private static final int MAX_PARSED = 3 * 8 * 1024 + 256;

    private RelayAnswerFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Outcome whole = read(input, () -> Integer.MAX_VALUE);
        assertThat(read(input, () -> 1)).isEqualTo(whole);
        Random random = new Random(Arrays.hashCode(input));
        assertThat(read(input, () -> 1 + random.nextInt(50))).isEqualTo(whole);
        assertThat(whole.heads().stream().filter(head -> head.status().code() >= 200)).hasSizeLessThanOrEqualTo(1);
        whole.heads().stream().map(RelayProxyAnswerDecoder.Head::framing).filter(RelayProxyFraming::isReusable)
                .forEach(framing -> assertThat(framing.length()).isGreaterThanOrEqualTo(RelayProxyFraming.CHUNKED));
        for (long length : new long[] {RelayProxyFraming.CHUNKED, 0, 3, DiscardedBody.MAX_LENGTH + 1}) {
            if (isBody(length, input, input.length)) {
                assertThat(isBody(length, input, 1)).isTrue();
            }
        }
    }

    /** Whether {@code input}, in segments of {@code size}, is read as one body. */
    private static boolean isBody(long length, byte[] input, int size) {
        EmbeddedChannel relay = new EmbeddedChannel();
        Promise<Boolean> reusable = relay.eventLoop().newPromise();
        relay.pipeline().addLast(new DiscardedBody(length, reusable));
        for (int start = 0; start < input.length && !reusable.isDone(); start += size) {
            relay.writeInbound(Unpooled.copiedBuffer(input, start, Math.min(size, input.length - start)));
        }
        relay.finish();
        return reusable.getNow();
    }

    public static List<byte[]> seeds() {
        return Stream.of(
                "HTTP/1.1 200 OK\r\nContent-Length: abc\r\n\r\n\25\3\3",
                "\r\nHTTP/1.0 200\nno field\n\n\n",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 x\r\nA: b\r\n\r\nHTTP/1.1 204 x\r\n\r\nx",
                "HTTP/1.1 407 x\r\nProxy-Authenticate: Basic,\r\n NTLM\r\nproxy-authenticate :Digest\r\n\r\nno",
                "HTTP/1.1 407 x\r\n first\r\nProxy-Authenticate: A,\r\n\tB\r\nX: y\r\n\tz\r\n\r\n",
                "HTTP/1.1 200 x\r\nX: " + "a".repeat(9000), "HTTP/1.1 403 Forbidden",
                "HTTP/1.1 503 x\r\nX: " + "a".repeat(9000), "220 mail\r\n", "\26\3\1",
                "HTTP/1.0 407\r\nProxy-Connection: keep-alive\r\nContent-Length: 3\r\n\r\nabc",
                "HTTP/1.1 407\r\nConnection: close\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n",
                "HTTP/1.1 407\r\nContent-Length: 3\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\n",
                "HTTP/1.0 407\r\nContent-Length: x\r\nTransfer-Encoding: gzip\r\nConnection: x\r\n\r\n",
                "HTTP/1.1 407\r\nTransfer-Encoding: gzip\r\nConnection: x\r\n\r\n",
                "HTTP/1.1 407\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n",
                "abc", "g\r\n", "\r\n", "1\r\na\rb", "1\na\r\n0\nT\n\n", "0\n\nmore",
                "1ffff\n" + "x".repeat(DiscardedBody.MAX_LENGTH), "3;a=b\r\nabc\r\n0\r\nT: u\r\n\r\n",
                "0\n\n", "123456789\r\n", "1\nab")
                .map(text -> text.getBytes(StandardCharsets.ISO_8859_1))
                .toList();
    }

    /** @param size returns the length of the next segment */
    static Outcome read(byte[] input, IntSupplier size) {
        RelayProxyAnswerDecoder decoder = new RelayProxyAnswerDecoder();
        EmbeddedChannel relay = new EmbeddedChannel(decoder);
        List<RelayProxyAnswerDecoder.Head> heads = new ArrayList<>();
        String failure = "";
        boolean granted = false;
        try {
            for (int start = 0; start < input.length && !ended(heads);) {
                int end = (int) Math.min((long) start + size.getAsInt(), input.length);
                relay.writeInbound(Unpooled.copiedBuffer(input, start, end - start));
                start = end;
                assertThat(decoder.memory()).isBetween(0, MAX_PARSED + 2 * input.length);
                drain(relay, heads);
                granted = ended(heads) && heads.get(heads.size() - 1).status().code() < 300;
                if (granted) {
                    relay.writeInbound(Unpooled.copiedBuffer(input, start, input.length - start));
                    relay.pipeline().remove(RelayProxyAnswerDecoder.class);
                }
            }
        } catch (DecoderException e) {
            failure = e.getClass().getSimpleName();
        }
        String tunnel = granted ? bytes(relay) : "";
        relay.finish();
        drain(relay, heads);
        relay.releaseInbound();
        return new Outcome(heads, failure, tunnel);
    }

    private static boolean ended(List<RelayProxyAnswerDecoder.Head> heads) {
        return heads.stream().anyMatch(head -> head.status().code() >= 200);
    }

    private static void drain(EmbeddedChannel relay, List<RelayProxyAnswerDecoder.Head> heads) {
        while (relay.inboundMessages().peek() instanceof RelayProxyAnswerDecoder.Head head) {
            relay.readInbound();
            heads.add(head);
        }
    }

    private static String bytes(EmbeddedChannel relay) {
        StringBuilder all = new StringBuilder();
        for (ByteBuf bytes = relay.readInbound(); bytes != null; bytes = relay.readInbound()) {
            all.append(bytes.toString(StandardCharsets.ISO_8859_1));
            bytes.release();
        }
        return all.toString();
    }
}
