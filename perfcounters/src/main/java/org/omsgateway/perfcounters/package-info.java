/**
 * The performance counters: their catalogue, their values, and the two ways in which others read them.
 *
 * <p>{@link org.omsgateway.perfcounters.GatewayCounter} is the catalogue. Names and order never change, and
 * new counters come last, because monitoring rules use the names, and a counter's number in Windows is its place in the
 * order.
 * {@link org.omsgateway.perfcounters.Counters} keeps one 64-bit word for each counter outside the heap. A change is one
 * atomic addition, from any thread.
 *
 * <p>{@link org.omsgateway.perfcounters.PublishedCounters} publishes the values in the background:
 *
 * <ul>
 *   <li>{@link org.omsgateway.perfcounters.JmxCounters}, on every system, returns them to JMX clients.
 *   <li>{@code WindowsCounters} registers a provider of PerfLib, version 2, and passes the addresses of the words, so
 *     Windows reads them without a call to the gateway. {@code PerfLibStructures} has the bytes that describe the
 *     counters to Windows.
 * </ul>
 *
 * <p>The manifest {@code counters.man} repeats catalogue and numbers for setup; a test compares the two.
 */
package org.omsgateway.perfcounters;
