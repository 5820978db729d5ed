package org.omsgateway.proxy;

import org.omsgateway.config.Limits;
import org.omsgateway.policy.DestinationPolicy;

/** What governs a tunnel: the settings in force when it was asked for, until it ends. */
public record ProxySettings(DestinationPolicy destinations, Dialer dialer, Limits limits) {}
