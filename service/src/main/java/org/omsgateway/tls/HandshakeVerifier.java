package org.omsgateway.tls;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.omsgateway.eventlog.GatewayEvent;
import org.omsgateway.tls.TlsVerdict.NeedMore;
import org.omsgateway.x509.ByteReader;
import org.omsgateway.x509.CertificateNames;
import org.omsgateway.x509.CertificateReader;
import org.omsgateway.x509.DistinguishedName;
import org.omsgateway.x509.MalformedException;

/**
 * Verifies the TLS handshake of one tunnel from the bytes of both sides, in pieces of any size. Every failure is a
 * verdict, never an exception. The verifier only reads: it decrypts nothing and changes nothing. Not safe for use by
 * several threads at once.
 *
 * <p>Up to TLS 1.2 the handshake is read until both sides encrypt; from TLS 1.3 on, only the hellos can be read. In a
 * resumed session of TLS 1.2 neither side sends a certificate: the handshake passes, and the verdict says so. The first
 * verdict that is not NeedMore is final.
 */
public final class HandshakeVerifier {
    private final String host;
    private final HandshakeRules rules;
    private final HandshakeTrace trace;

    private final HandshakeReader client = new HandshakeReader(Side.CLIENT);
    private final HandshakeReader server = new HandshakeReader(Side.SERVER);
    private final HandshakeOrder order = new HandshakeOrder();
    private final HelloExchange hellos;
    private long clientAccepted;
    private long serverAccepted;
    private TlsVerdict verdict = NeedMore.NEED_MORE;
    private boolean serverCertificateSeen;
    private boolean serverAlerted;
    private Optional<DistinguishedName> clientCertificate = Optional.empty();

    /** @param host the tunnel's destination, as in {@link CertificateNames#covers} */
    public HandshakeVerifier(String host, HandshakeRules rules, HandshakeTrace trace) {
        this.host = host;
        this.rules = rules;
        this.trace = trace;
        this.hellos = new HelloExchange(host, rules, trace);
    }

    /**
     * Reads the next bytes that {@code sender} has sent, and returns the verdict so far.
     *
     * @param bytes the next ones from the position to the limit and, before the position, the earlier ones that have
     *     not been accepted
     */
    public TlsVerdict read(Side sender, ByteBuffer bytes) {
        HandshakeReader reader = sender == Side.CLIENT ? client : server;
        try {
            while (verdict == NeedMore.NEED_MORE) {
                HandshakeReader.Unit unit = reader.next(bytes);
                if (unit == HandshakeReader.Unit.NONE) {
                    accept(sender, reader.boundary());
                    break;
                }
                verify(sender, reader, unit);
                accept(sender, reader.boundary());
                verdict = verdictSoFar();
                if (verdict instanceof TlsVerdict.Verified) {
                    encrypt(client);
                    encrypt(server);
                    reader.next(bytes);
                }
            }
        } catch (MalformedException e) {
            verdict = RejectedException.unreadable(TlsAlert.DECODE_ERROR, e.getMessage()).verdict();
        } catch (RejectedException e) {
            verdict = e.verdict();
        }
        return verdict;
    }

    /**
     * How many bytes, counted from the first that {@code sender} has sent, may go to the other side; all once verified.
     */
    public long accepted(Side sender) {
        return sender == Side.CLIENT ? clientAccepted : serverAccepted;
    }

    /** The version that a record to the client should carry at this point. */
    public int recordVersion() {
        return hellos.recordVersion();
    }

    /** Whether the server has sent an alert, so that the client knows why it ends. */
    public boolean serverAlerted() {
        return serverAlerted;
    }

    /** The records of {@code side} behind its bytes so far; once the handshake is verified. */
    public EncryptedRecords encryptedRecords(Side side) {
        return (side == Side.CLIENT ? client : server).encryptedRecords();
    }

    private void encrypt(HandshakeReader reader) {
        reader.encrypt(hellos.version() < TlsVersion.TLS_1_3.code(), rules.allowRenegotiation());
    }

    private void accept(Side sender, long boundary) {
        if (sender == Side.CLIENT) {
            clientAccepted = boundary;
        } else {
            serverAccepted = boundary;
        }
    }

    private TlsVerdict verdictSoFar() {
        if (hellos.version() < TlsVersion.TLS_1_3.code() && !order.bothEncrypt()) {
            return NeedMore.NEED_MORE;
        }
        ClientHello hello = hellos.client();
        return new TlsVerdict.Verified(hellos.version(), hello.serverName().isPresent(), hello.encryptedHello(),
                rules.allowRenegotiation(), order.resumed(), clientCertificate);
    }

    private void verify(Side sender, HandshakeReader reader, HandshakeReader.Unit unit)
            throws MalformedException, RejectedException {
        switch (unit) {
            case MESSAGE -> verifyMessage(sender, reader.messageType(), reader.body());
            case CHANGE_CIPHER_SPEC -> verifyChangeCipherSpec(sender, reader);
            case ALERT -> verifyAlert(sender, reader.alert());
            default -> verifyApplicationData(sender);
        }
    }

    private void verifyAlert(Side sender, int alert) throws RejectedException {
        trace.message(sender, TlsAlert.describe(alert));
        int level = alert >> 8;
        if (level != TlsAlert.WARNING && level != TlsAlert.FATAL) {
            throw RejectedException.unreadable(TlsAlert.ILLEGAL_PARAMETER, sender + " sent an alert of level " + level);
        }
        if (sender == Side.CLIENT && hellos.client() == null) {
            throw RejectedException.unreadable(TlsAlert.UNEXPECTED_MESSAGE,
                    "Client sent an alert before any ClientHello");
        }
        serverAlerted |= sender == Side.SERVER;
    }

    private void verifyMessage(Side sender, HandshakeType type, ByteReader body)
            throws MalformedException, RejectedException {
        takeInOrder(sender, type);
        switch (type) {
            case CLIENT_HELLO -> {
                trace.message(sender, type);
                hellos.verifyClientHello(ClientHello.read(body));
            }
            case SERVER_HELLO -> {
                ServerHello hello = ServerHello.read(body);
                trace.message(sender, hello.retryRequest() ? "HelloRetryRequest" : type);
                hellos.verifyServerHello(hello);
                if (hello.retryRequest()) {
                    order.restart();
                }
            }
            case CERTIFICATE -> {
                trace.message(sender, type);
                verifyCertificate(sender, CertificateMessage.read(body));
            }
            case SERVER_HELLO_DONE -> {
                trace.message(sender, type);
                body.end();
                if (!serverCertificateSeen) {
                    throw serverMismatch("none");
                }
            }
            default -> trace.message(sender, type);
        }
    }

    private void takeInOrder(Side sender, HandshakeType type) throws RejectedException {
        // The sender has not seen the other side's unfinished messages, so these bytes cannot respond to them.
        if ((sender == Side.CLIENT ? server : client).isAmidMessages()) {
            throw RejectedException.unreadable(TlsAlert.UNEXPECTED_MESSAGE, sender + " sent " + type + " too early");
        }
        order.next(sender, type);
    }

    private void verifyCertificate(Side sender, Optional<ByteBuffer> certificate) throws RejectedException {
        if (sender == Side.SERVER) {
            verifyServerCertificate(certificate);
        } else if (certificate.isPresent()) {
            DistinguishedName subject = subject(certificate.get());
            if (!rules.allowedClients().test(subject)) {
                throw new RejectedException(
                        GatewayEvent.INVALID_CLIENT_CERTIFICATE, TlsAlert.BAD_CERTIFICATE, subject);
            }
            clientCertificate = Optional.of(subject);
        }
    }

    private void verifyServerCertificate(Optional<ByteBuffer> certificate) throws RejectedException {
        if (certificate.isEmpty()) {
            throw serverMismatch("none");
        }
        CertificateNames names = names(certificate.get());
        if (!rules.allowedServers().test(host, names)) {
            throw serverMismatch(names);
        }
        serverCertificateSeen = true;
        trace.serverVerified();
    }

    private static DistinguishedName subject(ByteBuffer certificate) throws RejectedException {
        try {
            return CertificateReader.subject(certificate);
        } catch (MalformedException e) {
            throw unreadable(Side.CLIENT, e);
        }
    }

    private static CertificateNames names(ByteBuffer certificate) throws RejectedException {
        try {
            return CertificateReader.names(certificate);
        } catch (MalformedException e) {
            throw unreadable(Side.SERVER, e);
        }
    }

    private static RejectedException unreadable(Side side, MalformedException cause) {
        return RejectedException.unreadable(
                TlsAlert.BAD_CERTIFICATE, side + " certificate can't be read: " + cause.getMessage());
    }

    private void verifyChangeCipherSpec(Side sender, HandshakeReader reader) throws RejectedException {
        trace.message(sender, HandshakeType.CHANGE_CIPHER_SPEC);
        if (hellos.takeDummyChangeCipherSpec(sender)) {
            return;
        }
        takeInOrder(sender, HandshakeType.CHANGE_CIPHER_SPEC);
        if (order.resumed() && !hellos.mayResume()) {
            throw RejectedException.unreadable(
                    TlsAlert.UNEXPECTED_MESSAGE, "Server resumes a session that the client did not offer");
        }
        encrypt(reader);
    }

    private void verifyApplicationData(Side sender) throws RejectedException {
        if (!hellos.takeEarlyData(sender)) {
            throw RejectedException.unreadable(
                    TlsAlert.UNEXPECTED_MESSAGE, sender + " sent application data amid the handshake");
        }
        trace.message(sender, "early data");
    }

    private static RejectedException serverMismatch(Object names) {
        return new RejectedException(
                GatewayEvent.SERVER_CERTIFICATE_MISMATCH, TlsAlert.UNRECOGNIZED_NAME, names);
    }
}
