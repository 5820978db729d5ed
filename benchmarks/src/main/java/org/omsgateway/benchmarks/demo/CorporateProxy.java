package org.omsgateway.benchmarks.demo;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.omsgateway.benchmarks.SocketPump;
import org.omsgateway.config.RelayProxy.Credential;

/**
 * A company's HTTP proxy, which may want Basic authentication; many gateways must connect through one. This proxy
 * connects every {@code host:443} to the stand-in Log Analytics.
 */
final class CorporateProxy implements AutoCloseable {
    private static final int MAX_HEAD = 8192;

    private final ServerSocket listener;
    private final InetSocketAddress server;
    /** A part of the head of each request that it accepts. */
    private final String authorization;
    private final Executor threads;

    /** Listens on a free port of the loopback address, from the constructor on. */
    CorporateProxy(InetSocketAddress server, Optional<Credential> credential, Executor threads)
            throws IOException {
        this.server = server;
        this.threads = threads;
        authorization = credential.map(CorporateProxy::authorization).orElse("");
        listener = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    private static String authorization(Credential credential) {
        return "Proxy-Authorization: Basic " + Base64.getEncoder()
                .encodeToString((credential.username() + ":" + credential.password()).getBytes(StandardCharsets.UTF_8));
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                // The demo has closed the listener; any other failure shows at the next accept.
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            String head = readHead(client.getInputStream());
            if (!head.matches("(?s)CONNECT [^ ]+:443 HTTP/1\\.[01]\r\n.*")) {
                answer(client, "403 Forbidden");
            } else if (!head.contains(authorization)) {
                answer(client, "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"demo\"");
            } else {
                try (Socket upstream = new Socket(server.getAddress(), server.getPort())) {
                    answer(client, "200 Connection established");
                    CompletableFuture<Void> answers = CompletableFuture.runAsync(
                            () -> SocketPump.pump(upstream, client), threads);
                    SocketPump.pump(client, upstream);
                    answers.join();
                }
            }
        } catch (IOException e) {
            // The close tells the end that is still open.
        }
    }

    private static String readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0 || head.length() == MAX_HEAD) {
                throw new IOException("Not a request");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static void answer(Socket client, String status) throws IOException {
        client.getOutputStream().write(("HTTP/1.1 " + status + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
