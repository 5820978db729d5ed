package org.omsgateway.proxy;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.List;
import java.util.Optional;

/** The reason why no connection to a destination could be opened. The message is for administrators. */
public final class DialException extends Exception {
    private static final long serialVersionUID = 1L;

    /** How far a dial has come. */
    enum Progress {
        /** The request may not be passed on. */
        REFUSED_HERE,
        /** No address of the next hop could be connected to. */
        NOT_CONNECTED,
        CONNECTED
    }

    private static final List<Integer> GATEWAY_FAILURES = List.of(502, 503, 504);

    private final Progress progress;
    private final boolean timeout;
    private final transient HttpResponseStatus refusal;
    private final transient RelayReport report;

    private DialException(String message, Progress progress, boolean timeout, HttpResponseStatus refusal) {
        this(message, progress, timeout, refusal, null);
    }

    private DialException(String message, Progress progress, boolean timeout, HttpResponseStatus refusal,
            RelayReport report) {
        // No stack trace, because this failure is expected, and frequent while a network is down.
        super(message, null, false, false);
        this.progress = progress;
        this.timeout = timeout;
        this.refusal = refusal;
        this.report = report;
    }

    static DialException refusedHere(String message) {
        return new DialException(message, Progress.REFUSED_HERE, false, null);
    }

    static DialException notConnected(String message) {
        return new DialException(message, Progress.NOT_CONNECTED, false, null);
    }

    static DialException notConnectedInTime(String message) {
        return new DialException(message, Progress.NOT_CONNECTED, true, null);
    }

    static DialException failed(String message) {
        return new DialException(message, Progress.CONNECTED, false, null);
    }

    static DialException timedOut(String message) {
        return new DialException(message, Progress.CONNECTED, true, null);
    }

    static DialException refused(String message, HttpResponseStatus status) {
        return new DialException(message, Progress.CONNECTED, false, status);
    }

    /** The same failure, with what has come before it. */
    DialException with(RelayReport before) {
        return new DialException(getMessage(), progress, timeout, refusal, before);
    }

    Progress progress() {
        return progress;
    }

    /** Whether time ran out, as opposed to a failure or a refusal. */
    boolean isTimeout() {
        return timeout;
    }

    /**
     * Whether another relay proxy may reach the destination: this one is not there, does not respond as a proxy, or
     * says that something behind it, perhaps the destination, does not (502, 503, 504). Any other status is a decision.
     */
    boolean mayDependOnRelay() {
        return progress != Progress.REFUSED_HERE && (refusal == null || GATEWAY_FAILURES.contains(refusal.code()));
    }

    /** The status, with its standard phrase, of a proxy's response that refuses the tunnel. */
    public Optional<HttpResponseStatus> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** How a relay proxy came to its refusal; empty if none has refused the tunnel. */
    public Optional<RelayReport> report() {
        return Optional.ofNullable(report);
    }
}
