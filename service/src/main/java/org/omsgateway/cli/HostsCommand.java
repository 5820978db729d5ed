package org.omsgateway.cli;

import java.io.IOException;
import java.util.ArrayList;
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
import org.omsgateway.policy.HostPattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code oms-gateway hosts}. */
@Command(name = "hosts", description = "List the allowed hosts, each behind its source.",
        footer = {"", "Sources: Local, the setting AllowedHosts; Agent, an agent on this machine; Workspace, a"
            + " workspace of such an agent."})
public final class HostsCommand implements Callable<Integer> {
    private enum Source {
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

    @Mixin
    private Format format;

    @Spec
    private CommandSpec command;

    public HostsCommand(Supplier<ConfigStore> store, LocalAgents agents) {
        this.store = store;
        this.agents = agents;
    }

    /** Returns 0; what cannot be read of an agent goes to standard error. */
    @Override
    public Integer call() throws IOException, InvalidConfigException {
        List<AllowedHost> hosts = new ArrayList<>();
        for (HostPattern pattern : ConfigParser.parse(store.get().read()).allowedHosts()) {
            hosts.add(new AllowedHost(Source.LOCAL, pattern.toString()));
        }
        for (AgentNeeds needs : effective ? agents.read() : List.<AgentNeeds>of()) {
            needs.hosts().forEach(host -> hosts.add(new AllowedHost(source(host, needs), host)));
            needs.problems().forEach(command.commandLine().getErr()::println);
        }
        format.print(hosts.stream().map(AllowedHost::toJson).toList(),
                hosts.stream().map(AllowedHost::toString).toList());
        return 0;
    }

    private static Source source(String host, AgentNeeds needs) {
        return needs.workspaces().stream().anyMatch(workspace -> host.startsWith(workspace + "."))
                ? Source.WORKSPACE : Source.AGENT;
    }
}
