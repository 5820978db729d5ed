package org.omsgateway.tls;

import java.nio.ByteBuffer;

/**
 * What the certificates of both sides say, each distinct one read once. Clients and servers are remembered apart, so
 * that a client with many certificates can't push out the few of the servers. Safe for any thread; one for all tunnels.
 */
public final class Certificates {
    /** Room for some 16,000 agents. */
    private static final int CLIENT_BYTES = 16 << 20;
    private static final int SERVER_BYTES = 4 << 20;

    private final CertificateCache<DistinguishedName> clients = new CertificateCache<>(Side.CLIENT, CLIENT_BYTES,
            certificate -> DistinguishedNameReader.read(certificate.getSubjectX500Principal().getEncoded()));
    private final CertificateCache<CertificateNames> servers =
            new CertificateCache<>(Side.SERVER, SERVER_BYTES, CertificateNames::new);

    /** Whom the client's certificate {@code der} names; one that can't be read ends in event 402. */
    DistinguishedName clientSubject(ByteBuffer der) throws RejectedException {
        return clients.get(der);
    }

    /** The hosts that the server's certificate {@code der} is for; one that can't be read ends in event 402. */
    CertificateNames serverNames(ByteBuffer der) throws RejectedException {
        return servers.get(der);
    }
}
