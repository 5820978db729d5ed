package org.omsgateway.x509;

/** Bytes do not follow their grammar. The exception has no stack trace, so that untrusted input costs little. */
public final class MalformedException extends Exception {
    private static final long serialVersionUID = 1;

    /** @param problem what is wrong with which structure */
    public MalformedException(String problem) {
        super(problem, null, false, false);
    }
}
