package org.omsgateway.agent;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.omsgateway.policy.AddressText;

/**
 * The Azure Monitor Agent. Its configuration is in a data store, a folder {@code AMADataStore*} below a well-known one
 * (Azure VM, Azure Arc) or below the one that the agent's registry key names (client installer). Installed as an
 * extension, the agent has no key; installed by the client installer, it has no data store at first.
 */
final class AzureMonitorAgent implements AgentSource {
    /** The most workspaces that the agent can send to. */
    static final int MAX_WORKSPACES = 10;

    private static final String NAME = "Azure Monitor Agent";
    private static final String KEY = "SOFTWARE\\Microsoft\\AzureMonitorAgent";
    private static final String ROOT = "AMADataRootDirPath";
    private static final String STORES = "{AMADataStore*,AzureMonitorAgent.MonitoringDataStore*}";
    private static final Pattern WORKSPACE_HOST = Pattern.compile("([^.]+)\\.ods\\.opinsights\\..+");
    /** A data collection endpoint is in the agent's own region: {@code x-y1.westeurope-1.ingest.monitor.azure.com}. */
    private static final Pattern REGIONAL_HOST = Pattern.compile(".*\\.([a-z0-9]+)-\\d+\\.ingest\\.monitor\\..+");

    private final RegistryView registry;
    private final List<Path> roots;
    private final AgentFiles files = new AgentFiles();
    private final LastGood<String, List<String>> keys = new LastGood<>();
    private final LastGood<String, Path> namedRoots = new LastGood<>();
    private final LastGood<Path, List<Path>> listings = new LastGood<>();
    private final LastGood<Path, Path> folders = new LastGood<>();

    /** @param roots the folders that may hold data stores */
    AzureMonitorAgent(RegistryView registry, List<Path> roots) {
        this.registry = registry;
        this.roots = List.copyOf(roots);
    }

    @Override
    public synchronized Optional<AgentNeeds> read() {
        List<String> problems = new ArrayList<>();
        boolean hasKey = keys.read("HKLM\\" + KEY, () -> registry.subkeys(KEY), problems).isPresent();
        List<Path> stores = instructionFolders(problems);
        if (!hasKey && stores.isEmpty() && problems.isEmpty()) {
            return Optional.empty();
        }
        Needs needs = new Needs(problems);
        for (Path mcs : stores) {
            files.endpoints(mcs, problems).forEach(endpoint -> needs.add(mcs, endpoint));
        }
        return Optional.of(needs.build());
    }

    /** The folder {@code mcs} of each data store. */
    private List<Path> instructionFolders(List<String> problems) {
        List<Path> all = new ArrayList<>(roots);
        namedRoots.read("HKLM\\" + KEY + "\\" + ROOT, this::namedRoot, problems).ifPresent(all::add);
        return all.stream()
                .flatMap(root -> listings.read(root, () -> stores(root), problems).orElse(List.of()).stream())
                .sorted()
                .map(store -> store.resolve("mcs"))
                .flatMap(mcs -> folders.read(mcs, () -> folder(mcs), problems).stream())
                .toList();
    }

    private Optional<Path> namedRoot() throws IOException {
        try {
            return registry.value(KEY, ROOT).map(Path::of);
        } catch (InvalidPathException e) {
            throw new IOException("is not a path", e);
        }
    }

    private static Optional<List<Path>> stores(Path root) throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(root, STORES)) {
            List<Path> stores = new ArrayList<>();
            found.forEach(stores::add);
            return Optional.of(stores);
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Optional.empty();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static Optional<Path> folder(Path path) throws IOException {
        try {
            boolean isFolder = Files.readAttributes(path, BasicFileAttributes.class).isDirectory();
            return isFolder ? Optional.of(path) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** The workspaces and hosts of the endpoints. */
    private static final class Needs {
        private final Set<String> workspaces = new TreeSet<>();
        private final Set<String> hosts = new TreeSet<>();
        private final List<String> problems;

        Needs(List<String> problems) {
            this.problems = problems;
        }

        void add(Path source, String url) {
            Optional<Endpoint> endpoint = Endpoint.parse(url);
            if (endpoint.isEmpty()) {
                problems.add(source + ": endpoint " + AddressText.of(url)
                        + " (expected: https and a host of Azure Monitor in a known cloud; hosts of another have to be"
                        + " allowed by hand)");
                return;
            }
            String host = endpoint.get().host();
            Cloud cloud = endpoint.get().cloud();
            Optional<String> workspace = group(WORKSPACE_HOST, host).flatMap(WorkspaceId::parse);
            if (workspace.isPresent() && !workspaces.contains(workspace.get()) && workspaces.size() == MAX_WORKSPACES) {
                problems.add(source + ": endpoint " + host + " is left out (expected: at most " + MAX_WORKSPACES
                        + " workspaces)");
                return;
            }
            workspace.ifPresent(workspaces::add);
            hosts.add(host);
            hosts.add(cloud.handlerHost("global"));
            group(REGIONAL_HOST, host).map(cloud::handlerHost).ifPresent(hosts::add);
        }

        AgentNeeds build() {
            if (hosts.isEmpty()) {
                // An agent that has no configuration yet asks here for one.
                hosts.add(Cloud.PUBLIC.handlerHost("global"));
            }
            return new AgentNeeds(NAME, workspaces, hosts, problems);
        }

        private static Optional<String> group(Pattern pattern, String host) {
            Matcher matcher = pattern.matcher(host);
            return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
        }
    }
}
