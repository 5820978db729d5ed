package org.omsgateway.tls;

import java.util.function.Predicate;

/**
 * Which handshakes may pass.
 *
 * @param minimumVersion the lowest version a server may select, such as 0x0303
 * @param maximumVersion the highest version a server may select
 * @param allowMissingSni whether a ClientHello without a server name may pass
 * @param clientCertificates whether a client whose certificate has this subject may pass
 */
public record HandshakeRules(int minimumVersion, int maximumVersion, boolean allowMissingSni,
        Predicate<DistinguishedName> clientCertificates) {

    boolean allowsVersion(int version) {
        return version >= minimumVersion && version <= maximumVersion;
    }
}
