package org.omsgateway.auth;

import java.util.Map;
import java.util.Optional;
import org.omsgateway.config.AuthenticationScheme;
import org.omsgateway.config.RelayProxy;

/** Kerberos by the GSS-API of the JDK, inside SPNEGO (RFC 4178). The JDK has no NTLM to call. */
final class KerberosMechanism implements Mechanism {
    private final KerberosLogin login;

    /** @param environment says where the credentials are */
    KerberosMechanism(Optional<RelayProxy.Credential> credential, Map<String, String> environment) {
        login = new KerberosLogin(credential, environment);
    }

    @Override
    public boolean has(AuthenticationScheme scheme) {
        return scheme == AuthenticationScheme.NEGOTIATE;
    }

    @Override
    public Exchange begin(AuthenticationScheme scheme, String host) {
        return new GssExchange(login, host);
    }

    @Override
    public void refresh() {
        login.forget();
    }
}
