package org.omsgateway.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A proxy that grants every CONNECT, and leads everywhere to one server of this machine. */
public final class OpenProxy {
    private OpenProxy() {}

    /** @param port of the server */
    public static TestServer to(int port) throws IOException {
        return new TestServer(client -> {
            readHead(client.getInputStream());
            client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            try (Socket server = new Socket("127.0.0.1", port)) {
                Thread back = new Thread(() -> {
                    try {
                        server.getInputStream().transferTo(client.getOutputStream());
                    } catch (IOException closed) {
                        // By the other direction.
                    }
                });
                back.start();
                client.getInputStream().transferTo(server.getOutputStream());
            }
        });
    }

    /** Reads a request or answer up to and with its empty line, or to the end. */
    public static void readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int next = in.read(); next >= 0; next = in.read()) {
            head.append((char) next);
            if (head.indexOf("\r\n\r\n") >= 0) {
                return;
            }
        }
    }
}
