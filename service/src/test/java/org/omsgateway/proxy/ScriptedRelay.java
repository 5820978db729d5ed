package org.omsgateway.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.omsgateway.testing.TestServer;

/**
 * A relay proxy with one answer for each request, on whichever connection it comes. An answer that ends in
 * {@link #CLOSE} closes the connection; after the last answer, requests are read but not answered.
 */
final class ScriptedRelay {
    static final String CLOSE = "\0";
    private static final String FIELD = "Proxy-Authorization: ";

    private final List<String> answers;
    private final AtomicInteger next = new AtomicInteger();
    private final Queue<String> authorizations = new ConcurrentLinkedQueue<>();

    ScriptedRelay(String... answers) {
        this.answers = List.of(answers);
    }

    TestServer server() throws IOException {
        return new TestServer(this::treat);
    }

    /** The values of {@code Proxy-Authorization}, "" for requests without it. */
    List<String> authorizations() {
        return List.copyOf(authorizations);
    }

    private void treat(Socket socket) throws IOException {
        for (String head = readHead(socket.getInputStream()); !head.isEmpty();
                head = readHead(socket.getInputStream())) {
            authorizations.add(head.lines().filter(line -> line.startsWith(FIELD)).findFirst()
                    .map(line -> line.substring(FIELD.length())).orElse(""));
            int index = next.getAndIncrement();
            String answer = index < answers.size() ? answers.get(index) : "";
            socket.getOutputStream().write(answer.replace(CLOSE, "").getBytes(StandardCharsets.ISO_8859_1));
            if (answer.endsWith(CLOSE)) {
                return;
            }
        }
    }

    private static String readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int b = in.read(); b >= 0; b = in.read()) {
            head.append((char) b);
            if (head.indexOf("\r\n\r\n") >= 0) {
                return head.toString();
            }
        }
        return "";
    }
}
