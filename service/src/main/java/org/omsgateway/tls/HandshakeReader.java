package org.omsgateway.tls;

import java.nio.ByteBuffer;
import org.omsgateway.x509.ByteReader;
import org.omsgateway.x509.MalformedException;

/**
 * Splits one side's bytes of a handshake, in pieces of any size, into records and handshake messages. Messages may
 * share records or span them (RFC 8446, section 5.1).
 *
 * <pre>
 *   message: type (1)  length (3)  body
 * </pre>
 *
 * A message that is complete in the given bytes is read in place. One that spans records or pieces is joined from the
 * bytes that the caller holds, so that nothing is held twice.
 */
final class HandshakeReader {
    /** The kinds of units that {@link #next} reads. */
    enum Unit { NONE, MESSAGE, CHANGE_CIPHER_SPEC, ALERT, APPLICATION_DATA }

    /** In bytes. */
    static final int MAX_CLIENT_HELLO = 16 * 1024;
    /** In bytes, record headers included, until the side begins to encrypt. */
    static final int MAX_HANDSHAKE = 64 * 1024;
    /** Messages, alerts, changes of cipher and records of early data together. */
    static final int MAX_UNITS = 64;

    private static final int MESSAGE_HEADER = 4;

    private final Side side;
    private final RecordHeader record;
    private final PartialMessage partial = new PartialMessage();
    private long offset;
    private long boundary;
    private int recordLeft;
    private EncryptedRecords encrypted;
    private int units;

    private HandshakeType messageType;
    private int messageLength;
    private ByteReader body;
    private int alert;

    HandshakeReader(Side side) {
        this.side = side;
        this.record = new RecordHeader(side);
    }

    /**
     * Reads to the end of the next unit; NONE if {@code in} ends first.
     *
     * @param in the next bytes and, before its position, all earlier ones from {@link #boundary()} on
     */
    Unit next(ByteBuffer in) throws MalformedException, RejectedException {
        if (encrypted != null) {
            offset += in.remaining();
            encrypted.follow(in);
            boundary = offset;
            return Unit.NONE;
        }
        while (in.hasRemaining()) {
            Unit unit = recordLeft == 0 ? readRecordHeader(in) : readFragment(in);
            if (unit == Unit.NONE) {
                continue;
            }
            if (++units > MAX_UNITS) {
                throw tooMuch("more than " + MAX_UNITS + " messages");
            }
            return unit;
        }
        return Unit.NONE;
    }

    /** How many bytes, counted from the side's first, are whole records that hold only whole messages. */
    long boundary() {
        return boundary;
    }

    /** Whether the messages read so far can pass only when more has arrived. */
    boolean isAmidMessages() {
        return !partial.isEmpty() || recordLeft > 0 && record.type() == RecordHeader.HANDSHAKE;
    }

    /** The type of the message last read. */
    HandshakeType messageType() {
        return messageType;
    }

    /** The body of the message last read; valid as long as the bytes that held the message. */
    ByteReader body() {
        return body;
    }

    /** The alert last read: its level (1: warning, 2: fatal) in the high byte, its description in the low one. */
    int alert() {
        return alert;
    }

    /**
     * Marks that the side's bytes are encrypted from here on, so that they pass as far as they are records.
     *
     * @param canRenegotiate whether the version has renegotiations
     * @param mayRenegotiate whether the rules allow them
     */
    void encrypt(boolean canRenegotiate, boolean mayRenegotiate) {
        if (encrypted == null) {
            encrypted = new EncryptedRecords(record, recordLeft, canRenegotiate, mayRenegotiate);
        }
    }

    /** The side's records, once it encrypts. */
    EncryptedRecords encryptedRecords() {
        return encrypted;
    }

    private Unit readRecordHeader(ByteBuffer in) throws RejectedException {
        int start = in.position();
        boolean whole = record.read(in);
        offset += in.position() - start;
        if (!whole) {
            return Unit.NONE;
        }
        recordLeft = record.length();
        if (offset + recordLeft > MAX_HANDSHAKE) {
            throw tooMuch("more than " + MAX_HANDSHAKE + " bytes");
        }
        if (record.type() != RecordHeader.HANDSHAKE && !partial.isEmpty()) {
            throw unexpected("a record of type " + record.type() + " amid a handshake message");
        }
        if (record.type() != RecordHeader.APPLICATION_DATA) {
            return Unit.NONE;
        }
        moveBoundary();
        return Unit.APPLICATION_DATA;
    }

    private Unit readFragment(ByteBuffer in) throws MalformedException, RejectedException {
        Unit unit = switch (record.type()) {
            case RecordHeader.HANDSHAKE -> readMessage(in);
            case RecordHeader.ALERT -> readAlert(in);
            case RecordHeader.CHANGE_CIPHER_SPEC -> readChangeCipherSpec(in);
            default -> {
                consume(in, available(in));
                yield Unit.NONE;
            }
        };
        moveBoundary();
        return unit;
    }

    private Unit readMessage(ByteBuffer in) throws MalformedException, RejectedException {
        if (partial.isEmpty() && isWholeMessage(in)) {
            body = new ByteReader(messageType.toString(), in, in.position() + MESSAGE_HEADER, messageLength);
            consume(in, MESSAGE_HEADER + messageLength);
            return Unit.MESSAGE;
        }
        if (partial.length() < MESSAGE_HEADER) {
            collect(in, MESSAGE_HEADER);
            if (partial.length() < MESSAGE_HEADER) {
                return Unit.NONE;
            }
            readMessageHeader(partial.joined(in, offset), 0);
        }
        collect(in, MESSAGE_HEADER + messageLength);
        if (partial.length() < MESSAGE_HEADER + messageLength) {
            return Unit.NONE;
        }
        body = new ByteReader(messageType.toString(), partial.joined(in, offset), MESSAGE_HEADER, messageLength);
        partial.clear();
        return Unit.MESSAGE;
    }

    /** Whether the next message is in {@code in} in one piece; if so, its header has been read. */
    private boolean isWholeMessage(ByteBuffer in) throws MalformedException, RejectedException {
        int available = available(in);
        if (available < MESSAGE_HEADER) {
            return false;
        }
        readMessageHeader(in, in.position());
        return available - MESSAGE_HEADER >= messageLength;
    }

    /** Takes from the record the bytes that the message still lacks of its first {@code wanted} bytes. */
    private void collect(ByteBuffer in, int wanted) {
        int count = Math.min(wanted - partial.length(), available(in));
        partial.add(count, offset, recordLeft);
        consume(in, count);
    }

    private int available(ByteBuffer in) {
        return Math.min(recordLeft, in.remaining());
    }

    private void readMessageHeader(ByteBuffer bytes, int start) throws MalformedException, RejectedException {
        ByteReader header = new ByteReader("Handshake", bytes, start, MESSAGE_HEADER);
        int code = header.uint8();
        messageType = HandshakeType.of(code);
        messageLength = header.uint24();
        if (messageType == null) {
            throw unexpected("a handshake message of type " + code);
        }
        if (messageLength > (messageType == HandshakeType.CLIENT_HELLO ? MAX_CLIENT_HELLO : MAX_HANDSHAKE)) {
            throw tooMuch("a " + messageType + " of " + messageLength + " bytes");
        }
    }

    private Unit readAlert(ByteBuffer in) {
        alert = (alert & 0xff) << 8 | in.get(in.position()) & 0xff;
        consume(in, 1);
        return recordLeft == 0 ? Unit.ALERT : Unit.NONE;
    }

    private Unit readChangeCipherSpec(ByteBuffer in) throws RejectedException {
        int value = in.get(in.position()) & 0xff;
        consume(in, 1);
        if (value != 1) {
            throw RejectedException.unreadable(TlsAlert.ILLEGAL_PARAMETER,
                    side + " sent ChangeCipherSpec with value " + value);
        }
        return Unit.CHANGE_CIPHER_SPEC;
    }

    private void consume(ByteBuffer in, int count) {
        in.position(in.position() + count);
        offset += count;
        recordLeft -= count;
    }

    private void moveBoundary() {
        if (recordLeft == 0 && partial.isEmpty()) {
            boundary = offset;
        }
    }

    private RejectedException unexpected(String what) {
        return RejectedException.unreadable(TlsAlert.UNEXPECTED_MESSAGE, side + " sent " + what);
    }

    private RejectedException tooMuch(String what) {
        return RejectedException.unreadable(TlsAlert.ILLEGAL_PARAMETER, side + " sent " + what);
    }
}
