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

/** A TCP server that handles each connection on a separate thread, in the way that the test gives. */
public final class TestServer implements Closeable {
    /** Handles a connection, which is closed afterwards. */
    @FunctionalInterface
    public interface Treatment {
        void treat(Socket socket) throws IOException;
    }

    /** Echoes the bytes after the handshake, and ends when the client ends. */
    public static final Treatment ECHO = CannedHandshake.before(socket -> {
        socket.getInputStream().transferTo(socket.getOutputStream());
        socket.shutdownOutput();
    });

    /** Above the ports of most services. */
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
     * A port on which nobody listens, for example for a program that will listen. It is not an ephemeral port, because
     * thousands of client connections take those, and no test that runs beside this one gets the same port.
     */
    public static int unusedPort() throws IOException {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, FIRST_CLIENT_PORT);
            try (ServerSocket listener = new ServerSocket(port)) {
                // UDP has separate ports, so this socket only reserves the number, until the test's process ends.
                RESERVED.add(new DatagramSocket(port, listener.getInetAddress()));
                return port;
            } catch (BindException inUse) {
                // The next port may be free.
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
                // The test checks the bytes that arrived, not how the connection ended.
            }
        }, "test-" + name);
        thread.setDaemon(true);
        thread.start();
    }
}
