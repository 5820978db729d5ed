package org.omsgateway.auth;

import org.omsgateway.config.AuthenticationScheme;

/** Makes the tokens of Negotiate and NTLM. Safe for use by several threads. */
interface Mechanism {
    /** Whether this system has {@code scheme}. */
    boolean has(AuthenticationScheme scheme);

    /** A handshake with the service {@code HTTP} on {@code host}; does not block. */
    Exchange begin(AuthenticationScheme scheme, String host);

    /** A relay proxy has refused a token: the next handshake is to begin with fresh credentials. */
    void refresh();
}
