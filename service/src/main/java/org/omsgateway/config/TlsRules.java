package org.omsgateway.config;

import org.omsgateway.tls.TlsVersion;

/**
 * Which TLS handshakes may pass.
 *
 * @param minimum the lowest version a server may select
 * @param maximum the highest version a server may select
 * @param allowMissingSni whether a ClientHello without a server name may pass
 * @param allowRenegotiation whether a side may begin a second handshake, which cannot be read
 */
public record TlsRules(TlsVersion minimum, TlsVersion maximum, boolean allowMissingSni, boolean allowRenegotiation) {
    public static final TlsRules DEFAULT = new TlsRules(TlsVersion.TLS_1_2, TlsVersion.TLS_1_3, false, true);
}
