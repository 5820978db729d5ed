package org.omsgateway.faults;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.omsgateway.faults.Cell.Fault;
import org.omsgateway.testing.Await;

/** Where the gateway connects to: a server, or a relay proxy in front of it. */
final class FarEnd implements Closeable {
    static final int PORT = 443;
    private static final int PATIENCE_MILLIS = (int) Await.PATIENCE.toMillis();

    private final InetAddress address;
    private final List<Socket> unanswered = new ArrayList<>();
    private ServerSocket listener;

    FarEnd(InetAddress address) throws IOException {
        this.address = address;
        listen(50);
    }

    Socket accept() throws IOException {
        Socket socket = listener.accept();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    /** From now on, nobody is accepted. */
    void inject(Fault fault) throws IOException {
        listener.close();
        if (fault == Fault.STALLS) {
            listen(1);
            // The system accepts backlog + 1 connections, and then lets requests for a connection go unanswered.
            unanswered.add(new Socket(address, PORT));
            unanswered.add(new Socket(address, PORT));
        }
    }

    void comeBack() throws IOException {
        listen(50);
    }

    private void listen(int backlog) throws IOException {
        listener = new ServerSocket(PORT, backlog, address);
        listener.setSoTimeout(PATIENCE_MILLIS);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : unanswered) {
            socket.close();
        }
    }
}
