package org.omsgateway.tls;

import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.omsgateway.x509.CertificateNames;
import org.omsgateway.x509.DistinguishedName;

/**
 * The rules that decide which handshakes may pass.
 *
 * @param minimum the lowest version a server may select
 * @param maximum the highest version a server may select
 * @param allowMissingSni whether a ClientHello without a server name may pass
 * @param allowRenegotiation whether a side may begin a second handshake, which cannot be read
 * @param allowedClients whether a client may pass, by the subject of its certificate
 * @param allowedServers whether the server of a host may pass, by the names of its certificate
 */
public record HandshakeRules(TlsVersion minimum, TlsVersion maximum, boolean allowMissingSni,
        boolean allowRenegotiation, Predicate<DistinguishedName> allowedClients,
        BiPredicate<String, CertificateNames> allowedServers) {

    /** Rules for servers whose certificates are for the hosts. */
    public HandshakeRules(TlsVersion minimum, TlsVersion maximum, boolean allowMissingSni,
            boolean allowRenegotiation, Predicate<DistinguishedName> allowedClients) {
        this(minimum, maximum, allowMissingSni, allowRenegotiation, allowedClients,
                (host, names) -> names.covers(host));
    }

    boolean allowsVersion(int version) {
        return version >= minimum.code() && version <= maximum.code();
    }
}
