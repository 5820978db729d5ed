package org.omsgateway.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bytes in a notation close to the RFCs' own.
 *
 * <pre>
 *   16 0301        bytes in hexadecimal
 *   (2 …)          the bytes inside, after their length in two bytes
 *   'a.example'    characters
 *   0*32           a byte 32 times
 * </pre>
 */
public final class TlsBytes {
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:\\((?<open>\\d)|(?<close>\\))|'(?<text>[^']*)'|"
                    + "(?<byte>[0-9a-f]{1,2})\\*(?<times>\\d+)|(?<hex>([0-9a-f]{2})+))");

    private final Matcher tokens;

    private TlsBytes(String notation) {
        this.tokens = TOKEN.matcher(notation);
    }

    public static byte[] bytes(String notation) {
        TlsBytes parser = new TlsBytes(notation.strip());
        byte[] all = parser.sequence();
        if (parser.tokens.regionStart() != parser.tokens.regionEnd()) {
            throw new IllegalArgumentException("Not the notation: " + notation);
        }
        return all;
    }

    /** A record that holds one handshake message. */
    public static byte[] message(int type, String body) {
        return bytes(String.format("16 0303 (2 %02x (3 %s))", type, body));
    }

    public static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private byte[] sequence() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        while (tokens.lookingAt()) {
            String open = tokens.group("open");
            String close = tokens.group("close");
            String text = tokens.group("text");
            String times = tokens.group("times");
            String value = tokens.group("byte");
            String hex = tokens.group("hex");
            tokens.region(tokens.end(), tokens.regionEnd());
            if (close != null) {
                return out.toByteArray();
            } else if (open != null) {
                writeVector(out, Integer.parseInt(open), sequence());
            } else if (text != null) {
                out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
            } else if (times != null) {
                for (int i = 0; i < Integer.parseInt(times); i++) {
                    out.write(Integer.parseInt(value, 16));
                }
            } else {
                out.writeBytes(HexFormat.of().parseHex(hex));
            }
        }
        return out.toByteArray();
    }

    private static void writeVector(ByteArrayOutputStream out, int lengthBytes, byte[] content) {
        for (int i = lengthBytes - 1; i >= 0; i--) {
            out.write(content.length >> 8 * i);
        }
        out.writeBytes(content);
    }
}
