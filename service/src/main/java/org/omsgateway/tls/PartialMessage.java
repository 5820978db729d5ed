package org.omsgateway.tls;

import java.nio.ByteBuffer;

/**
 * A handshake message that arrives in pieces. The pieces stay where the caller holds them; only the place of the first
 * one is remembered.
 */
final class PartialMessage {
    private static final int LENGTH_IN_HEADER = RecordHeader.LENGTH - Short.BYTES;

    private long start;
    private int leftInFirstRecord;
    private int length;

    boolean isEmpty() {
        return length == 0;
    }

    /** How many bytes of the message have been read. */
    int length() {
        return length;
    }

    /**
     * Adds the next {@code count} bytes of the message.
     *
     * @param offset of these bytes, counted from the side's first
     * @param leftInRecord how many bytes their record has from them on
     */
    void add(int count, long offset, int leftInRecord) {
        if (isEmpty()) {
            start = offset;
            leftInFirstRecord = leftInRecord;
        }
        length += count;
    }

    /**
     * The bytes read so far, joined.
     *
     * @param in has all of them, in records of type handshake, before its position
     * @param offset of the position of {@code in}, counted from the side's first byte
     */
    ByteBuffer joined(ByteBuffer in, long offset) {
        byte[] message = new byte[length];
        int from = in.position() - (int) (offset - start);
        int piece = Math.min(leftInFirstRecord, length);
        in.get(from, message, 0, piece);
        for (int have = piece; have < length; have += piece) {
            from += piece;
            piece = Math.min(in.getShort(from + LENGTH_IN_HEADER) & 0xffff, length - have);
            from += RecordHeader.LENGTH;
            in.get(from, message, have, piece);
        }
        return ByteBuffer.wrap(message);
    }

    /** Starts an empty message. */
    void clear() {
        length = 0;
    }
}
