package org.omsgateway.installer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.omsgateway.testing.Program;
import org.omsgateway.testing.TestServer;

/** {@code openssl s_server} with the files of a {@code TlsServer} in its folder, which takes one upload. */
final class TlsSink implements AutoCloseable {
    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final byte[] NOTHING = {};

    private final Program program;
    private final int port;

    TlsSink(Path folder) throws IOException {
        port = TestServer.unusedPort();
        program = Program.start(folder, "openssl", "s_server", "-accept", "127.0.0.1:" + port, "-quiet",
                "-cert", "server.crt", "-key", "server.key");
        program.awaitListening(port);
    }

    InetSocketAddress address() {
        return new InetSocketAddress("127.0.0.1", port);
    }

    /** Waits for a body of {@code length} bytes from {@code client}, grants the request, and returns the body. */
    byte[] takeFrom(Program client, int length) throws IOException {
        client.await("an upload of " + length + " bytes", () -> body().length >= length);
        program.input("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        return body();
    }

    private byte[] body() throws IOException {
        byte[] received = program.bytes();
        int end = new String(received, StandardCharsets.ISO_8859_1).indexOf(END_OF_HEAD);
        return end < 0 ? NOTHING : Arrays.copyOfRange(received, end + END_OF_HEAD.length(), received.length);
    }

    @Override
    public void close() {
        program.close();
    }
}
