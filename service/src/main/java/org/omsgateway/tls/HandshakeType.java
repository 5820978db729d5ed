package org.omsgateway.tls;

/** The messages of a handshake that can be read (RFC 5246, section 7.4; RFC 4680, 5077, 6066). */
enum HandshakeType {
    CLIENT_HELLO(1, "ClientHello"),
    SERVER_HELLO(2, "ServerHello"),
    NEW_SESSION_TICKET(4, "NewSessionTicket"),
    CERTIFICATE(11, "Certificate"),
    SERVER_KEY_EXCHANGE(12, "ServerKeyExchange"),
    CERTIFICATE_REQUEST(13, "CertificateRequest"),
    SERVER_HELLO_DONE(14, "ServerHelloDone"),
    CERTIFICATE_VERIFY(15, "CertificateVerify"),
    CLIENT_KEY_EXCHANGE(16, "ClientKeyExchange"),
    CERTIFICATE_STATUS(22, "CertificateStatus"),
    SUPPLEMENTAL_DATA(23, "SupplementalData"),
    /** Not a message but a record type; it has a place in the order of the messages. */
    CHANGE_CIPHER_SPEC(-1, "ChangeCipherSpec");

    private static final HandshakeType[] BY_CODE = new HandshakeType[24];

    static {
        for (HandshakeType type : values()) {
            if (type.code >= 0) {
                BY_CODE[type.code] = type;
            }
        }
    }

    private final int code;
    private final String text;

    HandshakeType(int code, String text) {
        this.code = code;
        this.text = text;
    }

    /** The type with the number {@code code}, 0 to 255, or null if no message of that number may be in plain text. */
    static HandshakeType of(int code) {
        return code < BY_CODE.length ? BY_CODE[code] : null;
    }

    /** The name in the RFC. */
    @Override
    public String toString() {
        return text;
    }
}
