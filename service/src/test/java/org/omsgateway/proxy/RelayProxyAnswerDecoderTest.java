package org.omsgateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers of relay proxies, however they are split; {@link RelayProxyDialerTest} has the same over sockets. */
class RelayProxyAnswerDecoderTest {
    /** {@code ;} is CR LF, and {@code !} LF alone. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", value = {
        "HTTP/1.1 200 Connection established;;x            | 200 | none | x",
        "HTTP/1.1 200 OK;Content-Length: 1;;xyz            | 200 | none | xyz",
        "HTTP/1.1 200;Transfer-Encoding: chunked;;0;;      | 200 | none | 0;;",
        "HTTP/1.1 200;Content-Length: 1;Content-Length: 2;;x | 200 | none | x",
        "HTTP/1.1 200!!!!x                                 | 200 | none | !!x",
        "HTTP/1.1 200!;;                                   | 200 | none | ;",
        ";;HTTP/1.1 200;no field;;x                        | 200 | none | x",
        "HTTP/1.1 100;;HTTP/1.1 103;A: b;;HTTP/1.0 299;;x  | 100 103 299 | none | x",
        "HTTP/1.1 407;Proxy-Authenticate: A;PROXY-AUTHENTICATE :B,! C;;x | 407 | A / B, C | none",
        "HTTP/1.1 403 Forbidden;X                          | 403 | none | none",
        "HTTP/1.1 403                                      | 403 | none | none",
        "HTTP/2 502;;                                      | 502 | none | none",
        "HTTP/1.1 200                                      | none | none | none",
        "HTTP/1.1 40                                       | none | none | none",
        "HTTP/1.1 403x                                     | none | none | none",
    })
    void readsAnAnswerWhereverItIsSplit(String answer, String codes, String challenges, String tunnel) {
        byte[] bytes = text(answer).getBytes(StandardCharsets.ISO_8859_1);
        for (int split = 1; split < bytes.length; split++) {
            assertOutcome(RelayAnswerFuzz.read(bytes, IntStream.of(split, bytes.length).iterator()::nextInt),
                    codes, challenges, tunnel);
        }
        assertOutcome(RelayAnswerFuzz.read(bytes, () -> 1), codes, challenges, tunnel);
    }

    @Test
    void dropsTheRestOfAQuestionThatIsTooLong() {
        EmbeddedChannel channel = new EmbeddedChannel(new RelayProxyAnswerDecoder());
        assertThat(channel.writeInbound(Unpooled.copiedBuffer(text("HTTP/1.1 407 x;Proxy-Authenticate: A;X: ")
                + "x".repeat(9000), StandardCharsets.ISO_8859_1))).isTrue();
        RelayProxyAnswerDecoder.Head head = channel.readInbound();
        assertThat(head.challenges()).containsExactly("A");
        assertThat(channel.finish()).isFalse();
    }

    private static void assertOutcome(RelayAnswerFuzz.Outcome outcome, String codes, String challenges,
            String tunnel) {
        assertThat(outcome.heads()).extracting(head -> String.valueOf(head.status().code()))
                .isEqualTo(codes == null ? List.of() : List.of(codes.split(" ")));
        assertThat(outcome.heads()).allMatch(head ->
                head.status().reasonPhrase().equals(HttpResponseStatus.valueOf(head.status().code()).reasonPhrase()));
        assertThat(outcome.heads().stream().flatMap(head -> head.challenges().stream()).toList())
                .isEqualTo(challenges == null ? List.of() : List.of(challenges.split(" / ")));
        assertThat(outcome.tunnel()).isEqualTo(tunnel == null ? "" : text(tunnel));
    }

    private static String text(String notation) {
        return notation.replace(";", "\r\n").replace("!", "\n");
    }
}
