package org.omsgateway.installer;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A TLS connection through the gateway that listens on {@code 127.0.0.1:port}. */
final class GatewayTunnel implements AutoCloseable {
    private final SSLSocket tls;

    /** @throws IOException if the gateway refuses, with its response as the message, or if the handshake fails */
    GatewayTunnel(int port, String host, SSLContext client) throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(180_000);
        socket.getOutputStream().write(("CONNECT " + host + ":443 HTTP/1.1\r\nHost: " + host + ":443\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        StringBuilder head = new StringBuilder();
        InputStream in = socket.getInputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            head.append((char) next);
            if (head.indexOf("\r\n\r\n") >= 0) {
                break;
            }
        }
        if (!head.toString().startsWith("HTTP/1.1 200 ")) {
            socket.close();
            throw new IOException(head.toString());
        }
        tls = (SSLSocket) client.getSocketFactory().createSocket(socket, host, 443, true);
        tls.startHandshake();
    }

    /** Whether the gateway lets a client through to {@code host}. */
    static boolean reaches(int port, String host, SSLContext client) {
        try (GatewayTunnel tunnel = new GatewayTunnel(port, host, client)) {
            return tunnel.exchange("x").equals("x");
        } catch (IOException e) {
            return false;
        }
    }

    /** Sends {@code text}, reads the same number of bytes, and returns them. */
    String exchange(String text) throws IOException {
        byte[] sent = text.getBytes(StandardCharsets.UTF_8);
        tls.getOutputStream().write(sent);
        return new String(tls.getInputStream().readNBytes(sent.length), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        tls.close();
    }
}
