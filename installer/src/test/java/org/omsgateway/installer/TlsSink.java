package org.omsgateway.installer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.omsgateway.testing.Await;
import org.omsgateway.testing.Program;
import org.omsgateway.testing.TestServer;

/** {@code openssl s_server} with the files of a {@code TlsServer} in its folder, which takes one upload. */
final class TlsSink implements AutoCloseable {
    private final Program program;
    private final int port;

    TlsSink(Path folder) throws IOException {
        port = TestServer.unusedPort();
        program = Program.start(folder, "openssl", "s_server", "-accept", "127.0.0.1:" + port, "-quiet",
                "-cert", "server.crt", "-key", "server.key");
    }

    InetSocketAddress address() {
        return new InetSocketAddress("127.0.0.1", port);
    }

    /** Waits for {@code length} bytes, sends a response of success, and returns the upload with the request's head. */
    byte[] take(int length) throws IOException {
        Await.until("the upload", () -> program.bytes().length >= length);
        program.input("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        return program.bytes();
    }

    @Override
    public void close() {
        program.close();
    }
}
