package org.omsgateway.config;

/** The protocol versions that {@code MinimumTlsVersion} and {@code MaximumTlsVersion} may name, in rising order. */
public enum TlsVersion {
    TLS_1_0("1.0", 0x0301),
    TLS_1_1("1.1", 0x0302),
    TLS_1_2("1.2", 0x0303),
    TLS_1_3("1.3", 0x0304);

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

    /** The two bytes that stand for the version in a handshake (RFC 8446, section 4.1.2). */
    public int code() {
        return code;
    }
}
