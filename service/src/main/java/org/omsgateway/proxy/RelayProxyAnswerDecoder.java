package org.omsgateway.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the heads of a proxy's answers to CONNECT, up to the end of the first one that is not interim. Later bytes
 * belong to the tunnel; they stay in the decoder until it is removed.
 *
 * <p>Takes what real proxies send: lines that end with LF alone, empty lines in front, lines that are no field. An
 * answer that grants the tunnel has no content, whatever its fields say (RFC 9110, section 9.3.6), so only the empty
 * line after the head counts. The status of any other answer is known after its first line, so neither the rest of the
 * head nor its end is needed. The proxy cannot gain anything from an ambiguous head: the tunnel's first bytes must be
 * those of a TLS handshake.
 */
final class RelayProxyAnswerDecoder extends ByteToMessageDecoder {
    /**
     * The head of an answer.
     *
     * @param challenges the values of the {@code Proxy-Authenticate} fields
     * @param framing where the content ends, if the status has any
     */
    record Head(HttpResponseStatus status, List<String> challenges, RelayProxyFraming framing) {}

    /** In bytes, for each head. */
    private static final int MAX_HEAD = 8 * 1024;
    /** A challenge takes up to this number of times its line's length. */
    private static final int PARSED = 3;
    private static final String PROTOCOL = "HTTP/";
    private static final String CHALLENGE = HttpHeaderNames.PROXY_AUTHENTICATE.toString();
    /** Whose connections close unless the response says otherwise. */
    private static final String OLD_PROTOCOL = "HTTP/1.0";
    private static final Pattern STATUS_LINE =
            Pattern.compile(PROTOCOL + "[0-9](?:\\.[0-9])?[ \\t]++([1-9][0-9]{2})(?:[ \\t].*+)?", Pattern.DOTALL);

    private final List<String> challenges = new ArrayList<>();
    /** Whether a line that continues the last field continues a challenge. */
    private boolean inChallenge;
    private HttpResponseStatus status;
    private RelayProxyFraming framing = RelayProxyFraming.OF_HTTP_1_1;
    private int length;
    /** Bytes of the next line in which no line end has been found. */
    private int searched;
    private boolean ended;

    /** In bytes: what the decoder holds of heads that are not whole. */
    int memory() {
        return (internalBuffer().isReadable() ? internalBuffer().capacity() : 0) + PARSED * length;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> heads) {
        if (ended) {
            return;
        }
        if (status == null && !isBeginning(in)) {
            // What is not HTTP, such as a TLS alert, may never end its line.
            throw malformed();
        }
        int end = in.indexOf(in.readerIndex() + searched, in.writerIndex(), (byte) '\n');
        searched = in.readableBytes();
        if (length + (end < 0 ? searched : end + 1 - in.readerIndex()) > MAX_HEAD) {
            tooLong(in, heads);
        } else if (end >= 0) {
            int size = end - in.readerIndex();
            String line = in.readCharSequence(size, StandardCharsets.ISO_8859_1).toString();
            in.skipBytes(1);
            searched = 0;
            length += size + 1;
            line(line, heads);
        }
    }

    /** Reads what a closed connection has left. */
    @Override
    protected void decodeLast(ChannelHandlerContext ctx, ByteBuf in, List<Object> heads) throws Exception {
        super.decodeLast(ctx, in, heads);
        if (!ended && status == null) {
            status = status(in.toString(StandardCharsets.ISO_8859_1).strip());
        }
        if (!ended && isRefusal()) {
            framing = RelayProxyFraming.UNKNOWN;
            headRead(heads);
        }
    }

    private void line(String text, List<Object> heads) {
        String line = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
        if (status != null && line.isEmpty()) {
            headRead(heads);
        } else if (status != null) {
            addField(line);
        } else if (!line.isEmpty()) {
            status = status(line);
            if (status == null) {
                throw malformed();
            }
            framing = line.startsWith(OLD_PROTOCOL) ? RelayProxyFraming.OF_HTTP_1_0 : RelayProxyFraming.OF_HTTP_1_1;
        }
    }

    /** Keeps no field but challenges: many short lines would take thirty times their memory. */
    private void addField(String line) {
        if (line.startsWith(" ") || line.startsWith("\t")) {
            if (inChallenge) {
                int last = challenges.size() - 1;
                challenges.set(last, challenges.get(last) + " " + line.strip());
            }
            return;
        }
        int colon = Math.max(0, line.indexOf(':'));
        String name = line.substring(0, colon).strip();
        String value = line.substring(colon + 1).strip();
        inChallenge = name.equalsIgnoreCase(CHALLENGE);
        if (inChallenge) {
            challenges.add(value);
        } else {
            framing = framing.with(name, value);
        }
    }

    private void headRead(List<Object> heads) {
        heads.add(new Head(status, List.copyOf(challenges), framing));
        ended = status.codeClass() != HttpStatusClass.INFORMATIONAL;
        status = null;
        challenges.clear();
        inChallenge = false;
        length = 0;
    }

    private void tooLong(ByteBuf in, List<Object> heads) {
        if (isRefusal()) {
            framing = RelayProxyFraming.UNKNOWN;
            // A head that comes of no bytes is a failure to Netty.
            in.skipBytes(in.readableBytes());
            headRead(heads);
        } else {
            ended = true;
            throw new TooLongFrameException("more than " + MAX_HEAD + " bytes");
        }
    }

    private boolean isRefusal() {
        return status != null && status.codeClass() != HttpStatusClass.INFORMATIONAL
                && status.codeClass() != HttpStatusClass.SUCCESS;
    }

    /** The standard phrase replaces the proxy's own, which may repeat the credential. */
    private static HttpResponseStatus status(String line) {
        Matcher parts = STATUS_LINE.matcher(line);
        return parts.matches() ? HttpResponseStatus.valueOf(Integer.parseInt(parts.group(1))) : null;
    }

    /** Whether an empty line or a status line begins here. */
    private static boolean isBeginning(ByteBuf in) {
        int count = Math.min(in.readableBytes(), PROTOCOL.length());
        String begun = in.toString(in.readerIndex(), count, StandardCharsets.ISO_8859_1);
        return begun.startsWith("\r") || begun.startsWith("\n") || PROTOCOL.startsWith(begun);
    }

    private CorruptedFrameException malformed() {
        ended = true;
        return new CorruptedFrameException("not HTTP");
    }
}
