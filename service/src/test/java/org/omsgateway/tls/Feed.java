package org.omsgateway.tls;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Gives a verifier the bytes of both sides as the gateway does: behind those that it may need again. */
final class Feed {
    private final HandshakeVerifier verifier;
    private final byte[][] sent = {new byte[1024], new byte[1024]};
    private final int[] lengths = new int[sent.length];

    Feed(HandshakeVerifier verifier) {
        this.verifier = verifier;
    }

    TlsVerdict read(Side side, byte[] bytes) {
        return read(side, bytes, 0, bytes.length);
    }

    TlsVerdict read(Side side, byte[] bytes, int start, int count) {
        int index = side.ordinal();
        int length = lengths[index];
        if (sent[index].length < length + count) {
            sent[index] = Arrays.copyOf(sent[index], 2 * (length + count));
        }
        System.arraycopy(bytes, start, sent[index], length, count);
        lengths[index] += count;
        return verifier.read(side, ByteBuffer.wrap(sent[index], length, count));
    }
}
