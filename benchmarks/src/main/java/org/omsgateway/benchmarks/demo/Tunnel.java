package org.omsgateway.benchmarks.demo;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Opens a client's tunnel through the gateway: one request, one status line. */
public final class Tunnel {
    private static final int TIMEOUT_MILLIS = 30_000;

    private Tunnel() {}

    /**
     * Opens a tunnel to {@code host:443}.
     *
     * @param from the local address from which to connect
     * @throws IOException also if the gateway responds with any other status than 200; the message is the status line
     */
    public static Socket open(InetSocketAddress gateway, InetAddress from, String host) throws IOException {
        Socket socket = connect(gateway, from);
        try {
            String status = request(socket, "CONNECT " + host + ":443 HTTP/1.1\r\nHost: " + host + ":443\r\n\r\n");
            if (!status.startsWith("HTTP/1.1 200 ")) {
                throw new IOException(status);
            }
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Returns the status line of the gateway's response to {@code request}, whatever the status. */
    static String ask(InetSocketAddress gateway, InetAddress from, String request) throws IOException {
        try (Socket socket = connect(gateway, from)) {
            return request(socket, request);
        }
    }

    private static Socket connect(InetSocketAddress gateway, InetAddress from) throws IOException {
        Socket socket = new Socket(gateway.getAddress(), gateway.getPort(), from, 0);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        return socket;
    }

    private static String request(Socket socket, String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("Closed without an answer");
            }
            head.append((char) next);
        }
        return head.substring(0, head.indexOf("\r\n"));
    }
}
