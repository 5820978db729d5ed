package org.omsgateway.benchmarks.soak;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.omsgateway.benchmarks.Workspace;
import org.omsgateway.benchmarks.demo.Tunnel;

/** Uploads again and again, and tells what became of each upload. */
final class SoakAgent {
    private static final int MAX_BATCH = 200_000;
    private static final int BATCHES_PER_TUNNEL = 10;
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final InetAddress address;
    private final InetSocketAddress gateway;
    private final SSLContext tls;
    private final Records records;
    private final SplittableRandom random = new SplittableRandom();

    /** @param address the local address from which the agent connects */
    SoakAgent(InetAddress address, InetSocketAddress gateway, SSLContext tls, Records records) {
        this.address = address;
        this.gateway = gateway;
        this.tls = tls;
        this.records = records;
    }

    /** Uploads until {@code endNanos} of {@link System#nanoTime}; each failure is recorded. */
    void run(long endNanos) {
        while (System.nanoTime() < endNanos) {
            long openedNanos = System.nanoTime();
            try (SSLSocket socket = open()) {
                for (int batch = 0; batch < BATCHES_PER_TUNNEL && System.nanoTime() < endNanos; batch++) {
                    upload(socket);
                    pause();
                }
            } catch (IOException e) {
                records.failed(e, openedNanos);
                pause();
            }
        }
    }

    /** Uploads once through a tunnel of its own. */
    void uploadOnce() throws IOException {
        try (SSLSocket socket = open()) {
            upload(socket);
        }
    }

    private void upload(SSLSocket socket) throws IOException {
        byte[] content = new byte[1 + random.nextInt(MAX_BATCH)];
        random.nextBytes(content);
        long start = System.nanoTime();
        records.confirmed(Upload.send(socket, content), System.nanoTime() - start);
    }

    private SSLSocket open() throws IOException {
        Socket tunnel = Tunnel.open(gateway, address, Workspace.HOST);
        SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(tunnel, Workspace.HOST, 443, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setProtocols(new String[] {random.nextBoolean() ? "TLSv1.2" : "TLSv1.3"});
        parameters.setServerNames(List.of(new SNIHostName(Workspace.HOST)));
        socket.setSSLParameters(parameters);
        return socket;
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
