package org.omsgateway.installer;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.omsgateway.testing.Program;
import org.omsgateway.testing.TestServer;

/**
 * The network behind a gateway under test: a relay proxy on this machine that accepts every CONNECT. The tests need it
 * because Wine resolves names with Linux, so names cannot lead to this machine in another way.
 */
final class Beyond {
    private static final char[] NO_PASSWORD = {};

    private Beyond() {}

    /** Connects every tunnel to {@code server}. */
    static TestServer.Treatment connectingTo(InetSocketAddress server) {
        return client -> {
            accept(client);
            try (Socket upstream = new Socket(server.getAddress(), server.getPort())) {
                Thread answers = new Thread(() -> copy(upstream, client));
                answers.start();
                copy(client, upstream);
                answers.join();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        };
    }

    /** Ends every tunnel itself, as a TLS server that echoes. */
    static TestServer.Treatment tlsEcho(SSLContext identity) {
        return client -> {
            accept(client);
            try (SSLSocket tls = (SSLSocket) identity.getSocketFactory().createSocket(client, null, false)) {
                tls.setUseClientMode(false);
                tls.getInputStream().transferTo(tls.getOutputStream());
            }
        };
    }

    /** The identity of {@code server}, whose files are in {@code folder}; trusts every peer. */
    static SSLContext identity(Path folder) throws Exception {
        try (Program openssl = Program.start(folder, "openssl", "pkcs12", "-export", "-passout", "pass:", "-in",
                "server.crt", "-inkey", "server.key", "-out", "server.p12")) {
            if (openssl.exitCode() != 0) {
                throw new IOException(openssl.output());
            }
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve("server.p12"))) {
            store.load(in, NO_PASSWORD);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, NO_PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), new TrustManager[] {new TrustsAll()}, new SecureRandom());
        return context;
    }

    private static void accept(Socket client) throws IOException {
        InputStream in = client.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no request but " + head);
            }
            head.append((char) next);
        }
        client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException closed) {
            // The close ends the other direction, too.
        }
    }

    /** The tests are not about the client's trust. */
    private static final class TrustsAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
