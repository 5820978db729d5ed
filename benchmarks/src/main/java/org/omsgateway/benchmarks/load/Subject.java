package org.omsgateway.benchmarks.load;

import java.net.InetSocketAddress;

/**
 * What a trial is made on.
 *
 * @param address where agents connect to
 * @param viaConnect whether agents ask for a tunnel first; a plain TCP relay needs no asking
 */
public record Subject(InetSocketAddress address, boolean viaConnect, Gauge gauge) {}
