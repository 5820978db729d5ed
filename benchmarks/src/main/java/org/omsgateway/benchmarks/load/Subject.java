package org.omsgateway.benchmarks.load;

import java.net.InetSocketAddress;

/**
 * The program that a trial measures.
 *
 * @param address the address to which agents connect
 * @param viaConnect whether agents send CONNECT first; a plain TCP relay needs none
 */
public record Subject(InetSocketAddress address, boolean viaConnect, Gauge gauge) {}
