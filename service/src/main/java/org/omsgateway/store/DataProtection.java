package org.omsgateway.store;

import java.io.IOException;

/** Makes secrets unreadable away from the machine they belong to. */
interface DataProtection {
    /** @throws IOException if that is not possible here; the message says why */
    byte[] protect(byte[] secret) throws IOException;

    /** @throws IOException if {@code blob} is damaged or comes from another machine; the message says why */
    byte[] unprotect(byte[] blob) throws IOException;
}
