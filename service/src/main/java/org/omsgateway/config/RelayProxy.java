package org.omsgateway.config;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.omsgateway.policy.Destination;

/**
 * The HTTP proxy through which the gateway opens all tunnels.
 *
 * @param host name or IP address, without brackets
 * @param port 1 to 65535
 * @param credential empty if the proxy needs none, or accepts the gateway's own account
 * @param schemes by which the gateway may authenticate
 */
public record RelayProxy(String host, int port, Optional<Credential> credential, Set<AuthenticationScheme> schemes) {
    /** A proxy for which all schemes are allowed. */
    public RelayProxy(String host, int port, Optional<Credential> credential) {
        this(host, port, credential, EnumSet.allOf(AuthenticationScheme.class));
    }

    /** A user name and password; never shown. */
    public record Credential(String username, String password) {
        /** Of each, in characters. */
        static final int MAX_LENGTH = 256;

        @Override
        public String toString() {
            return "Credential[hidden]";
        }
    }

    /** {@code host:port}, with brackets around an IPv6 address. */
    public String authority() {
        return Destination.authority(host, port);
    }
}
