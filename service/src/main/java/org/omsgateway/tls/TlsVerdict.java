package org.omsgateway.tls;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.omsgateway.eventlog.GatewayEvent;
import org.omsgateway.x509.DistinguishedName;

/** The result so far of verifying a handshake. */
public sealed interface TlsVerdict {
    /** Nothing is wrong, and more is to come. */
    enum NeedMore implements TlsVerdict { NEED_MORE }

    /**
     * All readable parts have been read and accepted; all later bytes of both sides are encrypted.
     *
     * @param version the version that the server has selected, such as 0x0303
     * @param serverName whether the client named the server, and correctly
     * @param encryptedHello whether the client offered an encrypted inner ClientHello, or an imitation of one
     * @param mayRenegotiate whether the rules allow a second handshake, which cannot be read
     * @param resumed whether an earlier session of TLS 1.2 or older is resumed, which sends no certificates
     * @param clientCertificate the subject of the certificate that the client presented
     */
    record Verified(int version, boolean serverName, boolean encryptedHello, boolean mayRenegotiate,
            boolean resumed, Optional<DistinguishedName> clientCertificate) implements TlsVerdict {

        /** The version as events name it, such as {@code TLS 1.2}. */
        public String versionName() {
            return TlsVersion.describe(version);
        }

        /** The parts that were read and found correct. */
        public List<Object> verified() {
            List<Object> verified = new ArrayList<>(4);
            verified.add("version");
            if (serverName) {
                verified.add("SNI");
            }
            if (certificatesVisible()) {
                verified.add("server certificate (names only)");
                verified.add(clientCertificate
                        .map(subject -> "client certificate (" + subject + ")")
                        .orElse("no client certificate presented"));
            }
            return verified;
        }

        /** The parts that could not be read, and why. */
        public List<Object> notVisible() {
            List<Object> notVisible = new ArrayList<>(4);
            if (!serverName) {
                notVisible.add("SNI (not sent)");
            }
            if (encryptedHello) {
                notVisible.add("inner SNI (encrypted ClientHello)");
            }
            if (!certificatesVisible()) {
                notVisible.add("certificates (" + (resumed ? "session resumed" : "encrypted") + ")");
            }
            if (mayRenegotiate && version < TlsVersion.TLS_1_3.code()) {
                notVisible.add("a renegotiation, if any");
            }
            return notVisible;
        }

        private boolean certificatesVisible() {
            return !resumed && version < TlsVersion.TLS_1_3.code();
        }
    }

    /**
     * The handshake must not go on.
     *
     * @param event the event to report
     * @param facts the event's facts that precede host and client
     * @param alert the alert to send to the client
     */
    record Rejected(GatewayEvent event, List<Object> facts, TlsAlert alert) implements TlsVerdict {
        public Rejected {
            facts = List.copyOf(facts);
        }
    }
}
