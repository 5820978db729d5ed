package org.omsgateway.proxy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.omsgateway.testing.CannedHandshake;

/** A client that has sent through its tunnel until no more bytes were accepted for a second. */
final class StalledUpload implements AutoCloseable {
    /** Bytes; the size of the upload if the server accepts all of it. */
    static final long MOST = 256L << 20;

    private static final int CHUNK = 64 * 1024;
    private static final int PATIENCE_MILLIS = 1000;

    private final SocketChannel channel;
    private long taken;

    StalledUpload(InetSocketAddress proxy, String target) throws IOException {
        channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", proxy.getPort()));
        String request = "CONNECT " + target + " HTTP/1.0\r\n\r\n" + CannedHandshake.clientHello("allowed.example");
        channel.write(StandardCharsets.ISO_8859_1.encode(request));
        String answer = "HTTP/1.1 200 Connection established\r\n\r\n" + CannedHandshake.SERVER_HELLO;
        channel.socket().getInputStream().readNBytes(answer.length());
        channel.write(StandardCharsets.ISO_8859_1.encode(CannedHandshake.CLIENT_RECORDS));
        channel.configureBlocking(false);
        try (Selector selector = Selector.open()) {
            channel.register(selector, SelectionKey.OP_WRITE);
            ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
            while (taken < MOST && selector.select(PATIENCE_MILLIS) > 0) {
                selector.selectedKeys().clear();
                taken += channel.write(chunk.rewind());
            }
        }
    }

    /** Bytes, not counting the handshake. */
    long taken() {
        return taken;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
