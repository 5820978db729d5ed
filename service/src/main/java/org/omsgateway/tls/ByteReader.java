package org.omsgateway.tls;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Walks over one structure in the presentation language of TLS (RFC 8446, section 3) where it lies, without copying.
 * Every read that would leave the structure ends in {@link RejectedException} with event 402 and alert decode_error.
 */
final class ByteReader {
    private final String name;
    private final ByteBuffer bytes;
    private final int end;
    private int position;

    /** Reads {@code length} bytes from {@code start} of {@code bytes}, whose own position is left alone. */
    ByteReader(String name, ByteBuffer bytes, int start, int length) {
        this.name = name;
        this.bytes = bytes;
        this.position = start;
        this.end = start + length;
    }

    int remaining() {
        return end - position;
    }

    int uint8() throws RejectedException {
        return bytes.get(advance(1)) & 0xff;
    }

    int uint16() throws RejectedException {
        return uint8() << 8 | uint8();
    }

    int uint24() throws RejectedException {
        return uint16() << 8 | uint8();
    }

    void skip(int count) throws RejectedException {
        advance(count);
    }

    /** The next {@code length} bytes as a structure of their own. */
    ByteReader vector(String vectorName, int length) throws RejectedException {
        return new ByteReader(vectorName, bytes, advance(length), length);
    }

    /** As {@link #vector}, without a name of its own. */
    ByteReader part(int length) throws RejectedException {
        return vector(name, length);
    }

    /** A vector behind its length in one byte. */
    ByteReader vector8(String vectorName) throws RejectedException {
        return vector(vectorName, uint8());
    }

    /** A vector behind its length in two bytes. */
    ByteReader vector16(String vectorName) throws RejectedException {
        return vector(vectorName, uint16());
    }

    /** A vector behind its length in three bytes. */
    ByteReader vector24(String vectorName) throws RejectedException {
        return vector(vectorName, uint24());
    }

    /** The structure must end here. */
    void end() throws RejectedException {
        if (position != end) {
            throw malformed("has " + remaining() + " bytes too many");
        }
    }

    /** The rest as a view that shares its memory. */
    ByteBuffer restAsBuffer() {
        ByteBuffer rest = bytes.slice(position, remaining());
        position = end;
        return rest;
    }

    /** The rest, copied. */
    byte[] restAsBytes() {
        byte[] rest = new byte[remaining()];
        bytes.get(position, rest);
        position = end;
        return rest;
    }

    /** The rest as text; bytes above 127 become the characters of the same number. */
    String restAsText() {
        return new String(restAsBytes(), StandardCharsets.ISO_8859_1);
    }

    /** The failure that says what is wrong with this structure. */
    RejectedException malformed(String problem) {
        return RejectedException.unreadable(TlsAlert.DECODE_ERROR, name + " " + problem);
    }

    private int advance(int count) throws RejectedException {
        if (count > remaining()) {
            throw malformed("is cut short");
        }
        int start = position;
        position += count;
        return start;
    }
}
