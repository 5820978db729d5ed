package org.omsgateway.proxy;

/** Why no way to a destination could be opened. The message is for administrators. */
public final class DialException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean timeout;

    private DialException(String message, boolean timeout) {
        // Expected and frequent while a network is down: no stack trace.
        super(message, null, false, false);
        this.timeout = timeout;
    }

    static DialException failed(String message) {
        return new DialException(message, false);
    }

    static DialException timedOut(String message) {
        return new DialException(message, true);
    }

    /** Whether time ran out, as opposed to somebody saying no. */
    boolean isTimeout() {
        return timeout;
    }
}
