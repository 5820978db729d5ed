package org.omsgateway.benchmarks.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.omsgateway.benchmarks.Workspace;

/**
 * The bytes that an agent and the endpoint exchange: the CONNECT request, the handshake, then batches, each with a
 * response. All buffers are shared and read-only; use a {@link ByteBuffer#duplicate()}.
 */
public final class Conversation {
    private static final int RECORD_HEADER = 5;
    private static final int MAX_RECORD = RECORD_HEADER + 16_384 + 24;
    /** The length of a response in all trials but those of downloads, TLS record header included. */
    static final int SHORT = 256;

    private final RecordedHandshake handshake;
    private final ByteBuffer connectRequest;
    private final ByteBuffer clientHello;
    private final ByteBuffer serverHello;
    private final ByteBuffer serverFinished;
    private final ByteBuffer batch;
    private final ByteBuffer answer;

    /** As the other constructor, with short responses. */
    public Conversation(RecordedHandshake handshake, int batchBytes) {
        this(handshake, batchBytes, SHORT);
    }

    /**
     * @param batchBytes the length of a batch on the wire, TLS record headers included
     * @param answerBytes the same of a response
     */
    Conversation(RecordedHandshake handshake, int batchBytes, int answerBytes) {
        this.handshake = handshake;
        connectRequest = direct("CONNECT %1$s:443 HTTP/1.1\r\nHost: %1$s:443\r\n\r\n".formatted(Workspace.HOST)
                .getBytes(StandardCharsets.US_ASCII));
        clientHello = direct(handshake.clientHello());
        serverHello = direct(handshake.serverHello());
        serverFinished = direct(handshake.serverFinished());
        batch = direct(applicationData(batchBytes));
        answer = direct(applicationData(answerBytes));
    }

    ByteBuffer connectRequest() {
        return connectRequest.duplicate();
    }

    ByteBuffer clientHello() {
        return clientHello.duplicate();
    }

    ByteBuffer serverHello() {
        return serverHello.duplicate();
    }

    ByteBuffer clientCertificate(int agent) {
        return ByteBuffer.wrap(handshake.clientCertificate(agent));
    }

    int clientCertificateLength() {
        return handshake.clientCertificateLength();
    }

    /** The number of the agent that sent {@code flight}, or -1 if the flight differs from what that agent sends. */
    int agentOf(byte[] flight) {
        int agent = handshake.agentOf(flight);
        return Arrays.equals(flight, handshake.clientCertificate(agent)) ? agent : -1;
    }

    ByteBuffer serverFinished() {
        return serverFinished.duplicate();
    }

    ByteBuffer batch() {
        return batch.duplicate();
    }

    /** The batch, cut into its TLS records. */
    List<ByteBuffer> batchRecords() {
        List<ByteBuffer> records = new ArrayList<>();
        for (int at = 0; at < batch.limit(); at += MAX_RECORD) {
            records.add(batch.slice(at, Math.min(MAX_RECORD, batch.limit() - at)));
        }
        return records;
    }

    ByteBuffer answer() {
        return answer.duplicate();
    }

    private static byte[] applicationData(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        for (int at = 0; at < length; at += MAX_RECORD) {
            int content = Math.min(MAX_RECORD, length - at) - RECORD_HEADER;
            ByteBuffer.wrap(bytes, at, RECORD_HEADER).put((byte) 23).putShort((short) 0x0303).putShort((short) content);
        }
        return bytes;
    }

    private static ByteBuffer direct(byte[] bytes) {
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip().asReadOnlyBuffer();
    }
}
