package org.omsgateway.tls;

import java.nio.ByteBuffer;
import org.omsgateway.eventlog.GatewayEvent;

/**
 * Reads the five bytes before each record (RFC 8446, section 5.1), in pieces of any size. Bytes that cannot begin a
 * record are refused at the first byte that shows it.
 *
 * <pre>
 *   type (1)  version (2)  length (2)
 *   or, only at the start and from a client of the 1990s, a ClientHello of SSL 2.0 (RFC 5246, appendix E.2):
 *   0x8000 | length (2)  message type (1) = 1
 * </pre>
 *
 * A record's version says nothing about the session's version, so any 3.x is accepted.
 */
final class RecordHeader {
    static final int CHANGE_CIPHER_SPEC = 20;
    static final int ALERT = 21;
    static final int HANDSHAKE = 22;
    static final int APPLICATION_DATA = 23;

    static final int LENGTH = 5;
    private static final int MAX_PLAINTEXT = 1 << 14;
    private static final int MAX_CIPHERTEXT = MAX_PLAINTEXT + 256;
    /** Up to TLS 1.2 (RFC 5246, section 6.2.3). */
    private static final int MAX_OLD_CIPHERTEXT = MAX_PLAINTEXT + 2048;
    private static final int SSL_2_CLIENT_HELLO = 1;

    private final Side side;
    private boolean maybeSsl2;
    private boolean encrypted;
    private long header;
    private int have;

    RecordHeader(Side side) {
        this.side = side;
        this.maybeSsl2 = side == Side.CLIENT;
    }

    /**
     * Takes the missing bytes from {@code in}; true once the header is complete. Another read begins the next header.
     */
    boolean read(ByteBuffer in) throws RejectedException {
        if (have == LENGTH) {
            have = 0;
        }
        while (have < LENGTH && in.hasRemaining()) {
            header = header << 8 | in.get() & 0xff;
            have++;
            check((int) header & 0xff);
        }
        return have == LENGTH;
    }

    /** Marks that the contents of the next records are encrypted, so that their types say little of their lengths. */
    void encrypt() {
        encrypted = true;
    }

    /** The record's type: one of the constants. */
    int type() {
        return (int) (header >> 32) & 0xff;
    }

    /** How many bytes follow in the record. */
    int length() {
        return (int) header & 0xffff;
    }

    private void check(int last) throws RejectedException {
        switch (have) {
            case 1 -> {
                maybeSsl2 &= last >= 0x80;
                if (!maybeSsl2 && (last < CHANGE_CIPHER_SPEC || last > APPLICATION_DATA)) {
                    throw notTls(last);
                }
            }
            case 2 -> {
                if (!maybeSsl2 && last != TlsVersion.MAJOR) {
                    throw RejectedException.unreadable(TlsAlert.PROTOCOL_VERSION,
                            side + " sent a record of version " + last + ".x");
                }
            }
            case 3 -> {
                if (maybeSsl2 && last == SSL_2_CLIENT_HELLO) {
                    throw new RejectedException(GatewayEvent.UNSUPPORTED_VERSION, TlsAlert.PROTOCOL_VERSION, "SSL 2.0");
                }
                if (maybeSsl2) {
                    throw notTls((int) (header >> 16));
                }
            }
            case LENGTH -> checkLength();
            default -> { }
        }
    }

    private void checkLength() throws RejectedException {
        if (length() > (encrypted ? MAX_OLD_CIPHERTEXT
                : type() == APPLICATION_DATA ? MAX_CIPHERTEXT : MAX_PLAINTEXT)) {
            throw RejectedException.unreadable(TlsAlert.RECORD_OVERFLOW,
                    side + " sent a record of " + length() + " bytes");
        }
        boolean fits = encrypted || switch (type()) {
            case CHANGE_CIPHER_SPEC -> length() == 1;
            case ALERT -> length() == 2;
            case HANDSHAKE -> length() > 0;
            default -> true;
        };
        if (!fits) {
            throw RejectedException.unreadable(TlsAlert.DECODE_ERROR,
                    side + " sent " + length() + " bytes in a record of type " + type());
        }
    }

    private RejectedException notTls(int firstByte) {
        return RejectedException.unreadable(TlsAlert.UNEXPECTED_MESSAGE,
                String.format("%s does not speak TLS: no record begins with 0x%02x", side, firstByte));
    }
}
