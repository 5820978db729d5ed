/**
 * What administrators see of the running gateway.
 *
 * <pre>
 * tunnel ends      → TunnelLog                       a JSON line in the log folder, on a thread of its own
 * oms-gateway      → StatusChannel → StatusDocument  made for each reader, so that it costs nothing when nobody asks
 *   connections,     StatusSocket where settings are in a file, WindowsStatusPipe for the Windows service;
 *   status           never a network port, and for administrators only
 * </pre>
 *
 * <p>{@link org.omsgateway.proxy.ClientConnection} holds what is known. Its event loop writes, and any thread reads.
 */
package org.omsgateway.status;
