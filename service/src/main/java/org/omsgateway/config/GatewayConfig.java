package org.omsgateway.config;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import org.omsgateway.eventlog.GatewayEvent;

/**
 * The checked settings of one moment.
 *
 * @param listenAddress the only local address to listen on, or empty for all
 * @param listenPort 1 to 65535
 * @param logLevel events below this level are not written
 * @param tunnelLog whether a line is written for each tunnel that has ended
 */
public record GatewayConfig(
        Optional<InetAddress> listenAddress,
        int listenPort,
        GatewayEvent.Severity logLevel,
        AccessRules access,
        RelayRules relay,
        TlsRules tlsRules,
        Limits limits,
        boolean tunnelLog) {

    /** The settings in one line for the log, without secrets. */
    public String summary() {
        return "RelayProxyAddress=" + relay.summary()
                + ", RelayProxyBypass=" + relay.bypass()
                + ", AllowedClients=" + access.clients()
                + ", AllowedHosts=" + access.hosts()
                + ", AllowedClientCertificates=" + access.clientCertificates()
                + ", AllowedServerNames=" + access.serverNames()
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
