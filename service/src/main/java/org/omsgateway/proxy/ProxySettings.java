package org.omsgateway.proxy;

import org.omsgateway.config.Limits;
import org.omsgateway.policy.AllowedClients;
import org.omsgateway.policy.DestinationPolicy;
import org.omsgateway.tls.HandshakeRules;

/**
 * The settings of a connection, from its request to its end: the settings in force when the request arrived.
 *
 * @param memory of the process; the same in all settings
 */
public record ProxySettings(AllowedClients clients, DestinationPolicy destinations, Dialer dialer,
        HandshakeRules handshakes, Limits limits, MemoryBudget memory) {}
