package org.omsgateway.benchmarks.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A simulated agent's connection: requests a tunnel from the proxy, makes the handshake, then sends batches on demand.
 */
final class AgentLink extends Link {
    /** Receives the steps of a link, on the loop's thread. */
    interface Listener {
        /** The handshake is complete. */
        void established(AgentLink link);

        /** One more batch has its response. */
        void answered(AgentLink link);

        /** The system has taken all batches. */
        void drained(AgentLink link);

        /** The tunnel was refused, broke, or was ended by the other side. */
        void failed(AgentLink link, IOException cause);
    }

    /** The ways in which an agent reaches the endpoint. */
    record Route(InetSocketAddress address, boolean viaConnect, Conversation conversation) {}

    enum State { CONNECTING, ASKING, HELLO, CERTIFICATE, READY }

    private static final int SEND_BUFFER = 256 * 1024;
    private static final String HEAD_END = "\r\n\r\n";

    private final int agent;
    private final Route route;
    private final Listener listener;
    private final long openedNanos = System.nanoTime();
    private State state = State.CONNECTING;
    private ByteBuffer expected;
    private long batchNanos;
    private int unanswered;

    private AgentLink(EventLoop loop, SocketChannel channel, int agent, Route route, Listener listener)
            throws IOException {
        super(loop, channel, SelectionKey.OP_CONNECT);
        this.agent = agent;
        this.route = route;
        this.listener = listener;
    }

    /** Starts to connect {@code agent}, from a loopback address that only this agent uses. */
    static AgentLink open(EventLoop loop, int agent, Route route, Listener listener) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER);
        channel.bind(new InetSocketAddress("127.64." + (agent >> 8) + "." + (agent & 0xff), 0));
        channel.connect(route.address());
        return new AgentLink(loop, channel, agent, route, listener);
    }

    State state() {
        return state;
    }

    /** Whether bytes now go through the tunnel, where they count, and no longer to the proxy itself. */
    boolean isInTunnel() {
        return state.compareTo(State.HELLO) >= 0;
    }

    int agent() {
        return agent;
    }

    /** The time at which the agent began to connect. */
    long openedNanos() {
        return openedNanos;
    }

    /** The time at which the last batch was sent. */
    long batchNanos() {
        return batchNanos;
    }

    /** How many batches have no response yet. */
    int unanswered() {
        return unanswered;
    }

    void sendBatch() {
        send(List.of(route.conversation().batch()));
    }

    /** As {@link #sendBatch}, with a write for each TLS record. */
    void sendRecords() {
        send(route.conversation().batchRecords());
    }

    private void send(List<ByteBuffer> parts) {
        batchNanos = System.nanoTime();
        unanswered++;
        try {
            for (ByteBuffer part : parts) {
                send(part);
            }
        } catch (IOException e) {
            close();
            ended(e);
        }
    }

    /** As {@link #sendBatch}, and tells the listener when the system has taken the whole batch. */
    void streamBatch() {
        unanswered++;
        sendWhenWritable(route.conversation().batch());
    }

    @Override
    void connected() throws IOException {
        if (route.viaConnect()) {
            state = State.ASKING;
            send(route.conversation().connectRequest());
        } else {
            greet();
        }
    }

    private void greet() throws IOException {
        resetCounts();
        state = State.HELLO;
        expected = route.conversation().serverHello();
        send(route.conversation().clientHello());
    }

    @Override
    void arrived(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            switch (state) {
                case ASKING -> readHead(bytes);
                case HELLO -> {
                    if (take(bytes, expected)) {
                        state = State.CERTIFICATE;
                        expected = route.conversation().serverFinished();
                        send(route.conversation().clientCertificate(agent));
                    }
                }
                case CERTIFICATE -> {
                    if (take(bytes, expected)) {
                        state = State.READY;
                        expected = route.conversation().answer();
                        listener.established(this);
                    }
                }
                case READY -> {
                    if (take(bytes, expected)) {
                        expected.rewind();
                        unanswered--;
                        listener.answered(this);
                    }
                }
                case CONNECTING -> throw new IOException("Bytes before the connection");
            }
        }
    }

    /** Takes {@code bytes} as the proxy's whole response: the endpoint sends nothing before the agent does. */
    private void readHead(ByteBuffer bytes) throws IOException {
        String head = StandardCharsets.ISO_8859_1.decode(bytes).toString();
        if (!head.startsWith("HTTP/1.") || !head.startsWith(" 200", 8) || !head.endsWith(HEAD_END)) {
            throw new IOException("The proxy answers " + head.lines().findFirst().orElse("nothing"));
        }
        greet();
    }

    @Override
    void drained() {
        listener.drained(this);
    }

    @Override
    void ended(IOException cause) {
        listener.failed(this, cause != null ? cause : new IOException("The proxy closed in state " + state));
    }
}
