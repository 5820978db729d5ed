package org.omsgateway.x509;

/**
 * Steps over elements of the Distinguished Encoding Rules (X.690, section 10). A length has only one valid encoding,
 * the shortest.
 *
 * <pre>
 *   tag (1)  length (1, or 0x80 | n and n more)  content
 * </pre>
 */
final class Der {
    static final int BOOLEAN = 0x01;
    static final int INTEGER = 0x02;
    static final int BIT_STRING = 0x03;
    static final int OCTET_STRING = 0x04;
    static final int OBJECT_IDENTIFIER = 0x06;
    static final int SEQUENCE = 0x30;
    static final int SET = 0x31;

    /** All number bits set: the tag's number is in the bytes that follow. */
    private static final int LONG_TAG = 0x1f;
    private static final int LONG_LENGTH = 0x80;

    private Der() {}

    /** The content of the next element, which must have {@code tag}. */
    static ByteReader element(ByteReader bytes, int tag) throws MalformedException {
        int found = tag(bytes);
        if (found != tag) {
            throw bytes.malformed("has an element of type 0x%02x instead of 0x%02x".formatted(found, tag));
        }
        return content(bytes);
    }

    /** Steps over the next element, which must have {@code tag}. */
    static void skip(ByteReader bytes, int tag) throws MalformedException {
        element(bytes, tag);
    }

    /** Steps over the next element if it has {@code tag}. */
    static void skipOptional(ByteReader bytes, int tag) throws MalformedException {
        if (bytes.nextIs(tag)) {
            skip(bytes, tag);
        }
    }

    /** The tag of the next element, whose {@link #content} follows. */
    static int tag(ByteReader bytes) throws MalformedException {
        int tag = bytes.uint8();
        if ((tag & LONG_TAG) == LONG_TAG) {
            throw bytes.malformed("has an element of type 0x%02x and more".formatted(tag));
        }
        return tag;
    }

    /** The content of an element whose tag has been read. */
    static ByteReader content(ByteReader bytes) throws MalformedException {
        int first = bytes.uint8();
        return bytes.part(switch (first) {
            case LONG_LENGTH | 1 -> atLeast(LONG_LENGTH, bytes.uint8(), bytes);
            case LONG_LENGTH | 2 -> atLeast(1 << 8, bytes.uint16(), bytes);
            case LONG_LENGTH | 3 -> atLeast(1 << 16, bytes.uint24(), bytes);
            default -> {
                if (first >= LONG_LENGTH) {
                    throw bytes.malformed("has an element without a length, or one that is too long");
                }
                yield first;
            }
        });
    }

    private static int atLeast(int minimum, int length, ByteReader bytes) throws MalformedException {
        if (length < minimum) {
            throw bytes.malformed("has an element whose length is not encoded in the shortest form");
        }
        return length;
    }
}
