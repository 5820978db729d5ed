/**
 * What the monitoring agents of this machine need: their workspaces, whose client certificates are allowed, and the
 * hosts to which they connect.
 *
 * <p>{@link org.omsgateway.agent.LocalAgents} asks each {@link org.omsgateway.agent.AgentSource} for its
 * {@link org.omsgateway.agent.AgentNeeds}, at the start and again twice a second:
 *
 * <ul>
 *   <li>{@code LogAnalyticsAgent} has a registry key for each workspace.
 *   <li>{@code AzureMonitorAgent} has data stores on the disk. {@code AgentFiles} reads their files again only when
 *     they have changed, and {@code AgentInstructions} finds the endpoints in the XML.
 * </ul>
 *
 * <p>What cannot be read at the moment is not gone: a {@code LastGood} holds what was read last from each file, folder
 * and registry key, and the reason becomes a problem. Only what was read to be gone is gone.
 *
 * <p>The configuration belongs to the agents, so nothing in it is trusted. An {@code Endpoint} is a host of Azure
 * Monitor in a known {@code Cloud}; any other has to be allowed by an administrator. What cannot be used becomes a
 * problem, one text each, and the rest is used. The registry is read through {@code RegistryView}, so that tests need
 * no Windows.
 */
package org.omsgateway.agent;
