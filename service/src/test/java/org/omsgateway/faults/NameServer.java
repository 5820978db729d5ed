package org.omsgateway.faults;

import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.omsgateway.faults.Cell.Fault;

/** The name server of the machine, which all cells share: each first label has its own address and its own fault. */
final class NameServer implements Closeable {
    private static final int PORT = 53;
    private static final int HEADER = 12;
    private static final int MAX_QUERY = 512;
    private static final short ANSWER = (short) 0x8180;
    private static final short REFUSED = (short) 0x8185;
    private static final int TYPE_A = 1;

    private final DatagramSocket socket = new DatagramSocket(PORT, InetAddress.getLoopbackAddress());
    private final Map<String, InetAddress> addresses = new ConcurrentHashMap<>();
    private final Map<String, Fault> faults = new ConcurrentHashMap<>();

    NameServer() throws IOException {
        Thread thread = new Thread(this::run, "name-server");
        thread.setDaemon(true);
        thread.start();
    }

    void put(String label, InetAddress address) {
        addresses.put(label, address);
    }

    void inject(String label, Fault fault) {
        faults.put(label, fault);
    }

    private void run() {
        try {
            while (true) {
                DatagramPacket query = new DatagramPacket(new byte[MAX_QUERY], MAX_QUERY);
                socket.receive(query);
                Optional<byte[]> answer = answer(query.getData(), query.getLength());
                if (answer.isPresent()) {
                    socket.send(new DatagramPacket(answer.get(), answer.get().length, query.getSocketAddress()));
                }
            }
        } catch (IOException closed) {
            // The end of the matrix.
        }
    }

    private Optional<byte[]> answer(byte[] query, int length) {
        String label = new String(query, HEADER + 1, query[HEADER], StandardCharsets.US_ASCII);
        Fault fault = faults.get(label);
        if (fault == Fault.GARBAGE) {
            byte[] garbage = new byte[length];
            Arrays.fill(garbage, (byte) 0xff);
            return Optional.of(garbage);
        }
        if (fault != null && fault != Fault.REFUSES) {
            return Optional.empty();
        }
        int end = HEADER;
        while (query[end] != 0) {
            end += 1 + query[end];
        }
        boolean isA = ByteBuffer.wrap(query).getShort(end + 1) == TYPE_A && addresses.containsKey(label);
        int question = end + 5;
        ByteBuffer answer = ByteBuffer.allocate(question + 16).put(query, 0, 2)
                .putShort(fault == null ? ANSWER : REFUSED)
                .putShort((short) 1).putShort((short) (fault == null && isA ? 1 : 0)).putInt(0)
                .put(query, HEADER, question - HEADER);
        if (fault == null && isA) {
            // The question's name, IN A, for a minute.
            answer.putShort((short) 0xc00c).putShort((short) 1).putShort((short) 1).putInt(60).putShort((short) 4)
                    .put(addresses.get(label).getAddress());
        }
        return Optional.of(Arrays.copyOf(answer.array(), answer.position()));
    }

    @Override
    public void close() {
        socket.close();
    }
}
