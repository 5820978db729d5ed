package org.omsgateway.cli;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import org.omsgateway.policy.Destination;
import org.omsgateway.proxy.Handover;

/** Tries TLS handshakes, as a client without a certificate. */
final class TlsProbe {
    private final TrustManager[] trust;

    /** Trusts the authorities that Java trusts on this machine. */
    TlsProbe() {
        this(null);
    }

    /** @param trust decides which issuers of certificates are trusted */
    TlsProbe(TrustManager[] trust) {
        this.trust = trust;
    }

    /**
     * Makes a handshake with {@code host} over {@code channel}, then closes the channel. Must not be called on the
     * channel's event loop.
     *
     * @return the result, for people
     * @throws IOException if the handshake fails, unless the server only wants a client certificate, which it says
     *     after its own certificate has been verified; the message is for people
     */
    String handshake(Channel channel, String host, Duration timeout) throws IOException, InterruptedException {
        CertificateRequest request = new CertificateRequest();
        SslHandler tls = new SslHandler(engine(host, request));
        tls.setHandshakeTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
        try {
            channel.eventLoop().execute(() -> {
                // A server that ends its output during the handshake ends the handshake.
                channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, false);
                Handover.to(channel, tls, new End());
                channel.config().setAutoRead(true);
            });
            Throwable failure = tls.handshakeFuture().await().cause();
            if (failure == null) {
                return tls.engine().getSession().getProtocol();
            }
            if (request.received && isRefusal(failure)) {
                return "TLS; the server wants a client certificate";
            }
            throw new IOException(reason(failure, timeout), failure);
        } finally {
            channel.close();
        }
    }

    private SSLEngine engine(String host, CertificateRequest request) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {request}, trust, null);
            SSLEngine engine = context.createSSLEngine(host, Destination.HTTPS);
            engine.setUseClientMode(true);
            SSLParameters parameters = engine.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            engine.setSSLParameters(parameters);
            return engine;
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS is not available: " + e.getMessage(), e);
        }
    }

    private static boolean isRefusal(Throwable failure) {
        return failure instanceof SSLException && !(failure instanceof SslHandshakeTimeoutException)
                && !(failure.getCause() instanceof CertificateException);
    }

    private static String reason(Throwable failure, Duration timeout) {
        if (failure instanceof SslHandshakeTimeoutException) {
            return "no answer within " + timeout.toMillis() + " ms";
        }
        if (failure.getCause() instanceof CertificateException) {
            return "its certificate is not trusted on this machine, perhaps because a proxy opens TLS: "
                    + failure.getMessage();
        }
        return "the TLS handshake failed: "
                + (failure instanceof NotSslRecordException ? "the server does not speak TLS" : failure.getMessage());
    }

    /** Drops data after the handshake, and exceptions, which the handshake's future reports as well. */
    private static final class End extends SimpleChannelInboundHandler<Object> {
        @Override
        protected void channelRead0(ChannelHandlerContext ctx, Object message) { }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) { }
    }

    /** Has no certificate, but records whether the server wanted one. */
    private static final class CertificateRequest extends X509ExtendedKeyManager {
        private volatile boolean received;

        @Override
        public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
            received = true;
            return null;
        }

        @Override
        public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
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
