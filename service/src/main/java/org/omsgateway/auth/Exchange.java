package org.omsgateway.auth;

/** The gateway's side of one handshake; used by one thread at a time. Methods may block. */
interface Exchange extends AutoCloseable {
    /**
     * The next token for the relay proxy.
     *
     * @param challenge the relay proxy's token; empty at the beginning
     */
    byte[] next(byte[] challenge) throws AuthenticationException;

    /** For whom the tokens speak, as far as it is known by now. */
    String account();

    /** Gives all memory and handles back. */
    @Override
    void close();
}
