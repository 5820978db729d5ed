package org.omsgateway.benchmarks.demo;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.concurrent.Executor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * Takes uploads as Log Analytics does: over TLS, only from clients with the certificate of an enrolled agent. Each
 * request's body is entered in a ledger under the agent that the certificate names.
 */
final class LogAnalyticsStandIn implements AutoCloseable {
    private static final Pattern AGENT = Pattern.compile("CN=([0-9a-f-]+),CN=([0-9a-f-]+),");
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\nContent-Length: (\\d+)\r\n");
    private static final byte[] OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final SSLServerSocket listener;
    private final Ledger ledger;
    private final Executor threads;

    /** Listens on a free port of the loopback address, from the constructor on. */
    LogAnalyticsStandIn(SSLContext tls, Ledger ledger, Executor threads) throws IOException {
        this.ledger = ledger;
        this.threads = threads;
        listener = (SSLServerSocket) tls.getServerSocketFactory()
                .createServerSocket(0, 256, InetAddress.getLoopbackAddress());
        listener.setNeedClientAuth(true);
        threads.execute(this::accept);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                SSLSocket agent = (SSLSocket) listener.accept();
                threads.execute(() -> serve(agent));
            } catch (IOException e) {
                // The demo has closed the listener; any other failure shows at the next accept.
            }
        }
    }

    private void serve(SSLSocket socket) {
        try (socket) {
            String agentId = agentId(socket);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            OutputStream out = socket.getOutputStream();
            for (String head = readHead(in); !head.isEmpty(); head = readHead(in)) {
                Matcher length = LENGTH.matcher(head);
                if (!length.find()) {
                    throw new IOException("No Content-Length in " + head);
                }
                int expected = Integer.parseInt(length.group(1));
                byte[] body = in.readNBytes(expected);
                if (body.length < expected) {
                    throw new IOException("Upload cut short");
                }
                ledger.add(agentId, body);
                out.write(OK);
            }
        } catch (IOException e) {
            // Bytes that did not arrive are missing from the ledger, which the demo's verdict compares.
        }
    }

    private static String agentId(SSLSocket socket) throws IOException {
        X509Certificate certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
        Matcher subject = AGENT.matcher(certificate.getSubjectX500Principal().getName());
        if (!subject.lookingAt()) {
            throw new IOException("Not an agent: " + certificate.getSubjectX500Principal());
        }
        return subject.group(2);
    }

    /** A request's head with its empty line, or "" if the agent has no more to send. */
    private static String readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
        }
        return head.toString();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
