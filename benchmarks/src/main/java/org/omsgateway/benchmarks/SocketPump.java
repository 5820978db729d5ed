package org.omsgateway.benchmarks;

import java.io.IOException;
import java.net.Socket;

/** One direction of a tunnel between two blocking sockets. */
public final class SocketPump {
    private SocketPump() {}

    /** Copies until {@code from} ends, and passes the end on; a broken tunnel ends both ways. */
    public static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            closeBoth(from, to);
        }
    }

    private static void closeBoth(Socket one, Socket other) {
        try (one; other) {
            // There is nothing to do but close.
        } catch (IOException e) {
            // Neither end can be notified any more.
        }
    }
}
