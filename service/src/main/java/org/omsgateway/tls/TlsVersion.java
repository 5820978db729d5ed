package org.omsgateway.tls;

/**
 * The protocol versions that may be allowed, in rising order. In a handshake a version is two bytes with any value (RFC
 * 8446, section 4.1.2), so a version that is read stays a number.
 */
public enum TlsVersion {
    TLS_1_0("1.0", 0x0301),
    TLS_1_1("1.1", 0x0302),
    TLS_1_2("1.2", 0x0303),
    TLS_1_3("1.3", 0x0304);

    /** The first byte of every version. */
    static final int MAJOR = 3;
    static final int SSL_3_0 = 0x0300;

    private final String text;
    private final int code;

    TlsVersion(String text, int code) {
        this.text = text;
        this.code = code;
    }

    /** The version as in the settings, such as {@code 1.2}. */
    public String text() {
        return text;
    }

    /** The two bytes of the version in a handshake, such as 0x0303. */
    public int code() {
        return code;
    }

    /** Whether {@code code} is one of these versions, or SSL 3.0. */
    static boolean isKnown(int code) {
        return code >= SSL_3_0 && code <= TLS_1_3.code;
    }

    /** Whether {@code code} is one of the values reserved to keep peers tolerant (RFC 8701). */
    static boolean isGrease(int code) {
        return (code & 0x0f0f) == 0x0a0a && code >> 8 == (code & 0xff);
    }

    /** The version as events name it, such as {@code TLS 1.2}; unknown ones in hexadecimal. */
    static String describe(int code) {
        for (TlsVersion version : values()) {
            if (version.code == code) {
                return "TLS " + version.text;
            }
        }
        return code == SSL_3_0 ? "SSL 3.0" : String.format(isGrease(code) ? "0x%04x (GREASE)" : "0x%04x", code);
    }
}
