package org.omsgateway.benchmarks.soak;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.SplittableRandom;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * An upload as the two ends see it. The agent sends a length and random bytes. The service answers with the SHA-256 of
 * what it has received and with random bytes of its own, with their SHA-256.
 */
final class Upload {
    private static final int HASH = 32;
    private static final int ANSWER = 4096;

    private Upload() {}

    /** The service's part, for one connection of an agent. */
    static void receive(Socket accepted, SSLContext tls) throws IOException {
        try (SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(accepted, null, true)) {
            socket.setUseClientMode(false);
            socket.setNeedClientAuth(true);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            SplittableRandom random = new SplittableRandom();
            while (true) {
                byte[] sent = new byte[in.readInt()];
                in.readFully(sent);
                byte[] answer = new byte[ANSWER];
                random.nextBytes(answer);
                byte[] both = new byte[HASH + ANSWER + HASH];
                System.arraycopy(sha256(sent), 0, both, 0, HASH);
                System.arraycopy(answer, 0, both, HASH, ANSWER);
                System.arraycopy(sha256(answer), 0, both, HASH + ANSWER, HASH);
                out.write(both);
            }
        } catch (EOFException end) {
            // The agent has no more to send.
        }
    }

    /**
     * The agent's part.
     *
     * @return how many bytes were confirmed, in both directions
     * @throws CorruptedException if bytes arrived changed
     * @throws IOException if the upload was not confirmed
     */
    static long send(SSLSocket socket, byte[] content) throws IOException {
        byte[] message = new byte[Integer.BYTES + content.length];
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        ByteBuffer.wrap(message).putInt(content.length).put(content);
        out.write(message);
        DataInputStream in = new DataInputStream(socket.getInputStream());
        byte[] confirmed = in.readNBytes(HASH);
        byte[] answer = in.readNBytes(ANSWER);
        byte[] hash = in.readNBytes(HASH);
        if (hash.length < HASH) {
            throw new EOFException("The upload was not confirmed");
        }
        if (!MessageDigest.isEqual(confirmed, sha256(content)) || !MessageDigest.isEqual(hash, sha256(answer))) {
            throw new CorruptedException();
        }
        return message.length + HASH + ANSWER + HASH;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The worst that can happen. */
    static final class CorruptedException extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
