package org.omsgateway.testing;

import static org.omsgateway.testing.TlsBytes.bytes;
import static org.omsgateway.testing.TlsBytes.message;

import java.util.HexFormat;

/** The messages of handshakes, each in a record of its own, and parts of them in the notation of {@link TlsBytes}. */
public final class Handshakes {
    public static final String HOST = "a.ods.example";
    public static final byte[] CHANGE_CIPHER_SPEC = bytes("14 0303 (2 01)");
    public static final byte[] SERVER_KEY_EXCHANGE = message(12, "03 0017 (1 04 0*64)");
    public static final byte[] CERTIFICATE_REQUEST = message(13, "(1 01) (2 0401) (2)");
    public static final byte[] SERVER_HELLO_DONE = message(14, "");
    public static final byte[] CLIENT_KEY_EXCHANGE = message(16, "(1 04 0*64)");
    public static final byte[] CERTIFICATE_VERIFY = message(15, "0401 (2 0*256)");
    public static final byte[] NEW_SESSION_TICKET = message(4, "00000e10 (2 0*160)");
    public static final byte[] FINISHED = bytes("16 0303 (2 5a*40)");
    public static final byte[] APPLICATION_DATA = bytes("17 0303 (2 5a*32)");
    public static final byte[] CERTIFICATE = certificate(TestCertificates.forHosts("*.ods.example"));
    public static final byte[] NO_CERTIFICATE = message(11, "(3)");

    public static final String SNI = sni(HOST);
    public static final String TICKET = "0023 (2 0*64)";
    public static final String EARLY_DATA = "002a (2)";
    public static final String ECH = "fe0d (2 00 0*32)";
    public static final String TLS_1_3 = versions("0304 0303");

    public static final byte[] CLIENT_HELLO_12 = clientHello("0303", SNI);
    public static final byte[] CLIENT_HELLO_13 = clientHello("0303", SNI + TLS_1_3);
    public static final byte[] SERVER_HELLO_12 = serverHello("0303", "");
    public static final byte[] SERVER_HELLO_13 = serverHello("0303", "002b (2 0304)");
    public static final byte[] HELLO_RETRY_REQUEST = bytes("""
        16 0303 (2 02 (3
            0303 cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c (1) 1301 00
            (2 002b (2 0304))))""");

    private Handshakes() {}

    public static String sni(String name) {
        return "0000 (2 (2 00 (2 '" + name + "')))";
    }

    public static String versions(String versions) {
        return "002b (2 (1 " + versions + "))";
    }

    public static byte[] clientHello(String version, String extensions) {
        return clientHello(version, "", extensions);
    }

    public static byte[] clientHello(String version, String sessionId, String extensions) {
        return bytes("16 0301 (2 01 (3 " + version + " 0*32 (1 " + sessionId + ") (2 1301 c02f) (1 00) (2 " + extensions
                + ")))");
    }

    public static byte[] serverHello(String version, String extensions) {
        return serverHello(version, "", extensions);
    }

    public static byte[] serverHello(String version, String sessionId, String extensions) {
        return message(2, version + " 0*32 (1 " + sessionId + ") c02f 00 (2 " + extensions + ")");
    }

    public static byte[] certificate(byte[]... chain) {
        StringBuilder list = new StringBuilder();
        for (byte[] certificate : chain) {
            list.append("(3 ").append(HexFormat.of().formatHex(certificate)).append(')');
        }
        return message(11, "(3 " + list + ")");
    }
}
