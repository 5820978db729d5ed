package org.omsgateway.tls;

import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * What the certificates of both sides say, each distinct one read once. Clients and servers are remembered apart, so
 * that a client with many certificates can't push out the few of the servers. Safe for any thread; one for all tunnels.
 */
public final class Certificates {
    /** Room for some 20,000 agents. */
    private static final int CLIENT_BYTES = 32 << 20;
    private static final int SERVER_BYTES = 8 << 20;

    /** Any certificate with an RSA key and an alternative name, in Base64. */
    private static final String SAMPLE = """
            MIIB0jCCATugAwIBAgIUQ38xfyol2JnBd1AUflkQSLxY++kwDQYJKoZIhvcNAQELBQAwDDEKMAgGA1UEAwwBYTAgFw0yNjExMjMx
            NzE1NDRaGA8yMTI2MTAzMDE3MTU0NFowDDEKMAgGA1UEAwwBYTCBnzANBgkqhkiG9w0BAQEFAAOBjQAwgYkCgYEAoUCkadhtroqy
            E/pd3EhbJTEY9Utylbr8AF7NWlqfcY3L2CDdsr1xymzQbMku4DLFbG/vb7OF2jMkRwYrruBLvuHctZtOQMPfztYFnThadAgNiUCP
            OMoxPHdrEHiFPKfVT1kxuKwVbsvMppLZjDsqn3IveBWjl1ASUXFEJa4EoHUCAwEAAaMvMC0wDAYDVR0RBAUwA4IBYTAdBgNVHQ4E
            FgQU+uGVleTXzmnvpD2QKNDWg0ksEyQwDQYJKoZIhvcNAQELBQADgYEAP0NMaCS2zU26Pva6y7CuqkNyriE/fqy7sE6BKNNJy7sL
            eUeQiM0x38s8kXbzLT+R6nfZj5+VguyottHYEQlFWSvlqzFIS/hkQS/Os8QmAhO1GZrCUiI4rHrfrnekr0rDdmt71EuKwR0cZskS
            uFtIrne7UbWVb8HCiTzpQwMJ5yY=
            """;

    private final CertificateCache<DistinguishedName> clients =
            new CertificateCache<>(Side.CLIENT, CLIENT_BYTES, SubjectReader::read, DistinguishedName::attributes);
    private final CertificateCache<CertificateNames> servers =
            new CertificateCache<>(Side.SERVER, SERVER_BYTES, CertificateNames::read, CertificateNames::size);

    /**
     * Loads what reading certificates needs. The first one takes the JDK some 100 ms, for which no event loop should
     * stand still; each further one takes it less than a tenth of a millisecond, so they may be read there.
     */
    public void warmUp() {
        ByteBuffer sample = ByteBuffer.wrap(Base64.getMimeDecoder().decode(SAMPLE));
        try {
            clientSubject(sample);
            serverNames(sample);
        } catch (RejectedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whom the client's certificate {@code der} names; one that can't be read ends in event 402. */
    DistinguishedName clientSubject(ByteBuffer der) throws RejectedException {
        return clients.get(der);
    }

    /** The hosts that the server's certificate {@code der} is for; one that can't be read ends in event 402. */
    CertificateNames serverNames(ByteBuffer der) throws RejectedException {
        return servers.get(der);
    }
}
