package org.omsgateway.tls;

import java.nio.ByteBuffer;
import org.omsgateway.eventlog.GatewayEvent;

/**
 * Follows the records of one side once it encrypts: reads their headers and passes over the rest. The bytes must still
 * be TLS. A handshake record after the side's Finished is a renegotiation, which carries certificates past every check
 * (RFC 5246, section 7.4.1.1). Not safe for use by several threads at once.
 */
public final class EncryptedRecords {
    /** How many records show whether a side goes on with TLS. */
    public static final int FEW = 3;

    private final RecordHeader header;
    private final boolean canRenegotiate;
    private final boolean mayRenegotiate;
    private int left;
    private int count;
    private int handshakes;

    /**
     * @param header the last one read
     * @param left how many bytes of its record are still to come
     * @param canRenegotiate whether the version has renegotiations, as those before TLS 1.3 have
     * @param mayRenegotiate whether the rules allow them
     */
    EncryptedRecords(RecordHeader header, int left, boolean canRenegotiate, boolean mayRenegotiate) {
        this.header = header;
        this.left = left;
        this.canRenegotiate = canRenegotiate;
        this.mayRenegotiate = mayRenegotiate;
        header.encrypt();
    }

    /** Reads all of {@code bytes}, the next that the side has sent; NeedMore if nothing is wrong with them. */
    public TlsVerdict read(ByteBuffer bytes) {
        try {
            follow(bytes);
            return TlsVerdict.NeedMore.NEED_MORE;
        } catch (RejectedException e) {
            return e.verdict();
        }
    }

    /** How many records have begun. */
    public int count() {
        return count;
    }

    /** Whether a renegotiation is possible. */
    public boolean canRenegotiate() {
        return canRenegotiate;
    }

    /** Whether a renegotiation has begun. */
    public boolean renegotiates() {
        return canRenegotiate && handshakes > 1;
    }

    void follow(ByteBuffer in) throws RejectedException {
        while (in.hasRemaining() && (canRenegotiate || count < FEW)) {
            if (left > 0) {
                int skipped = Math.min(left, in.remaining());
                in.position(in.position() + skipped);
                left -= skipped;
            } else if (header.read(in)) {
                begin();
            }
        }
        in.position(in.limit());
    }

    private void begin() throws RejectedException {
        left = header.length();
        count++;
        if (header.type() == RecordHeader.HANDSHAKE) {
            handshakes++;
        }
        if (renegotiates() && !mayRenegotiate) {
            throw new RejectedException(GatewayEvent.RENEGOTIATION_REFUSED, TlsAlert.NO_RENEGOTIATION);
        }
    }
}
