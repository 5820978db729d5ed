package org.omsgateway.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;

/** One TCP connection of a loop: writes bytes, passes on bytes that arrive, and counts both. */
abstract class Link implements EventLoop.Handler {
    private final EventLoop loop;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final Deque<ByteBuffer> outbound = new ArrayDeque<>(2);
    private long sent;
    private long received;

    Link(EventLoop loop, SocketChannel channel, int operations) throws IOException {
        this.loop = loop;
        this.channel = channel;
        key = loop.register(channel, operations, this);
    }

    /** Bytes have arrived; the callee must take all of them. */
    abstract void arrived(ByteBuffer bytes) throws IOException;

    /** The TCP connection is established. */
    void connected() throws IOException {}

    /** The system has taken all bytes given to {@link #sendWhenWritable}. */
    void drained() {}

    /** The other side has ended, or the connection broke with {@code cause}; the link is closed already. */
    abstract void ended(IOException cause);

    /** How many bytes were written since counting began. */
    final long sent() {
        return sent;
    }

    /** How many bytes were received since counting began. */
    final long received() {
        return received;
    }

    /** Sets the counts to 0, because the bytes before were an exchange with the proxy. */
    final void resetCounts() {
        sent = 0;
        received = 0;
    }

    final boolean isOpen() {
        return channel.isOpen();
    }

    /** Writes as much as the system takes at once, and the rest when it takes more. */
    final void send(ByteBuffer bytes) throws IOException {
        outbound.add(bytes);
        flush();
    }

    /** Writes in the loop's next round, then calls {@link #drained()}, so that calls never nest. */
    final void sendWhenWritable(ByteBuffer bytes) {
        outbound.add(bytes);
        listen(SelectionKey.OP_WRITE, true);
    }

    final void listen(int operation, boolean wanted) {
        int now = key.interestOps();
        int next = wanted ? now | operation : now & ~operation;
        if (next != now) {
            key.interestOps(next);
        }
    }

    /**
     * Moves the bytes that {@code expected} still lacks from {@code bytes}.
     *
     * @return whether {@code expected} is complete
     */
    final boolean take(ByteBuffer bytes, ByteBuffer expected) throws IOException {
        int length = Math.min(bytes.remaining(), expected.remaining());
        ByteBuffer got = bytes.slice(bytes.position(), length);
        if (!got.equals(expected.slice(expected.position(), length))) {
            throw new IOException("Bytes arrived changed");
        }
        bytes.position(bytes.position() + length);
        expected.position(expected.position() + length);
        return !expected.hasRemaining();
    }

    final void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void ready(SelectionKey ready) {
        try {
            if (ready.isConnectable()) {
                channel.finishConnect();
                listen(SelectionKey.OP_CONNECT, false);
                listen(SelectionKey.OP_READ, true);
                connected();
            }
            if (ready.isValid() && ready.isWritable() && flush()) {
                drained();
            }
            if (ready.isValid() && ready.isReadable()) {
                read();
            }
        } catch (IOException e) {
            close();
            ended(e);
        }
    }

    private boolean flush() throws IOException {
        while (!outbound.isEmpty()) {
            ByteBuffer first = outbound.peek();
            sent += channel.write(first);
            if (first.hasRemaining()) {
                listen(SelectionKey.OP_WRITE, true);
                return false;
            }
            outbound.remove();
        }
        listen(SelectionKey.OP_WRITE, false);
        return true;
    }

    private void read() throws IOException {
        ByteBuffer bytes = loop.readBuffer();
        int count = channel.read(bytes);
        if (count < 0) {
            close();
            ended(null);
            return;
        }
        received += count;
        arrived(bytes.flip());
    }
}
