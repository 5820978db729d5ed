package org.omsgateway.x509;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Reads one binary structure in place, without copying. Numbers have their high byte first, and a vector follows its
 * length (RFC 8446, section 3). A read beyond the end of the structure throws {@link MalformedException}.
 */
public final class ByteReader {
    private final String name;
    private final ByteBuffer bytes;
    private final int end;
    private int position;

    /**
     * Reads {@code length} bytes from {@code start} of {@code bytes}, without moving the position of {@code bytes}.
     *
     * @param name of the structure, as failures show it
     */
    public ByteReader(String name, ByteBuffer bytes, int start, int length) {
        this.name = name;
        this.bytes = bytes;
        this.position = start;
        this.end = start + length;
    }

    public int remaining() {
        return end - position;
    }

    public int uint8() throws MalformedException {
        return bytes.get(advance(1)) & 0xff;
    }

    public int uint16() throws MalformedException {
        return uint8() << 8 | uint8();
    }

    public int uint24() throws MalformedException {
        return uint16() << 8 | uint8();
    }

    public void skip(int count) throws MalformedException {
        advance(count);
    }

    /** The next {@code length} bytes as a structure of their own. */
    public ByteReader vector(String vectorName, int length) throws MalformedException {
        return new ByteReader(vectorName, bytes, advance(length), length);
    }

    /** As {@link #vector}, without a name of its own. */
    ByteReader part(int length) throws MalformedException {
        return vector(name, length);
    }

    /** A vector that follows its length in one byte. */
    public ByteReader vector8(String vectorName) throws MalformedException {
        return vector(vectorName, uint8());
    }

    /** A vector that follows its length in two bytes. */
    public ByteReader vector16(String vectorName) throws MalformedException {
        return vector(vectorName, uint16());
    }

    /** A vector that follows its length in three bytes. */
    public ByteReader vector24(String vectorName) throws MalformedException {
        return vector(vectorName, uint24());
    }

    /** Checks that the structure ends here. */
    public void end() throws MalformedException {
        if (position != end) {
            throw malformed("has " + remaining() + " bytes too many");
        }
    }

    /** Whether there is a next byte and it is {@code value}. */
    boolean nextIs(int value) {
        return position < end && (bytes.get(position) & 0xff) == value;
    }

    /** Whether the rest is {@code expected}, no more and no less; the rest stays unread. */
    boolean isExactly(byte[] expected) {
        boolean same = remaining() == expected.length;
        for (int i = 0; same && i < expected.length; i++) {
            same = bytes.get(position + i) == expected[i];
        }
        return same;
    }

    /** The rest as a view that shares its memory; the rest stays unread. */
    ByteBuffer asBuffer() {
        return bytes.slice(position, remaining());
    }

    /** The same rest, which is read on its own. */
    ByteReader copy() {
        return new ByteReader(name, bytes, position, remaining());
    }

    /** The rest as a view that shares its memory. */
    public ByteBuffer restAsBuffer() {
        ByteBuffer rest = asBuffer();
        position = end;
        return rest;
    }

    /** The rest, copied. */
    public byte[] restAsBytes() {
        byte[] rest = new byte[remaining()];
        bytes.get(position, rest);
        position = end;
        return rest;
    }

    /** The rest as text; bytes above 127 become the characters of the same number. */
    public String restAsText() {
        return new String(restAsBytes(), StandardCharsets.ISO_8859_1);
    }

    /** An exception that names this structure and its problem. */
    public MalformedException malformed(String problem) {
        return new MalformedException(name + " " + problem);
    }

    private int advance(int count) throws MalformedException {
        if (count > remaining()) {
            throw malformed("is cut short");
        }
        int start = position;
        position += count;
        return start;
    }
}
