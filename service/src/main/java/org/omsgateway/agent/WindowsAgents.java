package org.omsgateway.agent;

import java.nio.file.Path;
import java.util.List;

/** Where the agents of a Windows machine keep their configuration. */
final class WindowsAgents {
    private WindowsAgents() {}

    static List<AgentSource> sources() {
        RegistryView registry = new WindowsRegistryView();
        return List.of(new LogAnalyticsAgent(registry), new AzureMonitorAgent(registry,
                List.of(Path.of("C:\\WindowsAzure\\Resources"), Path.of("C:\\Resources\\Directory"))));
    }
}
