package org.omsgateway.testing;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/** {@code openssl s_server} as a web server for {@code www.allowed.example}, with a self-signed certificate. */
public final class TlsServer implements AutoCloseable {
    private final Program program;
    private final Path certificate;
    private final int port;

    public TlsServer(Path folder) throws Exception {
        certificate = folder.resolve("server.crt");
        try (Program making = Program.start(folder, "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days",
                "2", "-subj", "/CN=www.allowed.example", "-addext", "subjectAltName=DNS:www.allowed.example",
                "-keyout", "server.key", "-out", "server.crt")) {
            if (making.exitCode() != 0) {
                throw new IOException(making.output());
            }
        }
        port = TestServer.unusedPort();
        program = Program.start(folder, "openssl", "s_server", "-accept", "127.0.0.1:" + port, "-www",
                "-cert", "server.crt", "-key", "server.key");
        program.awaitOutput("ACCEPT");
    }

    public InetSocketAddress address() {
        return new InetSocketAddress("127.0.0.1", port);
    }

    /** The self-signed certificate, for clients that should trust it. */
    public Path certificate() {
        return certificate;
    }

    @Override
    public void close() {
        program.close();
    }
}
