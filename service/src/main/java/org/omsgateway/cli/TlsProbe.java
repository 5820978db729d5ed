package org.omsgateway.cli;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509KeyManager;

/** Tries TLS handshakes, as a client without a certificate. */
final class TlsProbe {
    private final TrustManager[] trust;

    /** Trusts whom Java trusts on this machine. */
    TlsProbe() {
        this(null);
    }

    /** @param trust who is trusted to issue certificates */
    TlsProbe(TrustManager[] trust) {
        this.trust = trust;
    }

    /**
     * Ends {@code socket}, after a handshake over it with {@code host}.
     *
     * @return what came out, for people
     * @throws IOException if the handshake fails for another reason than that the server wants a client certificate,
     *     which it says only after its own has been found right
     */
    String handshake(Socket socket, String host) throws IOException {
        CertificateRequest request = new CertificateRequest();
        try (SSLSocket tls = (SSLSocket) context(request).getSocketFactory()
                .createSocket(socket, host, socket.getPort(), true)) {
            SSLParameters parameters = tls.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            tls.setSSLParameters(parameters);
            tls.startHandshake();
            return tls.getSession().getProtocol();
        } catch (SSLException e) {
            if (request.received && !(e.getCause() instanceof CertificateException)) {
                return "TLS; the server wants a client certificate";
            }
            throw e;
        }
    }

    private SSLContext context(CertificateRequest request) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {request}, trust, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS is not available: " + e.getMessage(), e);
        }
    }

    /** Has no certificate, but knows whether one was wanted. */
    private static final class CertificateRequest implements X509KeyManager {
        private boolean received;

        @Override
        public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
            received = true;
            return null;
        }

        @Override
        public String[] getClientAliases(String type, Principal[] issuers) {
            return new String[0];
        }

        @Override
        public String[] getServerAliases(String type, Principal[] issuers) {
            return new String[0];
        }

        @Override
        public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
            return null;
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return new X509Certificate[0];
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return null;
        }
    }
}
