package org.omsgateway.benchmarks;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.Algorithm;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The keys and certificates of a stand-in Log Analytics and its agents: made at run time and kept only in memory.
 *
 * <p>An intermediate authority signs the service's certificate, as in Azure. Agents sign their own certificates, with
 * the subject of the Linux agent; the service accepts only agents that it has enrolled.
 */
public final class Certificates {
    private final Algorithm algorithm;
    private final X509Bundle root;
    private final X509Bundle service;
    private final List<X509Certificate> enrolled = new ArrayList<>();

    /** @param serviceNames the DNS names that the service's certificate is for */
    public Certificates(Algorithm algorithm, List<String> serviceNames) {
        this.algorithm = algorithm;
        root = issue(authority("Stand-in Root"), null);
        X509Bundle intermediate = issue(authority("Stand-in Issuing CA 01"), root);
        CertificateBuilder leaf = template("CN=" + serviceNames.get(0)).addExtendedKeyUsageServerAuth();
        serviceNames.forEach(leaf::addSanDnsName);
        service = issue(leaf, intermediate);
    }

    /** A new agent, enrolled with the service. */
    public X509Bundle enrol(String workspaceId, String agentId) {
        // The builder signs a certificate with its own key only if the certificate is marked as an authority.
        X509Bundle agent = issue(template("CN=" + workspaceId + ", CN=" + agentId
                + ", OU=Linux Monitoring Agent, O=Microsoft").setIsCertificateAuthority(true), null);
        enrolled.add(agent.getCertificate());
        return agent;
    }

    /** TLS for the service; trusts the agents enrolled so far. */
    public SSLContext serviceContext() throws GeneralSecurityException {
        return context(service, enrolled);
    }

    /** TLS for {@code agent}; trusts the service. */
    public SSLContext agentContext(X509Bundle agent) throws GeneralSecurityException {
        return context(agent, List.of(root.getCertificate()));
    }

    private CertificateBuilder authority(String name) {
        return template("CN=" + name + ", O=OMS Gateway demo").setIsCertificateAuthority(true);
    }

    private CertificateBuilder template(String subject) {
        Instant now = Instant.now();
        return new CertificateBuilder().algorithm(algorithm).subject(subject)
                .notBefore(now.minus(1, ChronoUnit.DAYS)).notAfter(now.plus(1, ChronoUnit.DAYS));
    }

    private static X509Bundle issue(CertificateBuilder builder, X509Bundle issuer) {
        try {
            return issuer == null ? builder.buildSelfSigned() : builder.buildIssuedBy(issuer);
        } catch (Exception e) {
            throw new IllegalStateException("Cannot make a certificate", e);
        }
    }

    private static SSLContext context(X509Bundle own, List<X509Certificate> trusted) throws GeneralSecurityException {
        KeyStore anchors = KeyStore.getInstance(KeyStore.getDefaultType());
        try {
            anchors.load(null, null);
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
        for (X509Certificate certificate : trusted) {
            anchors.setCertificateEntry(certificate.getSubjectX500Principal().getName(), certificate);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(anchors);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.toKeyManagerFactory().getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
