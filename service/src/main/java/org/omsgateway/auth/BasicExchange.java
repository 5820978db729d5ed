package org.omsgateway.auth;

import java.nio.charset.StandardCharsets;
import org.omsgateway.config.RelayProxy;

/** Basic authentication (RFC 7617), with the character set of section 2.1. */
record BasicExchange(RelayProxy.Credential credential) implements Exchange {
    @Override
    public byte[] next(byte[] challenge) {
        return (credential.username() + ":" + credential.password()).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String account() {
        return credential.username();
    }

    @Override
    public void close() {
        // There is nothing to give back.
    }
}
