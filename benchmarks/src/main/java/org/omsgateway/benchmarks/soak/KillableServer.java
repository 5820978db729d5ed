package org.omsgateway.benchmarks.soak;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** A TCP server that can be killed, with all its connections, and started again on the same address. */
final class KillableServer implements AutoCloseable {
    /** Handles a connection, which is closed afterwards. */
    @FunctionalInterface
    interface Treatment {
        void treat(Socket socket) throws IOException;
    }

    private static final int BACKLOG = 1024;

    private final InetSocketAddress address;
    private final Treatment treatment;
    private final Executor threads;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private ServerSocket listener;

    KillableServer(InetSocketAddress address, Executor threads, Treatment treatment) throws IOException {
        this.address = address;
        this.threads = threads;
        this.treatment = treatment;
        start();
    }

    void start() throws IOException {
        ServerSocket started = new ServerSocket();
        started.setReuseAddress(true);
        started.bind(address, BACKLOG);
        listener = started;
        threads.execute(() -> accept(started));
    }

    /** Accepts no more, and resets every connection. */
    void kill() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }

    private void accept(ServerSocket from) {
        while (!from.isClosed()) {
            try {
                Socket socket = from.accept();
                open.add(socket);
                threads.execute(() -> treat(socket));
            } catch (IOException closed) {
                // Killed; any other failure shows at the next accept.
            }
        }
    }

    private void treat(Socket socket) {
        try (socket) {
            treatment.treat(socket);
        } catch (IOException e) {
            // The agent at the other end sees that its upload is not confirmed.
        } finally {
            open.remove(socket);
        }
    }

    @Override
    public void close() throws IOException {
        kill();
    }
}
