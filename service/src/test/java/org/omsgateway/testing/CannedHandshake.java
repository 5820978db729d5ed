package org.omsgateway.testing;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.omsgateway.tls.EncryptedRecords;

/**
 * The shortest handshake that passes the gateway, for tests of tunnels after the handshake: the hellos of TLS 1.3, one
 * record each, and as many empty records of each side as the gateway reads.
 */
public final class CannedHandshake {
    /** What the client sends after the server's hello, one character for each byte. */
    public static final String CLIENT_RECORDS = "\27\3\3\0\0".repeat(EncryptedRecords.FEW);
    /** The server's hello and records, one character for each byte. */
    public static final String SERVER_HELLO =
            new String(Handshakes.SERVER_HELLO_13, StandardCharsets.ISO_8859_1) + CLIENT_RECORDS;

    private CannedHandshake() {}

    /** The hello of a client that names the server {@code host}, one character for each byte. */
    public static String clientHello(String host) {
        return new String(Handshakes.clientHello("0303", Handshakes.sni(host) + Handshakes.TLS_1_3),
                StandardCharsets.ISO_8859_1);
    }

    /** Treats connections as {@code treatment} does, after the server's part of the handshake. */
    public static TestServer.Treatment before(TestServer.Treatment treatment) {
        return socket -> {
            if (readHello(new DataInputStream(socket.getInputStream()))) {
                socket.getOutputStream().write(SERVER_HELLO.getBytes(StandardCharsets.ISO_8859_1));
                socket.getInputStream().readNBytes(CLIENT_RECORDS.length());
                treatment.treat(socket);
            }
        };
    }

    /** False if the client sends no handshake, like a probe. */
    private static boolean readHello(DataInputStream in) throws IOException {
        if (in.read() < 0) {
            return false;
        }
        in.skipNBytes(2);
        in.skipNBytes(in.readUnsignedShort());
        return true;
    }
}
