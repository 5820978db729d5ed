package org.omsgateway.tls;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A handshake message that arrives in pieces. Its memory grows with the bytes received, not with the length announced.
 */
final class PartialMessage {
    private static final byte[] NOTHING = {};

    private byte[] bytes = NOTHING;
    private int length;

    boolean isEmpty() {
        return length == 0;
    }

    int length() {
        return length;
    }

    /**
     * Takes {@code count} more bytes from {@code in} without moving its position; {@code whole} is the length of the
     * whole message.
     */
    void append(ByteBuffer in, int count, int whole) {
        if (bytes.length < length + count) {
            bytes = Arrays.copyOf(bytes, Math.min(Math.max(length + count, 2 * bytes.length), whole));
        }
        in.get(in.position(), bytes, length, count);
        length += count;
    }

    /** The bytes received so far, in place. */
    ByteBuffer content() {
        return ByteBuffer.wrap(bytes, 0, length);
    }

    /** Returns the content and starts an empty message. */
    ByteBuffer take() {
        ByteBuffer content = content();
        bytes = NOTHING;
        length = 0;
        return content;
    }
}
