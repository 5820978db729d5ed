package org.omsgateway.testing;

import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** A TCP server that treats each connection, on a thread of its own, as a test says. */
public final class TestServer implements Closeable {
    /** What happens to a connection; it is closed afterwards. */
    @FunctionalInterface
    public interface Treatment {
        void treat(Socket socket) throws IOException;
    }

    /** Sends back what it receives after the handshake, and ends when the client ends. */
    public static final Treatment ECHO = CannedHandshake.before(socket -> {
        socket.getInputStream().transferTo(socket.getOutputStream());
        socket.shutdownOutput();
    });

    /** Above those of most services. */
    private static final int FIRST_PORT = 10_000;
    /** Linux's default, in ip_local_port_range. */
    private static final int FIRST_CLIENT_PORT = 32_768;

    private static final Queue<DatagramSocket> RESERVED = new ConcurrentLinkedQueue<>();

    private final ServerSocket listener;
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final AtomicInteger accepted = new AtomicInteger();

    public TestServer(Treatment treatment) throws IOException {
        this(InetAddress.getByName("127.0.0.1"), treatment);
    }

    public TestServer(InetAddress address, Treatment treatment) throws IOException {
        listener = new ServerSocket(0, 4096, address);
        start("acceptor", () -> {
            while (true) {
                Socket socket = listener.accept();
                accepted.incrementAndGet();
                sockets.add(socket);
                start("connection", () -> {
                    try (socket) {
                        treatment.treat(socket);
                    }
                });
            }
        });
    }

    /**
     * A port that nobody listens on, for a program to listen on, say. It is none of those that the system gives to
     * clients, of which thousands of connections take one each, nor one that a test beside this one was given.
     */
    public static int unusedPort() throws IOException {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, FIRST_CLIENT_PORT);
            try (ServerSocket listener = new ServerSocket(port)) {
                // UDP has ports of its own. The end of the test's process frees the reservation.
                RESERVED.add(new DatagramSocket(port, listener.getInetAddress()));
                return port;
            } catch (BindException inUse) {
                // The next one may be free.
            }
        }
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    public int port() {
        return listener.getLocalPort();
    }

    public int accepted() {
        return accepted.get();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private interface Task {
        void run() throws IOException;
    }

    private static void start(String name, Task task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (IOException closed) {
                // The test looks at what arrived, not at how the connection ended.
            }
        }, "test-" + name);
        thread.setDaemon(true);
        thread.start();
    }
}
