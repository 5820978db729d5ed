package org.omsgateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.omsgateway.config.Limits;
import org.omsgateway.policy.Destination;
import org.omsgateway.testing.RecordedEvents;

/** The request read and the response sent do not depend on segments, and only allowed hosts are dialed. */
public final class ConnectFuzz {
    /** The hosts dialed, the response, and the events. */
    private record Outcome(List<Destination> dialed, String answer, List<String> events) {}

    private ConnectFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Outcome whole = request(input, new Random(0), Integer.MAX_VALUE);
        assertThat(whole.dialed()).allMatch(destination -> destination.port() == 443
                && (destination.host().equals("allowed.example") || destination.host().endsWith(".allowed.example")));
        assertThat(whole.dialed()).hasSizeLessThanOrEqualTo(whole.answer().isEmpty() ? 1 : 0);
        assertThat(request(input, new Random(0), 1)).isEqualTo(whole);
        assertThat(request(input, new Random(Arrays.hashCode(input)), 50)).isEqualTo(whole);
    }

    public static List<byte[]> seeds() {
        return Stream.of(
                "CONNECT allowed.example:443 HTTP/1.1\r\nHost: allowed.example:443\r\n\r\nglued",
                "CONNECT a.allowed.example:443 HTTP/1.0\r\n\r\n",
                "CONNECT allowed.example:80 HTTP/1.1\r\n\r\n",
                "CONNECT other.example:443 HTTP/1.1\nProxy-Authorization: Basic eDp5\n\n",
                "CONNECT allowed.example:443 HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc",
                "CONNECT allowed.example:443 HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "GET http://allowed.example/ HTTP/1.1\r\nHost: x\r\n\r\n",
                "\26\3\1\0\5", "\r\n\r\nCONNECT  allowed.example:443  HTTP/1.1\r\nA: b\r\n c\r\n\r\n")
                .map(text -> text.getBytes(StandardCharsets.ISO_8859_1))
                .toList();
    }

    private static Outcome request(byte[] input, Random random, int most) {
        List<Destination> dialed = new ArrayList<>();
        RecordedEvents events = new RecordedEvents();
        ProxySettings settings = TestProxy.settings((request, loop) -> {
            dialed.add(request.destination());
            return loop.newPromise();
        }, Limits.DEFAULT);
        EmbeddedChannel client = new EmbeddedConnection(
                new RequestDecoder(settings.memory()), TestProxy.connectHandler(settings, events));
        ByteBuf sent = Unpooled.wrappedBuffer(input);
        for (int start = 0; start < input.length;) {
            int end = (int) Math.min((long) start + (most == 1 ? 1 : 1 + random.nextInt(most)), input.length);
            client.writeInbound(sent.retainedSlice(start, end - start));
            start = end;
        }
        StringBuilder answer = new StringBuilder();
        for (ByteBuf bytes = client.readOutbound(); bytes != null; bytes = client.readOutbound()) {
            answer.append(bytes.toString(StandardCharsets.ISO_8859_1));
            bytes.release();
        }
        client.close();
        assertThat(sent.refCnt()).isEqualTo(1);
        sent.release();
        return new Outcome(dialed, answer.toString(), events.messages());
    }
}
