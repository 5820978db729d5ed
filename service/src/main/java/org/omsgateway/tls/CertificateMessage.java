package org.omsgateway.tls;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.omsgateway.x509.ByteReader;
import org.omsgateway.x509.MalformedException;

/**
 * The certificates that one side presents, up to TLS 1.2 (RFC 5246, section 7.4.2).
 *
 * <pre>
 *   certificate_list &lt;0..2^24-1&gt; { certificate &lt;1..2^24-1&gt; }*
 * </pre>
 */
final class CertificateMessage {
    /** Certificates in one message. */
    static final int MAX_CERTIFICATES = 16;

    private CertificateMessage() {}

    /** The sender's own certificate, in place; the others only help to trust it. Empty if there are no certificates. */
    static Optional<ByteBuffer> read(ByteReader body) throws MalformedException {
        ByteReader list = body.vector24("certificate_list");
        body.end();
        Optional<ByteBuffer> own = Optional.empty();
        for (int count = 0; list.remaining() > 0; count++) {
            if (count == MAX_CERTIFICATES) {
                throw list.malformed("has more than " + MAX_CERTIFICATES + " entries");
            }
            ByteReader certificate = list.vector24("certificate");
            if (certificate.remaining() == 0) {
                throw certificate.malformed("is empty");
            }
            if (count == 0) {
                own = Optional.of(certificate.restAsBuffer());
            }
        }
        return own;
    }
}
