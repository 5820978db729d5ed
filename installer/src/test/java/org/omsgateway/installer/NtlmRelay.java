package org.omsgateway.installer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.MD4Digest;
import org.omsgateway.testing.TestServer;

/**
 * A relay proxy that wants NTLM, alone or inside Negotiate, and checks the proof of the password.
 *
 * @param password of every user
 * @param second what it answers to the first token: usually {@link #challenge()}
 * @see <a href="https://learn.microsoft.com/openspecs/windows_protocols/ms-nlmp">MS-NLMP</a>
 */
record NtlmRelay(String scheme, String password, Function<byte[], String> second) {
    private static final byte[] CHALLENGE = {1, 2, 3, 4, 5, 6, 7, 8};
    private static final byte[] SIGNATURE = "NTLMSSP\0".getBytes(StandardCharsets.US_ASCII);
    /** Unicode, NTLM, always sign, extended session security, target information, domain as target, 128 and 56 bits. */
    private static final int FLAGS = 0xA0898205;

    NtlmRelay(String scheme, String password) {
        this(scheme, password, negotiate -> " " + Base64.getEncoder().encodeToString(challenge()));
    }

    TestServer server() throws IOException {
        return new TestServer(this::treat);
    }

    private void treat(Socket socket) throws IOException {
        for (byte[] token = readToken(socket.getInputStream()); token != null;
                token = readToken(socket.getInputStream())) {
            boolean isNegotiate = token.length > 8 && token[8] == 1;
            String answer = token.length > 8 && token[8] == 3 && isProof(token)
                    ? "HTTP/1.1 200 Connection established\r\n\r\n"
                    : "HTTP/1.1 407 x\r\nProxy-Authenticate: " + scheme + (isNegotiate ? second.apply(token) : "")
                            + "\r\nContent-Length: 5\r\n\r\nno no";
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    /** The token of the next request, empty if it has none; null at the end of the connection. */
    private byte[] readToken(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int b = in.read();
            if (b < 0) {
                return null;
            }
            head.append((char) b);
        }
        String field = "Proxy-Authorization: " + scheme + " ";
        return head.toString().lines().filter(line -> line.startsWith(field)).findFirst()
                .map(line -> Base64.getDecoder().decode(line.substring(field.length()))).orElse(new byte[0]);
    }

    /** CHALLENGE_MESSAGE (section 2.2.1.2) of the domain {@code TEST}. */
    static byte[] challenge() {
        byte[] domain = "TEST".getBytes(StandardCharsets.UTF_16LE);
        ByteBuffer names = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        for (short id : new short[] {2, 1}) {
            names.putShort(id).putShort((short) domain.length).put(domain);
        }
        names.putInt(0).flip();
        ByteBuffer message = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);
        message.put(SIGNATURE).putInt(2)
                .putShort((short) domain.length).putShort((short) domain.length).putInt(48)
                .putInt(FLAGS).put(CHALLENGE).putLong(0)
                .putShort((short) names.limit()).putShort((short) names.limit()).putInt(48 + domain.length)
                .put(domain).put(names);
        return Arrays.copyOf(message.array(), message.position());
    }

    /** Whether an AUTHENTICATE_MESSAGE (section 2.2.1.3) has the right NTLMv2 response (section 3.3.2). */
    private boolean isProof(byte[] message) {
        byte[] response = field(message, 20);
        String domain = new String(field(message, 28), StandardCharsets.UTF_16LE);
        String user = new String(field(message, 36), StandardCharsets.UTF_16LE);
        byte[] key = hmac(md4(password.getBytes(StandardCharsets.UTF_16LE)),
                (user.toUpperCase(Locale.ROOT) + domain).getBytes(StandardCharsets.UTF_16LE));
        byte[] proof = hmac(key, CHALLENGE, Arrays.copyOfRange(response, 16, response.length));
        return response.length > 24 && MessageDigest.isEqual(proof, Arrays.copyOf(response, 16));
    }

    private static byte[] field(byte[] message, int at) {
        ByteBuffer bytes = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        int offset = bytes.getInt(at + 4);
        return Arrays.copyOfRange(message, offset, offset + bytes.getShort(at));
    }

    private static byte[] md4(byte[] text) {
        MD4Digest digest = new MD4Digest();
        digest.update(text, 0, text.length);
        byte[] hash = new byte[digest.getDigestSize()];
        digest.doFinal(hash, 0);
        return hash;
    }

    private static byte[] hmac(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance("HmacMD5");
            mac.init(new SecretKeySpec(key, "HmacMD5"));
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (byte[] part : parts) {
                all.writeBytes(part);
            }
            return mac.doFinal(all.toByteArray());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
