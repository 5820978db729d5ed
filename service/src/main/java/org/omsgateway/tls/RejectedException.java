package org.omsgateway.tls;

import java.util.List;
import org.omsgateway.eventlog.GatewayEvent;

/**
 * Ends the reading of a handshake that must not go on. The exception has no stack trace, so that refusing costs little.
 */
final class RejectedException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient TlsVerdict.Rejected verdict;

    RejectedException(GatewayEvent event, TlsAlert alert, Object... facts) {
        super(event.name(), null, false, false);
        this.verdict = new TlsVerdict.Rejected(event, List.of(facts), alert);
    }

    /** The bytes cannot be parsed, or are not a handshake. */
    static RejectedException unreadable(TlsAlert alert, String cause) {
        return new RejectedException(GatewayEvent.HANDSHAKE_UNREADABLE, alert, cause);
    }

    TlsVerdict.Rejected verdict() {
        return verdict;
    }
}
