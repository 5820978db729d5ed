package org.omsgateway.benchmarks.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Uploads as a Log Analytics agent does: through the gateway, over TLS 1.2 with its own certificate, with one HTTP POST
 * for each batch and a new tunnel every few batches. A batch is in its ledger once the service has responded with 200.
 */
final class SimulatedAgent {
    /** The size of a batch in the rating of the original gateway. */
    static final int BATCH_BYTES = 200_000;
    private static final int BATCHES_PER_TUNNEL = 10;
    private static final byte[] OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final String id;
    private final InetAddress address;
    private final SSLContext tls;
    private final Ledger ledger;

    /** @param address the local address from which the agent connects */
    SimulatedAgent(String id, InetAddress address, SSLContext tls, Ledger ledger) {
        this.id = id;
        this.address = address;
        this.tls = tls;
        this.ledger = ledger;
    }

    /**
     * Uploads a batch of random content each {@code period}, from a random moment in the first quarter of the time
     * until {@code endNanos} of {@link System#nanoTime}.
     */
    void run(InetSocketAddress gateway, String host, Duration period, long endNanos)
            throws IOException, InterruptedException {
        SplittableRandom random = new SplittableRandom();
        // Agents do not start all at once, because fifty first handshakes together would only show a cold virtual
        // machine.
        long now = System.nanoTime();
        long due = now + random.nextLong((endNanos - now) / 4);
        while (due < endNanos) {
            TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
            try (SSLSocket socket = open(gateway, host)) {
                for (int batch = 0; batch < BATCHES_PER_TUNNEL && due < endNanos; batch++) {
                    TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
                    byte[] content = new byte[BATCH_BYTES];
                    random.nextBytes(content);
                    upload(socket, host, content);
                    due = Math.max(due + period.toNanos(), System.nanoTime());
                }
            }
        }
    }

    /** Uploads one batch through a separate tunnel. */
    void uploadOnce(InetSocketAddress gateway, String host) throws IOException {
        try (SSLSocket socket = open(gateway, host)) {
            upload(socket, host, new byte[BATCH_BYTES]);
        }
    }

    private SSLSocket open(InetSocketAddress gateway, String host) throws IOException {
        Socket tunnel = Tunnel.open(gateway, address, host);
        SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(tunnel, host, 443, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setProtocols(new String[] {"TLSv1.2"});
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setServerNames(List.of(new SNIHostName(host)));
        socket.setSSLParameters(parameters);
        return socket;
    }

    private void upload(SSLSocket socket, String host, byte[] content) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(("POST /OperationalData.svc/PostJsonDataItems HTTP/1.1\r\nHost: " + host
                + "\r\nContent-Length: " + content.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(content);
        byte[] answer = socket.getInputStream().readNBytes(OK.length);
        if (!Arrays.equals(answer, OK)) {
            throw new IOException("Upload of agent " + id + " was not accepted: "
                    + new String(answer, StandardCharsets.US_ASCII));
        }
        ledger.add(id, content);
    }
}
