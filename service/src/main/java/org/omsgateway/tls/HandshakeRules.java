package org.omsgateway.tls;

import java.util.function.Predicate;

/**
 * Which handshakes may pass.
 *
 * @param minimumVersion the lowest version a server may select, such as 0x0303
 * @param maximumVersion the highest version a server may select
 * @param allowMissingSni whether a ClientHello without a server name may pass
 * @param allowedClients whether a client whose certificate has this subject may pass
 * @param certificates what is known of certificates already; one for all tunnels
 */
public record HandshakeRules(int minimumVersion, int maximumVersion, boolean allowMissingSni,
        Predicate<DistinguishedName> allowedClients, Certificates certificates) {

    boolean allowsVersion(int version) {
        return version >= minimumVersion && version <= maximumVersion;
    }
}
