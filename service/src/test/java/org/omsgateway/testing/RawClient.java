package org.omsgateway.testing;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A TCP client that sends literal bytes. */
public final class RawClient implements Closeable {
    private final Socket socket = new Socket();
    private final InputStream in;
    private final OutputStream out;

    public RawClient(InetSocketAddress server) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) Await.PATIENCE.toMillis());
        socket.connect(new InetSocketAddress("127.0.0.1", server.getPort()));
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    public RawClient send(String latin1) throws IOException {
        return send(latin1.getBytes(StandardCharsets.ISO_8859_1));
    }

    public RawClient send(byte[] bytes) throws IOException {
        out.write(bytes);
        return this;
    }

    /** Sends each byte in a separate segment. */
    public RawClient sendByteByByte(String latin1) throws IOException {
        for (byte b : latin1.getBytes(StandardCharsets.ISO_8859_1)) {
            out.write(b);
        }
        return this;
    }

    /** Opens a tunnel to {@code authority} and does the client's part of the handshake in it. */
    public RawClient connect(String authority) throws IOException {
        openTunnel(authority);
        send(CannedHandshake.clientHello(authority.substring(0, authority.lastIndexOf(':'))));
        in.readNBytes(CannedHandshake.SERVER_HELLO.length());
        return send(CannedHandshake.CLIENT_RECORDS);
    }

    /** Sends CONNECT for {@code authority} and reads the head of the response. */
    public RawClient openTunnel(String authority) throws IOException {
        send("CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n");
        String head = readHead();
        if (!head.startsWith("HTTP/1.1 200 ")) {
            throw new IOException(head);
        }
        return this;
    }

    /** The text up to and including the empty line. */
    public String readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("end of input after: " + head);
            }
            head.append((char) b);
        }
        return head.toString();
    }

    public String read(int length) throws IOException {
        return new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
    }

    /** All text until the other side ends. */
    public String readAll() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        in.transferTo(all);
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    public RawClient shutdownOutput() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** Ends the connection by a TCP reset. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    public Socket socket() {
        return socket;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
