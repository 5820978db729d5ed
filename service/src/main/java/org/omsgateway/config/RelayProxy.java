package org.omsgateway.config;

import java.util.Optional;
import org.omsgateway.policy.Destination;

/**
 * The HTTP proxy through which the gateway opens all tunnels.
 *
 * @param host name or IP address, without brackets
 * @param port 1 to 65535
 * @param credential for Basic authentication; empty if the proxy needs none
 */
public record RelayProxy(String host, int port, Optional<Credential> credential) {
    /** A user name and password; never shown. */
    public record Credential(String username, String password) {
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
