package org.omsgateway.proxy;

import org.omsgateway.config.Limits;
import org.omsgateway.policy.DestinationPolicy;
import org.omsgateway.tls.HandshakeRules;

/** What governs a connection from its first byte to its last: those in force when it was asked for. */
public record ProxySettings(DestinationPolicy destinations, Dialer dialer, HandshakeRules handshakes, Limits limits) {}
