package org.omsgateway.tls;

/**
 * Steps over elements of the Distinguished Encoding Rules (X.690, section 10).
 *
 * <pre>
 *   tag (1)  length (1, or 0x80 | n and n more)  content
 * </pre>
 */
final class Der {
    static final int INTEGER = 0x02;
    static final int BIT_STRING = 0x03;
    static final int OBJECT_IDENTIFIER = 0x06;
    static final int SEQUENCE = 0x30;
    static final int SET = 0x31;

    private static final int LONG_FORM = 0x80;

    private Der() {}

    /** The content of the next element, which must have {@code tag}. */
    static ByteReader element(ByteReader bytes, int tag) throws RejectedException {
        expect(bytes, bytes.uint8(), tag);
        return content(bytes);
    }

    static void expect(ByteReader bytes, int tag, int expected) throws RejectedException {
        if (tag != expected) {
            throw bytes.malformed("has an element of type 0x%02x instead of 0x%02x".formatted(tag, expected));
        }
    }

    /** The content of an element whose tag has been read. */
    static ByteReader content(ByteReader bytes) throws RejectedException {
        int length = bytes.uint8();
        return bytes.part(switch (length) {
            case LONG_FORM | 1 -> bytes.uint8();
            case LONG_FORM | 2 -> bytes.uint16();
            case LONG_FORM | 3 -> bytes.uint24();
            default -> {
                if (length >= LONG_FORM) {
                    throw bytes.malformed("has an element without a length, or one that is too long");
                }
                yield length;
            }
        });
    }
}
