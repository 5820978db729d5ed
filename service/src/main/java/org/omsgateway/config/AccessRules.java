package org.omsgateway.config;

import java.util.List;
import org.omsgateway.policy.AddressRange;
import org.omsgateway.policy.AllowedSubject;
import org.omsgateway.policy.HostPattern;
import org.omsgateway.policy.ServerName;

/**
 * What the administrator allows, beside what this machine's own agents need.
 *
 * @param clients the clients that may use the gateway; empty for all
 * @param hosts the hosts that they may reach
 * @param clientCertificates subjects, or their common names, that may present themselves beside the agents'
 * @param serverNames names that the certificates of some hosts may have in place of the hosts'
 */
public record AccessRules(List<AddressRange> clients, List<HostPattern> hosts,
        List<AllowedSubject> clientCertificates, List<ServerName> serverNames) {
    public static final AccessRules DEFAULT = new AccessRules(List.of(), List.of(), List.of(), List.of());

    public AccessRules {
        clients = List.copyOf(clients);
        hosts = List.copyOf(hosts);
        clientCertificates = List.copyOf(clientCertificates);
        serverNames = List.copyOf(serverNames);
    }

    /** Rules that allow all clients to reach {@code hosts}. */
    public static AccessRules ofHosts(List<HostPattern> hosts) {
        return new AccessRules(List.of(), hosts, List.of(), List.of());
    }
}
