package org.omsgateway.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A proxy that grants every CONNECT and leads every tunnel to one server on this machine. */
public final class OpenProxy {
    private static final int ANY_SIZE = 1 << 16;

    private OpenProxy() {}

    /** @param port of the server */
    public static TestServer to(int port) throws IOException {
        return to(port, ANY_SIZE);
    }

    /** The same, with every byte in both directions in a separate segment. */
    public static TestServer splittingTo(int port) throws IOException {
        return to(port, 1);
    }

    /** A forwarder in front of a proxy, which sends every byte on in a separate segment. */
    public static TestServer splitterBefore(int port) throws IOException {
        return new TestServer(client -> {
            try (Socket proxy = new Socket("127.0.0.1", port)) {
                join(client, proxy, 1);
            }
        });
    }

    /** An entrance for clients without proxy support: each connection becomes a tunnel to {@code authority}. */
    public static TestServer tunnelThrough(int proxyPort, String authority) throws IOException {
        return new TestServer(client -> {
            try (Socket proxy = new Socket("127.0.0.1", proxyPort)) {
                String request = "CONNECT " + authority + " HTTP/1.1\r\n\r\n";
                proxy.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                readHead(proxy.getInputStream());
                join(client, proxy, ANY_SIZE);
            }
        });
    }

    private static TestServer to(int port, int segment) throws IOException {
        return new TestServer(client -> {
            readHead(client.getInputStream());
            client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            try (Socket server = new Socket("127.0.0.1", port)) {
                join(client, server, segment);
            }
        });
    }

    private static void join(Socket client, Socket server, int segment) throws IOException {
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        Thread back = new Thread(() -> {
            try {
                copy(server, client, segment);
            } catch (IOException closed) {
                // The other direction has closed the socket.
            }
        });
        back.start();
        copy(client, server, segment);
        try {
            back.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void copy(Socket from, Socket to, int segment) throws IOException {
        byte[] bytes = new byte[segment];
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
            out.write(bytes, 0, count);
        }
        to.shutdownOutput();
    }

    /** Reads a request or response up to and including its empty line, or to the end. */
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
