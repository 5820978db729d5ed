package org.omsgateway.config;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.omsgateway.eventlog.GatewayEvent;
import org.omsgateway.policy.AllowedSubject;
import org.omsgateway.policy.HostPattern;

/**
 * The checked settings of one moment.
 *
 * @param listenAddress the only local address to listen on, or empty for all
 * @param listenPort 1 to 65535
 * @param logLevel events below this level are not written
 * @param allowedHosts the hosts that the administrator allows; the local agents' hosts are allowed in addition
 * @param allowedClientCertificates subjects, or their common names, that may present themselves beside the agents'
 * @param relayProxy the relay proxy, or empty to connect directly
 * @param tunnelLog whether a line is written for each tunnel that has ended
 */
public record GatewayConfig(
        Optional<InetAddress> listenAddress,
        int listenPort,
        GatewayEvent.Severity logLevel,
        List<HostPattern> allowedHosts,
        List<AllowedSubject> allowedClientCertificates,
        Optional<RelayProxy> relayProxy,
        TlsRules tlsRules,
        Limits limits,
        boolean tunnelLog) {

    public GatewayConfig {
        allowedHosts = List.copyOf(allowedHosts);
        allowedClientCertificates = List.copyOf(allowedClientCertificates);
    }

    /** The settings in one line for the log, without secrets. */
    public String summary() {
        return "RelayProxyAddress=" + relayProxy.map(RelayProxy::authority).orElse("none")
                + relayProxy.flatMap(RelayProxy::credential).map(any -> " with credential").orElse("")
                + ", AllowedHosts=" + allowedHosts
                + ", AllowedClientCertificates=" + allowedClientCertificates
                + ", MinimumTlsVersion=" + tlsRules.minimum().text()
                + ", MaximumTlsVersion=" + tlsRules.maximum().text()
                + ", AllowMissingSni=" + tlsRules.allowMissingSni()
                + ", AllowRenegotiation=" + tlsRules.allowRenegotiation()
                + ", ConnectTimeout=" + seconds(limits.connectTimeout())
                + ", HandshakeTimeout=" + seconds(limits.handshakeTimeout())
                + ", IdleTimeout=" + seconds(limits.idleTimeout())
                + ", DrainTime=" + seconds(limits.drainTime())
                + ", MaxConnections=" + limits.maxConnections()
                + ", MaxConnectionsPerClient=" + limits.maxConnectionsPerClient()
                + ", TunnelLog=" + tunnelLog
                + ", LogLevel=" + logLevel;
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }
}
