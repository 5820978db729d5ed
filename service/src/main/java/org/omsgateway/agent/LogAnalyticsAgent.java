package org.omsgateway.agent;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.omsgateway.policy.AddressText;

/**
 * The Log Analytics agent for Windows (Microsoft Monitoring Agent). It keeps one registry key for each workspace, named
 * {@code Log Analytics - <workspace id>}.
 */
final class LogAnalyticsAgent implements AgentSource {
    /** The most workspaces that the agent can have. */
    static final int MAX_WORKSPACES = 4;

    private static final String NAME = "Log Analytics agent";
    private static final String SERVICE = "SYSTEM\\CurrentControlSet\\Services\\HealthService";
    private static final String WORKSPACES = SERVICE + "\\Parameters\\Service Connector Services";
    private static final String PREFIX = "Log Analytics - ";
    private static final String URL = "Topology Request Url";
    private static final String TYPE = "Azure Cloud Type";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private final RegistryView registry;
    private final LastGood<String, List<String>> subkeys = new LastGood<>();
    private final LastGood<String, Cloud> clouds = new LastGood<>();

    LogAnalyticsAgent(RegistryView registry) {
        this.registry = registry;
    }

    @Override
    public synchronized Optional<AgentNeeds> read() {
        List<String> problems = new ArrayList<>();
        if (subkeys(SERVICE, problems).isEmpty()) {
            return problems.isEmpty() ? Optional.empty()
                    : Optional.of(new AgentNeeds(NAME, Set.of(), Set.of(), problems));
        }
        Set<String> hosts = new TreeSet<>();
        Map<String, String> keys = workspaceKeys(problems);
        keys.forEach((workspace, key) ->
                clouds.read("HKLM\\" + key, () -> Optional.of(cloud(workspace, key)), problems)
                        .ifPresent(cloud -> hosts.addAll(cloud.workspaceHosts(workspace))));
        return Optional.of(new AgentNeeds(NAME, keys.keySet(), hosts, problems));
    }

    private Optional<List<String>> subkeys(String path, List<String> problems) {
        return subkeys.read("HKLM\\" + path, () -> registry.subkeys(path), problems);
    }

    /** The registry key of each workspace. */
    private Map<String, String> workspaceKeys(List<String> problems) {
        Map<String, String> keys = new LinkedHashMap<>();
        for (String name : subkeys(WORKSPACES, problems).orElse(List.of()).stream().sorted().toList()) {
            if (!name.regionMatches(true, 0, PREFIX, 0, PREFIX.length())) {
                continue;
            }
            Optional<String> workspace = WorkspaceId.parse(name.substring(PREFIX.length()));
            if (workspace.isEmpty()) {
                problems.add("HKLM\\" + WORKSPACES + "\\" + name + " (expected: a workspace id at the end)");
            } else if (keys.size() < MAX_WORKSPACES) {
                keys.put(workspace.get(), WORKSPACES + "\\" + name);
            } else {
                problems.add("HKLM\\" + WORKSPACES + "\\" + name + " is left out (expected: at most " + MAX_WORKSPACES
                        + " workspaces)");
            }
        }
        return keys;
    }

    /**
     * An agent that never connected has no URL yet, only the cloud's number from its setup.
     *
     * @throws IOException if neither tells a known cloud
     */
    private Cloud cloud(String workspace, String key) throws IOException {
        Optional<String> url = registry.value(key, URL);
        if (url.isPresent()) {
            return Endpoint.parse(url.get())
                    .filter(endpoint -> endpoint.host().equals(endpoint.cloud().topologyHost(workspace)))
                    .map(Endpoint::cloud)
                    .orElseThrow(() -> new IOException(URL + ": " + AddressText.of(url.get()) + " (expected: https://"
                            + workspace + ".oms.opinsights. in a known cloud; hosts of another have to be allowed by"
                            + " hand)"));
        }
        String type = registry.value(key, TYPE).orElse("0");
        return Cloud.ofType(type).orElseThrow(() -> new IOException(TYPE + ": "
                + (NUMBER.matcher(type).matches() ? type : AddressText.lengthOf(type)) + " (expected: 0 for Azure, "
                + "1 for US Government, 2 for China; hosts of another cloud have to be allowed by hand)"));
    }
}
