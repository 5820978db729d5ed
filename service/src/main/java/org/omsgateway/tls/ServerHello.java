package org.omsgateway.tls;

import java.util.HexFormat;
import org.omsgateway.x509.ByteReader;
import org.omsgateway.x509.MalformedException;

/**
 * The facts of a ServerHello (RFC 8446, section 4.1.3; the same structure since SSL 3.0).
 *
 * <pre>
 *   legacy_version (2)  random (32)  session_id &lt;0..32&gt;  cipher_suite (2)  compression_method (1)  [extensions]
 * </pre>
 *
 * @param version the version selected: supported_versions, or else legacy_version
 * @param sessionId the client's own when its session is resumed (or in TLS 1.3); may be empty
 * @param retryRequest whether the server requests a second ClientHello (RFC 8446, section 4.1.4)
 */
record ServerHello(int version, byte[] sessionId, boolean retryRequest) {
    /** The random that makes a ServerHello a HelloRetryRequest. */
    private static final byte[] RETRY_RANDOM = HexFormat.of()
            .parseHex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c");

    /** Reads the body of the message. A malformed body ends in event 402. */
    static ServerHello read(ByteReader body) throws MalformedException, RejectedException {
        int legacyVersion = body.uint16();
        boolean retryRandom = true;
        for (byte expected : RETRY_RANDOM) {
            retryRandom &= (byte) body.uint8() == expected;
        }
        byte[] sessionId = ClientHello.readSessionId(body);
        body.skip(3);
        int version = readVersion(legacyVersion, new Extensions(body));
        return new ServerHello(version, sessionId, retryRandom && version >= TlsVersion.TLS_1_3.code());
    }

    private static int readVersion(int legacyVersion, Extensions extensions)
            throws MalformedException, RejectedException {
        int version = legacyVersion;
        boolean supportedVersions = false;
        while (extensions.next()) {
            if (extensions.type() == Extensions.SUPPORTED_VERSIONS) {
                version = extensions.data().uint16();
                extensions.data().end();
                supportedVersions = true;
            }
        }
        // Each version has only one way to be selected; peers could read the other way differently.
        if (supportedVersions != version >= TlsVersion.TLS_1_3.code()) {
            throw RejectedException.unreadable(TlsAlert.ILLEGAL_PARAMETER, "ServerHello selects "
                    + TlsVersion.describe(version) + (supportedVersions ? " in" : " without") + " supported_versions");
        }
        return version;
    }
}
