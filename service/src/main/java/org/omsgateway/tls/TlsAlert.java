package org.omsgateway.tls;

import java.util.Arrays;
import java.util.Locale;

/** The reason why a session ends (RFC 8446, section 6; RFC 5246, section 7.2). */
public enum TlsAlert {
    CLOSE_NOTIFY(0),
    UNEXPECTED_MESSAGE(10),
    BAD_RECORD_MAC(20),
    RECORD_OVERFLOW(22),
    HANDSHAKE_FAILURE(40),
    BAD_CERTIFICATE(42),
    UNSUPPORTED_CERTIFICATE(43),
    CERTIFICATE_REVOKED(44),
    CERTIFICATE_EXPIRED(45),
    CERTIFICATE_UNKNOWN(46),
    ILLEGAL_PARAMETER(47),
    UNKNOWN_CA(48),
    ACCESS_DENIED(49),
    DECODE_ERROR(50),
    DECRYPT_ERROR(51),
    PROTOCOL_VERSION(70),
    INSUFFICIENT_SECURITY(71),
    INTERNAL_ERROR(80),
    INAPPROPRIATE_FALLBACK(86),
    USER_CANCELED(90),
    NO_RENEGOTIATION(100),
    MISSING_EXTENSION(109),
    UNSUPPORTED_EXTENSION(110),
    UNRECOGNIZED_NAME(112),
    BAD_CERTIFICATE_STATUS_RESPONSE(113),
    NO_APPLICATION_PROTOCOL(120);

    static final int WARNING = 1;
    static final int FATAL = 2;

    private final int description;

    TlsAlert(int description) {
        this.description = description;
    }

    /** The alert's number. */
    public int description() {
        return description;
    }

    /**
     * The fatal alert as the seven bytes of a record in plain text.
     *
     * @param version the record's version, such as 0x0303
     */
    public byte[] record(int version) {
        return new byte[] {
            RecordHeader.ALERT, (byte) (version >> 8), (byte) version, 0, 2, FATAL, (byte) description
        };
    }

    /**
     * An alert as events name it, from its level and description in one number: 0x0228 for a fatal handshake_failure.
     */
    static String describe(int alert) {
        int description = alert & 0xff;
        String name = Arrays.stream(values())
                .filter(known -> known.description == description)
                .map(known -> known.name().toLowerCase(Locale.ROOT))
                .findFirst()
                .orElse(String.valueOf(description));
        return (alert >> 8 == FATAL ? "fatal" : "warning") + " alert " + name;
    }
}
