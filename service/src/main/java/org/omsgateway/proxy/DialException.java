package org.omsgateway.proxy;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Optional;

/** The reason why no connection to a destination could be opened. The message is for administrators. */
public final class DialException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean timeout;
    private final transient HttpResponseStatus refusal;

    private DialException(String message, boolean timeout, HttpResponseStatus refusal) {
        // No stack trace, because this failure is expected, and frequent while a network is down.
        super(message, null, false, false);
        this.timeout = timeout;
        this.refusal = refusal;
    }

    static DialException failed(String message) {
        return new DialException(message, false, null);
    }

    static DialException timedOut(String message) {
        return new DialException(message, true, null);
    }

    static DialException refused(String message, HttpResponseStatus status) {
        return new DialException(message, false, status);
    }

    /** Whether time ran out, as opposed to a failure or a refusal. */
    boolean isTimeout() {
        return timeout;
    }

    /** The status, with its standard phrase, of a proxy's response that refuses the tunnel. */
    public Optional<HttpResponseStatus> refusal() {
        return Optional.ofNullable(refusal);
    }
}
