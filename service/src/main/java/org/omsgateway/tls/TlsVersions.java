package org.omsgateway.tls;

/** Protocol versions as the two bytes that stand for them in a handshake. */
final class TlsVersions {
    /** The first byte of them all. */
    static final int MAJOR = 3;
    static final int SSL_3_0 = 0x0300;
    static final int TLS_1_0 = 0x0301;
    static final int TLS_1_2 = 0x0303;
    static final int TLS_1_3 = 0x0304;

    private TlsVersions() {}

    /** Whether {@code version} is one of those set aside to keep peers tolerant (RFC 8701). */
    static boolean isGrease(int version) {
        return (version & 0x0f0f) == 0x0a0a && version >> 8 == (version & 0xff);
    }

    /** The version as events name it, such as {@code TLS 1.2}; unknown ones in hexadecimal. */
    static String text(int version) {
        if (version == SSL_3_0) {
            return "SSL 3.0";
        }
        if (version > SSL_3_0 && version <= TLS_1_3) {
            return "TLS 1." + (version - SSL_3_0 - 1);
        }
        return String.format("0x%04x", version);
    }
}
