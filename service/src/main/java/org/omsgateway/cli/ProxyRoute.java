package org.omsgateway.cli;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.omsgateway.config.RelayProxy;
import org.omsgateway.policy.Destination;

/** Connects through an HTTP proxy by its CONNECT method (RFC 9110, section 9.3.6). */
record ProxyRoute(RelayProxy proxy, Duration timeout) implements Route {
    private static final int MAX_HEAD = 8192;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([0-9]{3})(?: ([^\\r\\n]*))?\\r?\\n[\\s\\S]*");

    /** The proxy answered that it does not open the tunnel. */
    static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        /** What a terminal could take for a command. */
        private static final Pattern UNSAFE = Pattern.compile("[^ -~]");

        private final int status;

        RefusedException(int status, String reason) {
            super("it answered " + status + (reason == null ? "" : " " + UNSAFE.matcher(reason).replaceAll("?")));
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    /** @throws RefusedException if the proxy says no */
    @Override
    public Socket open(String host) throws IOException {
        Socket socket = DirectRoute.connect(proxy.host(), proxy.port(), timeout);
        try {
            socket.getOutputStream().write(request(host).getBytes(StandardCharsets.US_ASCII));
            Matcher answer = STATUS.matcher(head(socket.getInputStream()));
            if (!answer.matches()) {
                throw new IOException("it does not speak HTTP");
            }
            int status = Integer.parseInt(answer.group(1));
            if (status / 100 != 2) {
                throw new RefusedException(status, answer.group(2));
            }
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private String request(String host) {
        String authority = new Destination(host, Destination.HTTPS).authority();
        StringBuilder head = new StringBuilder("CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n");
        proxy.credential().ifPresent(credential -> {
            String pair = credential.username() + ":" + credential.password();
            head.append("Proxy-Authorization: Basic ")
                    .append(Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
                    .append("\r\n");
        });
        return head.append("\r\n").toString();
    }

    /** Reads no byte beyond the empty line: what follows is the tunnel's. */
    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int newLines = 0;
        while (newLines < 2) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("it closed the connection without an answer");
            }
            head.write(next);
            newLines = next == '\n' ? newLines + 1 : next == '\r' ? newLines : 0;
            if (head.size() > MAX_HEAD) {
                throw new IOException("its answer is too long");
            }
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }
}
