package org.omsgateway.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/**
 * Random bytes sent and other bytes received over one socket at the same time.
 *
 * @param sent the SHA-256 of all bytes sent, in hexadecimal, once they are sent
 * @param received the SHA-256 of all bytes received until the other side ended
 */
public record Exchange(CompletableFuture<String> sent, CompletableFuture<String> received) {
    private static final int CHUNK = 64 * 1024;

    public static Exchange start(Socket socket, int seed, long length) {
        return new Exchange(
                run("sender", () -> send(socket, seed, length)),
                run("receiver", () -> receive(socket.getInputStream())));
    }

    private static String send(Socket socket, int seed, long length) throws IOException, NoSuchAlgorithmException {
        byte[] chunk = new byte[CHUNK];
        new Random(seed).nextBytes(chunk);
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        OutputStream out = socket.getOutputStream();
        for (long left = length; left > 0; left -= CHUNK) {
            chunk[(int) (left / CHUNK % CHUNK)]++;
            int size = (int) Math.min(left, CHUNK);
            out.write(chunk, 0, size);
            digest.update(chunk, 0, size);
        }
        socket.shutdownOutput();
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String receive(InputStream in) throws IOException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        byte[] chunk = new byte[CHUNK];
        for (int size = in.read(chunk); size >= 0; size = in.read(chunk)) {
            digest.update(chunk, 0, size);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private interface Task {
        String run() throws Exception;
    }

    private static CompletableFuture<String> run(String name, Task task) {
        CompletableFuture<String> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                result.complete(task.run());
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        }, "test-" + name);
        thread.setDaemon(true);
        thread.start();
        return result;
    }
}
