package org.omsgateway.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.omsgateway.agent.AgentNeeds;
import org.omsgateway.agent.LocalAgents;
import org.omsgateway.config.ConfigParser;
import org.omsgateway.config.ConfigStore;
import org.omsgateway.config.InvalidConfigException;
import org.omsgateway.config.Setting;
import org.omsgateway.config.StoredSettings;
import org.omsgateway.policy.HostPattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code oms-gateway hosts}. */
@Command(name = "hosts", description = "List the allowed hosts, each behind its source; or, with --service, the hosts"
            + " that a service of Microsoft needs.",
        footer = {"", "Sources: Local, the setting AllowedHosts; Policy, this setting by policy; Agent, an agent on"
            + " this machine; Workspace, a workspace of such an agent.", "",
            "The hosts of services are those of Microsoft's public pages. Standard error tells which of them the"
                + " gateway cannot carry. Hosts with a private endpoint are reached without the gateway.", "",
            "Example:", "  oms-gateway hosts --service AzureArc | oms-gateway config add AllowedHosts -"})
public final class HostsCommand implements Callable<Integer> {
    private enum Source {
        POLICY("Policy"),
        LOCAL("Local"),
        AGENT("Agent"),
        WORKSPACE("Workspace");

        private final String text;

        Source(String text) {
            this.text = text;
        }
    }

    private record AllowedHost(Source source, String host) {
        Map<String, Object> toJson() {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("host", host);
            object.put("source", source.text);
            return object;
        }

        @Override
        public String toString() {
            return String.format("%-11s%s", source.text, host);
        }
    }

    private final Supplier<ConfigStore> store;
    private final LocalAgents agents;

    @Option(names = "--effective", description = "Also list what this machine's agents need, as the gateway does.")
    private boolean effective;

    @Option(names = "--service", paramLabel = "NAME", completionCandidates = ServiceNames.class,
            description = "List the hosts of: ${COMPLETION-CANDIDATES}.")
    private List<String> services = List.of();

    @Option(names = "--location", paramLabel = "REGION",
            description = "The region of the machines, such as westeurope.")
    private List<String> locations = List.of();

    @Option(names = "--workspace-id", paramLabel = "ID", description = "A Log Analytics workspace.")
    private List<String> workspaces = List.of();

    @Option(names = "--cloud", paramLabel = "CLOUD", description = "Public, USGovernment or China; default: Public.")
    private String cloud = "Public";

    @Mixin
    private Format format;

    @Spec
    private CommandSpec command;

    public HostsCommand(Supplier<ConfigStore> store, LocalAgents agents) {
        this.store = store;
        this.agents = agents;
    }

    private static final class ServiceNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return ServiceHosts.names().iterator();
        }
    }

    /** Returns 0; what cannot be read of an agent, or carried, goes to standard error. */
    @Override
    public Integer call() throws IOException, InvalidConfigException, CommandFailure {
        if (!services.isEmpty()) {
            listServices();
            return 0;
        }
        List<AllowedHost> hosts = new ArrayList<>();
        StoredSettings stored = store.get().read();
        Source configured = stored.isByPolicy(Setting.ALLOWED_HOSTS) ? Source.POLICY : Source.LOCAL;
        for (HostPattern pattern : ConfigParser.parse(stored).access().hosts()) {
            hosts.add(new AllowedHost(configured, pattern.toString()));
        }
        for (AgentNeeds needs : effective ? agents.read() : List.<AgentNeeds>of()) {
            needs.hosts().forEach(host -> hosts.add(new AllowedHost(source(host, needs), host)));
            needs.problems().forEach(command.commandLine().getErr()::println);
        }
        format.print(hosts.stream().map(AllowedHost::toJson).toList(),
                hosts.stream().map(AllowedHost::toString).toList());
        return 0;
    }

    private void listServices() throws CommandFailure {
        ServiceHosts table = new ServiceHosts(locations, workspaces);
        List<ServiceHosts.Entry> entries = new ArrayList<>();
        for (String service : services) {
            entries.addAll(table.of(service, cloud));
        }
        format.print(entries.stream().map(ServiceHosts.Entry::toJson).toList(), entries.stream()
                .filter(entry -> entry.leftOut() == null).map(ServiceHosts.Entry::host).distinct().toList());
        if (!format.isJson()) {
            entries.stream().filter(entry -> entry.leftOut() != null).forEach(entry -> command.commandLine().getErr()
                    .println("Left out: " + entry.host() + " (" + entry.leftOut().text() + ")"));
        }
    }

    private static Source source(String host, AgentNeeds needs) {
        return needs.workspaces().stream().anyMatch(workspace -> host.startsWith(workspace + "."))
                ? Source.WORKSPACE : Source.AGENT;
    }
}
