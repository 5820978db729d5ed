package org.omsgateway.store;

import java.io.IOException;

/** Makes secrets unreadable on other machines. */
interface DataProtection {
    /** @throws IOException if the system refuses; the message says why */
    byte[] protect(byte[] secret) throws IOException;

    /** @throws IOException if {@code blob} is damaged or comes from another machine; the message says why */
    byte[] unprotect(byte[] blob) throws IOException;
}
