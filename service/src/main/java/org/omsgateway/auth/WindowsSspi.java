package org.omsgateway.auth;

import java.util.Optional;
import org.omsgateway.config.AuthenticationScheme;
import org.omsgateway.config.RelayProxy;

/** Windows' own Negotiate and NTLM, as the given user or as the account of this process. Windows renews tickets. */
final class WindowsSspi implements Mechanism {
    private final Optional<RelayProxy.Credential> credential;

    WindowsSspi(Optional<RelayProxy.Credential> credential) {
        this.credential = credential;
    }

    @Override
    public boolean has(AuthenticationScheme scheme) {
        return scheme != AuthenticationScheme.BASIC;
    }

    @Override
    public Exchange begin(AuthenticationScheme scheme, String host) {
        return new WindowsSspiExchange(scheme.toString(), "HTTP/" + host, credential);
    }

    @Override
    public void refresh() {
        // Windows does so.
    }
}
