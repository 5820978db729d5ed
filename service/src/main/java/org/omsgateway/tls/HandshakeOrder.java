package org.omsgateway.tls;

import static org.omsgateway.tls.HandshakeType.CERTIFICATE;
import static org.omsgateway.tls.HandshakeType.CERTIFICATE_REQUEST;
import static org.omsgateway.tls.HandshakeType.CERTIFICATE_STATUS;
import static org.omsgateway.tls.HandshakeType.CERTIFICATE_VERIFY;
import static org.omsgateway.tls.HandshakeType.CHANGE_CIPHER_SPEC;
import static org.omsgateway.tls.HandshakeType.CLIENT_HELLO;
import static org.omsgateway.tls.HandshakeType.CLIENT_KEY_EXCHANGE;
import static org.omsgateway.tls.HandshakeType.NEW_SESSION_TICKET;
import static org.omsgateway.tls.HandshakeType.SERVER_HELLO;
import static org.omsgateway.tls.HandshakeType.SERVER_HELLO_DONE;
import static org.omsgateway.tls.HandshakeType.SERVER_KEY_EXCHANGE;
import static org.omsgateway.tls.HandshakeType.SUPPLEMENTAL_DATA;

import java.util.List;

/**
 * The order in which the two sides may speak, up to TLS 1.2 (RFC 5246, section 7.3; RFC 5077, section 3.1). With the
 * order enforced, no side can show a certificate that the gateway does not read.
 *
 * <pre>
 *   full:     ClientHello → ServerHello Certificate … ServerHelloDone
 *                         → [Certificate] ClientKeyExchange … ChangeCipherSpec
 *                         → [NewSessionTicket] ChangeCipherSpec
 *   resumed:  ClientHello → ServerHello [NewSessionTicket] ChangeCipherSpec → ChangeCipherSpec
 * </pre>
 */
final class HandshakeOrder {
    private static final List<HandshakeType> CLIENT = List.of(CLIENT_HELLO, SUPPLEMENTAL_DATA, CERTIFICATE,
            CLIENT_KEY_EXCHANGE, CERTIFICATE_VERIFY, CHANGE_CIPHER_SPEC);
    private static final List<HandshakeType> SERVER = List.of(SERVER_HELLO, SUPPLEMENTAL_DATA, CERTIFICATE,
            CERTIFICATE_STATUS, SERVER_KEY_EXCHANGE, CERTIFICATE_REQUEST, SERVER_HELLO_DONE, NEW_SESSION_TICKET,
            CHANGE_CIPHER_SPEC);
    private static final int NOTHING = -1;
    private static final int HELLO = 0;
    private static final int TICKET = SERVER.indexOf(NEW_SESSION_TICKET);

    private int client = NOTHING;
    private int server = NOTHING;
    private boolean serverHelloDone;
    private boolean keysExchanged;
    private boolean clientEncrypts;
    private boolean serverEncrypts;

    /** Takes the next message of {@code side}. A message out of order ends in event 402. */
    void next(Side side, HandshakeType type) throws RejectedException {
        if (!(side == Side.CLIENT ? nextOfClient(type) : nextOfServer(type))) {
            throw RejectedException.unreadable(TlsAlert.UNEXPECTED_MESSAGE, side + " sent " + type + " out of order");
        }
    }

    private boolean nextOfClient(HandshakeType type) {
        int step = CLIENT.indexOf(type);
        boolean inTurn = switch (type) {
            case CLIENT_HELLO -> true;
            case CHANGE_CIPHER_SPEC -> keysExchanged || resumed();
            default -> serverHelloDone;
        };
        if (step <= client || !inTurn) {
            return false;
        }
        client = step;
        keysExchanged |= type == CLIENT_KEY_EXCHANGE;
        clientEncrypts = type == CHANGE_CIPHER_SPEC;
        return true;
    }

    private boolean nextOfServer(HandshakeType type) {
        int step = SERVER.indexOf(type);
        boolean inTurn = switch (type) {
            case NEW_SESSION_TICKET, CHANGE_CIPHER_SPEC ->
                    serverHelloDone ? clientEncrypts : server == HELLO || server == TICKET;
            case SERVER_HELLO -> client >= HELLO;
            default -> server >= HELLO;
        };
        if (step <= server || !inTurn) {
            return false;
        }
        server = step;
        serverHelloDone |= type == SERVER_HELLO_DONE;
        serverEncrypts = type == CHANGE_CIPHER_SPEC;
        return true;
    }

    /** Starts again after a HelloRetryRequest. */
    void restart() {
        client = NOTHING;
        server = NOTHING;
    }

    /** Whether an earlier session is resumed, so that no certificates are sent. */
    boolean resumed() {
        return serverEncrypts && !serverHelloDone;
    }

    /** Whether nothing more can be read on either side. */
    boolean bothEncrypt() {
        return clientEncrypts && serverEncrypts;
    }
}
