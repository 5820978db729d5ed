package org.omsgateway.agent;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * An Azure cloud, by the names its agents use. Hosts of any other are never allowed by what an agent's configuration
 * says: an administrator has to.
 *
 * @see <a href="https://learn.microsoft.com/azure/azure-monitor/agents/azure-monitor-agent-network-configuration">Azure
 *     Monitor Agent network configuration</a>
 */
enum Cloud {
    PUBLIC("0", "azure.com", "azure-automation.net"),
    US_GOVERNMENT("1", "azure.us", "azure-automation.us"),
    CHINA("2", "azure.cn", "azure-automation.cn");

    private final String type;
    private final String suffix;
    private final String automationSuffix;

    Cloud(String type, String suffix, String automationSuffix) {
        this.type = type;
        this.suffix = suffix;
        this.automationSuffix = automationSuffix;
    }

    /** The cloud of the registry's number {@code Azure Cloud Type}. */
    static Optional<Cloud> ofType(String type) {
        return Arrays.stream(values()).filter(cloud -> cloud.type.equals(type)).findFirst();
    }

    /** The cloud that a host of Azure Monitor, in lower case, belongs to. */
    static Optional<Cloud> ofHost(String host) {
        return Arrays.stream(values())
                .filter(cloud -> host.endsWith(".opinsights." + cloud.suffix)
                        || host.endsWith(".monitor." + cloud.suffix))
                .findFirst();
    }

    /** Where a workspace takes in what agents send. */
    String ingestionHost(String workspace) {
        return workspace + ".ods.opinsights." + suffix;
    }

    /** Where a Windows agent asks for its configuration. */
    String topologyHost(String workspace) {
        return workspace + ".oms.opinsights." + suffix;
    }

    /** All that a Windows agent talks to for {@code workspace}. */
    Set<String> workspaceHosts(String workspace) {
        return Set.of(topologyHost(workspace), ingestionHost(workspace), workspace + ".agentsvc." + automationSuffix,
                "scadvisorcontent.blob.core.windows.net");
    }

    /** Where an Azure Monitor Agent asks for its configuration; {@code region} may be {@code global}. */
    String handlerHost(String region) {
        return region + ".handler.control.monitor." + suffix;
    }
}
