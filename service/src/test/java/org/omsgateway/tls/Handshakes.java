package org.omsgateway.tls;

import static org.omsgateway.tls.TlsBytes.bytes;
import static org.omsgateway.tls.TlsBytes.message;

import java.util.HexFormat;

/** The messages of handshakes, each in a record of its own, and parts of them in the notation of {@link TlsBytes}. */
final class Handshakes {
    static final String HOST = "a.ods.example";
    static final byte[] CHANGE_CIPHER_SPEC = bytes("14 0303 (2 01)");
    static final byte[] SERVER_KEY_EXCHANGE = message(12, "03 0017 (1 04 0*64)");
    static final byte[] CERTIFICATE_REQUEST = message(13, "(1 01) (2 0401) (2)");
    static final byte[] SERVER_HELLO_DONE = message(14, "");
    static final byte[] CLIENT_KEY_EXCHANGE = message(16, "(1 04 0*64)");
    static final byte[] CERTIFICATE_VERIFY = message(15, "0401 (2 0*256)");
    static final byte[] NEW_SESSION_TICKET = message(4, "00000e10 (2 0*160)");
    static final byte[] FINISHED = bytes("16 0303 (2 5a*40)");
    static final byte[] APPLICATION_DATA = bytes("17 0303 (2 5a*32)");
    static final byte[] CERTIFICATE = certificate(TestCertificates.forHosts("*.ods.example"));
    static final byte[] NO_CERTIFICATE = message(11, "(3)");

    static final String SNI = sni(HOST);
    static final String TICKET = "0023 (2 0*64)";
    static final String EARLY_DATA = "002a (2)";
    static final String ECH = "fe0d (2 00 0*32)";
    static final String TLS_1_3 = versions("0304 0303");

    static final byte[] CLIENT_HELLO_12 = clientHello("0303", SNI);
    static final byte[] CLIENT_HELLO_13 = clientHello("0303", SNI + TLS_1_3);
    static final byte[] SERVER_HELLO_12 = serverHello("0303", "");
    static final byte[] SERVER_HELLO_13 = serverHello("0303", "002b (2 0304)");
    static final byte[] HELLO_RETRY_REQUEST = bytes("""
        16 0303 (2 02 (3
            0303 cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c (1) 1301 00
            (2 002b (2 0304))))""");

    private Handshakes() {}

    static String sni(String name) {
        return "0000 (2 (2 00 (2 '" + name + "')))";
    }

    static String versions(String versions) {
        return "002b (2 (1 " + versions + "))";
    }

    static byte[] clientHello(String version, String extensions) {
        return clientHello(version, "", extensions);
    }

    static byte[] clientHello(String version, String sessionId, String extensions) {
        return bytes("16 0301 (2 01 (3 " + version + " 0*32 (1 " + sessionId + ") (2 1301 c02f) (1 00) (2 " + extensions + ")))");
    }

    static byte[] serverHello(String version, String extensions) {
        return serverHello(version, "", extensions);
    }

    static byte[] serverHello(String version, String sessionId, String extensions) {
        return message(2, version + " 0*32 (1 " + sessionId + ") c02f 00 (2 " + extensions + ")");
    }

    static byte[] certificate(byte[]... chain) {
        StringBuilder list = new StringBuilder();
        for (byte[] certificate : chain) {
            list.append("(3 ").append(HexFormat.of().formatHex(certificate)).append(')');
        }
        return message(11, "(3 " + list + ")");
    }
}
