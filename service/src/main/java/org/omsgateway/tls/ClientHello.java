package org.omsgateway.tls;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.omsgateway.x509.ByteReader;
import org.omsgateway.x509.MalformedException;

/**
 * The facts of a ClientHello (RFC 8446, section 4.1.2; the same structure since SSL 3.0).
 *
 * <pre>
 *   legacy_version (2)  random (32)  session_id &lt;0..32&gt;  cipher_suites &lt;2..2^16-2&gt;
 *   compression_methods &lt;1..2^8-1&gt;  [extensions]
 * </pre>
 *
 * @param legacyVersion the highest version offered, unless {@code versions} lists others
 * @param versions the list in supported_versions, in the client's order; empty without that extension
 * @param serverName the name the client asks for (RFC 6066, section 3), as sent; empty if it sends none
 * @param sessionId of the session to resume, or 32 random bytes for middleboxes; empty for none
 * @param sessionTicket whether the client sends a ticket for a session to resume (RFC 5077)
 * @param earlyData whether the client may encrypt at once (RFC 8446, section 4.2.10)
 * @param encryptedHello whether the client sends an inner ClientHello (ECH), or an imitation of one
 */
record ClientHello(int legacyVersion, int[] versions, Optional<String> serverName, byte[] sessionId,
        boolean sessionTicket, boolean earlyData, boolean encryptedHello) {

    private static final int[] NONE = {};
    private static final int RANDOM_LENGTH = 32;
    private static final int MAX_SESSION_ID = 32;
    private static final int HOST_NAME = 0;

    /** Reads the body of the message. A malformed body ends in event 402. */
    static ClientHello read(ByteReader body) throws MalformedException, RejectedException {
        int legacyVersion = body.uint16();
        body.skip(RANDOM_LENGTH);
        byte[] sessionId = readSessionId(body);
        ByteReader cipherSuites = body.vector16("cipher_suites");
        if (cipherSuites.remaining() == 0 || cipherSuites.remaining() % 2 != 0) {
            throw cipherSuites.malformed("has " + cipherSuites.remaining() + " bytes");
        }
        ByteReader compressionMethods = body.vector8("compression_methods");
        if (compressionMethods.remaining() == 0) {
            throw compressionMethods.malformed("is empty");
        }
        return readExtensions(legacyVersion, sessionId, new Extensions(body));
    }

    private static ClientHello readExtensions(int legacyVersion, byte[] sessionId, Extensions extensions)
            throws MalformedException, RejectedException {
        int[] versions = NONE;
        Optional<String> serverName = Optional.empty();
        boolean sessionTicket = false;
        boolean earlyData = false;
        boolean encryptedHello = false;
        while (extensions.next()) {
            switch (extensions.type()) {
                case Extensions.SERVER_NAME -> serverName = Optional.of(readServerName(extensions.data()));
                case Extensions.SUPPORTED_VERSIONS -> versions = readVersions(extensions.data());
                case Extensions.SESSION_TICKET -> sessionTicket = extensions.data().remaining() > 0;
                case Extensions.EARLY_DATA -> earlyData = true;
                case Extensions.ENCRYPTED_CLIENT_HELLO -> encryptedHello = true;
                default -> { }
            }
        }
        return new ClientHello(
                legacyVersion, versions, serverName, sessionId, sessionTicket, earlyData, encryptedHello);
    }

    static byte[] readSessionId(ByteReader body) throws MalformedException {
        ByteReader sessionId = body.vector8("session_id");
        if (sessionId.remaining() > MAX_SESSION_ID) {
            throw sessionId.malformed("has " + sessionId.remaining() + " bytes");
        }
        return sessionId.restAsBytes();
    }

    /** Reads one host name. A second name, or one of another type, is refused, because readers could differ. */
    private static String readServerName(ByteReader data) throws MalformedException {
        ByteReader list = data.vector16("server_name");
        data.end();
        int type = list.uint8();
        if (type != HOST_NAME) {
            throw list.malformed("has an entry of type " + type);
        }
        ByteReader name = list.vector16("host_name");
        list.end();
        if (name.remaining() == 0) {
            throw name.malformed("is empty");
        }
        return name.restAsText();
    }

    private static int[] readVersions(ByteReader data) throws MalformedException {
        ByteReader list = data.vector8("supported_versions");
        data.end();
        if (list.remaining() == 0 || list.remaining() % 2 != 0) {
            throw list.malformed("has " + list.remaining() + " bytes");
        }
        int[] versions = new int[list.remaining() / 2];
        for (int i = 0; i < versions.length; i++) {
            versions[i] = list.uint16();
        }
        return versions;
    }

    /** Whether a server may select {@code version}. */
    boolean offers(int version) {
        if (versions.length == 0) {
            return version <= Math.min(legacyVersion, TlsVersion.TLS_1_2.code());
        }
        return Arrays.stream(versions).anyMatch(offered -> offered == version);
    }

    /** Whether a server may select a version from {@code minimum} to {@code maximum}. */
    boolean offersAny(TlsVersion minimum, TlsVersion maximum) {
        for (int version = minimum.code(); version <= maximum.code(); version++) {
            if (offers(version)) {
                return true;
            }
        }
        return false;
    }

    /** The highest known version offered, as events name it; all that are offered where none is known. */
    String versionNames() {
        int[] offered = versions.length == 0 ? new int[] {legacyVersion} : versions;
        OptionalInt highest = Arrays.stream(offered).filter(TlsVersion::isKnown).max();
        return (highest.isPresent() ? IntStream.of(highest.getAsInt()) : Arrays.stream(offered))
                .mapToObj(TlsVersion::describe)
                .collect(Collectors.joining(", "));
    }
}
