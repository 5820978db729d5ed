package org.omsgateway.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * The stand-in Log Analytics of the measurements. It replays its part of the handshake, checks batches and responds.
 */
public final class Endpoint implements AutoCloseable {
    private static final int BACKLOG = 16_384;
    private static final int RECEIVE_BUFFER = 512 * 1024;

    private final EventLoop loop;
    private final ServerSocketChannel listener;
    private final Set<EndpointLink> links = new HashSet<>();
    private Conversation conversation;
    private Tally tally = new Tally();

    public Endpoint(InetSocketAddress address) throws IOException {
        loop = new EventLoop("endpoint");
        listener = ServerSocketChannel.open();
        // The size is fixed, because the kernel would otherwise tune it, and each proxy would have a different
        // endpoint.
        listener.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
        listener.bind(address, BACKLOG);
        listener.configureBlocking(false);
        loop.call(() -> loop.register(listener, SelectionKey.OP_ACCEPT, key -> accept()));
    }

    /** The address on which the endpoint listens. */
    InetSocketAddress address() throws IOException {
        return (InetSocketAddress) listener.getLocalAddress();
    }

    /** Begins a new run with the conversation {@code next} and with all counts 0. */
    void begin(Conversation next) {
        loop.call(() -> {
            conversation = next;
            tally = new Tally();
            return null;
        });
    }

    /** How many connections are open now. */
    int open() {
        return loop.call(links::size);
    }

    /** The bytes received and sent on the connections that are closed by now. */
    Tally tally() {
        return loop.call(() -> tally);
    }

    /** Goes on reading only from the agents in {@code wanted}; for the others the server has stalled. */
    void listenTo(IntPredicate wanted) {
        loop.call(() -> {
            links.forEach(link -> link.listen(SelectionKey.OP_READ, wanted.test(link.agent)));
            return null;
        });
    }

    private void accept() {
        try {
            for (SocketChannel channel = listener.accept(); channel != null; channel = listener.accept()) {
                if (conversation == null) {
                    // A TCP relay forwards the probe that waits for the relay's start.
                    channel.close();
                    continue;
                }
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                links.add(new EndpointLink(channel));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        loop.close();
        listener.close();
        for (EndpointLink link : links) {
            link.close();
        }
    }

    private final class EndpointLink extends Link {
        private enum State { HELLO, CERTIFICATE, DATA }

        private final Conversation said = conversation;
        private State state = State.HELLO;
        private ByteBuffer expected = said.clientHello();
        private int agent = -1;

        EndpointLink(SocketChannel channel) throws IOException {
            super(loop, channel, SelectionKey.OP_READ);
        }

        @Override
        void arrived(ByteBuffer bytes) throws IOException {
            while (bytes.hasRemaining()) {
                switch (state) {
                    case HELLO -> {
                        if (take(bytes, expected)) {
                            state = State.CERTIFICATE;
                            expected = ByteBuffer.allocate(said.clientCertificateLength());
                            send(said.serverHello());
                        }
                    }
                    case CERTIFICATE -> takeCertificate(bytes);
                    case DATA -> {
                        if (take(bytes, expected)) {
                            expected.rewind();
                            send(said.answer());
                        }
                    }
                }
            }
        }

        private void takeCertificate(ByteBuffer bytes) throws IOException {
            int length = Math.min(bytes.remaining(), expected.remaining());
            expected.put(bytes.slice(bytes.position(), length));
            bytes.position(bytes.position() + length);
            if (expected.hasRemaining()) {
                return;
            }
            agent = said.agentOf(expected.array());
            if (agent < 0) {
                throw new IOException("The handshake arrived changed");
            }
            state = State.DATA;
            expected = said.batch();
            send(said.serverFinished());
        }

        @Override
        void ended(IOException cause) {
            links.remove(this);
            if (agent < 0) {
                tally.addUnknown(received() + sent());
            } else {
                tally.add(agent, received(), sent());
            }
        }
    }
}
