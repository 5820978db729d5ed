package org.omsgateway.cli;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The hosts that Microsoft's services need, from the table {@value #TABLE}, which names its sources. */
final class ServiceHosts {
    /** As the table names them. */
    private static final List<String> CLOUDS = List.of("Public", "USGovernment", "China");
    static final String TABLE = "service-hosts.json";
    private static final String CARRIED = "hosts";
    private static final String LOCATION = "{location}";
    private static final String WORKSPACE = "{workspace}";
    private static final String AUTOMATION = "{automation}";
    private static final Pattern REGION = Pattern.compile("[a-z0-9]{1,40}");
    private static final Pattern GUID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    /** Why a host is not among those to allow. */
    enum LeftOut {
        PLAIN_HTTP("PlainHttp",
                "needed by plain HTTP on port 80, which the gateway does not forward: allow it in the firewall"),
        ALL_CUSTOMERS("AllCustomers",
                "opens the hosts of all customers: allow only your own, such as those that events 105 name"),
        NO_PROXY("NoProxy", "used without any proxy: allow it in the firewall"),
        OPTIONAL("Optional", "for features that few machines use: allow it if they need it");

        private final String code;
        private final String text;

        LeftOut(String code, String text) {
            this.code = code;
            this.text = text;
        }

        static LeftOut of(String code) {
            return Arrays.stream(values()).filter(reason -> reason.code.equals(code)).findFirst().orElseThrow();
        }

        /** What the reason means and what to do. */
        String text() {
            return text;
        }
    }

    /**
     * A host of a service.
     *
     * @param location its place as the table names it, or as given; "" for all places
     * @param region Azure's short name of the place; "" for all places
     * @param leftOut null for a host to allow
     */
    record Entry(String service, String location, String region, String host, LeftOut leftOut) {
        Map<String, Object> toJson() {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("service", service);
            object.put("location", location);
            object.put("region", region);
            object.put("host", host);
            object.put("leftOut", leftOut == null ? null : leftOut.code);
            return object;
        }
    }

    private final Map<String, Object> table;
    private final List<String> locations;
    private final List<String> workspaces;

    /**
     * @param locations such as {@code West Europe} or {@code westeurope}
     * @throws CommandFailure if one of them cannot be a location or a workspace id
     */
    ServiceHosts(List<String> locations, List<String> workspaces) throws CommandFailure {
        this.table = table();
        this.locations = locations;
        this.workspaces = workspaces;
        for (String location : locations) {
            require(REGION.matcher(region(location)).matches(), "--location", "a region, such as westeurope");
        }
        for (String workspace : workspaces) {
            require(GUID.matcher(workspace).matches(), "--workspace-id", "a GUID");
        }
    }

    static Map<String, Object> table() {
        try (InputStream in = ServiceHosts.class.getResourceAsStream(TABLE)) {
            return JSON.std.mapFrom(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of all services. */
    static List<String> names() {
        return objects(table(), "services").stream().map(service -> (String) service.get("name")).toList();
    }

    /**
     * The hosts of a service, those that are left out included.
     *
     * @throws CommandFailure if it has none in the cloud, or needs a location or workspace that is not given
     */
    List<Entry> of(String name, String cloud) throws CommandFailure {
        Map<String, Object> service = objects(table, "services").stream()
                .filter(any -> name.equalsIgnoreCase((String) any.get("name"))).findFirst()
                .orElseThrow(() -> new CommandFailure(CommandFailure.Code.USAGE,
                        "--service: " + name + " (expected: one of " + String.join(", ", names()) + ")"));
        String known = CLOUDS.stream().filter(cloud::equalsIgnoreCase).findFirst()
                .orElseThrow(() -> new CommandFailure(CommandFailure.Code.USAGE,
                        "--cloud: " + cloud + " (expected: one of " + String.join(", ", CLOUDS) + ")"));
        Map<?, ?> hosts = (Map<?, ?>) ((Map<?, ?>) service.get("clouds")).get(known);
        if (hosts == null) {
            throw new CommandFailure(CommandFailure.Code.NOT_IN_CLOUD,
                    service.get("name") + " has no hosts in the cloud " + cloud);
        }
        List<Entry> entries = new ArrayList<>();
        for (Map.Entry<?, ?> group : hosts.entrySet()) {
            LeftOut leftOut = group.getKey().equals(CARRIED) ? null : LeftOut.of((String) group.getKey());
            for (Object host : (List<?>) group.getValue()) {
                add(entries, new Entry((String) service.get("name"), "", "", (String) host, leftOut));
            }
        }
        return entries;
    }

    private void add(List<Entry> entries, Entry template) throws CommandFailure {
        String host = template.host();
        if (host.contains(AUTOMATION)) {
            addAutomation(entries, template);
        } else if (host.contains(LOCATION)) {
            needed(locations, template, CommandFailure.Code.LOCATION_MISSING, "--location")
                    .forEach(location -> entries.add(new Entry(template.service(), location, region(location),
                            host.replace(LOCATION, region(location)), template.leftOut())));
        } else if (host.contains(WORKSPACE)) {
            needed(workspaces, template, CommandFailure.Code.WORKSPACE_MISSING, "--workspace-id")
                    .forEach(workspace -> entries.add(new Entry(template.service(), "", "",
                            host.replace(WORKSPACE, workspace.toLowerCase(Locale.ROOT)), template.leftOut())));
        } else {
            entries.add(template);
        }
    }

    /** Services of Azure Automation are in some locations only; without one, all of them are meant. */
    private void addAutomation(List<Entry> entries, Entry template) throws CommandFailure {
        List<Map<String, Object>> known = objects(table, "locations");
        for (String location : locations) {
            require(known.stream().anyMatch(place -> isAt(place, location)), "--location", "one of "
                    + String.join(", ", known.stream().map(place -> (String) place.get("name")).toList()));
        }
        known.stream()
                .filter(place -> locations.isEmpty() || locations.stream().anyMatch(given -> isAt(place, given)))
                .forEach(place -> entries.add(new Entry(template.service(), (String) place.get("name"),
                        (String) place.get("region"),
                        template.host().replace(AUTOMATION, (String) place.get("automation")), template.leftOut())));
    }

    private static boolean isAt(Map<String, Object> place, String location) {
        return region(location).equals(place.get("region")) || region(location).equals(region(
                (String) place.get("name")));
    }

    /** The left-out hosts of a location are only told of if it is given. */
    private static List<String> needed(List<String> values, Entry template, CommandFailure.Code code, String option)
            throws CommandFailure {
        if (values.isEmpty() && template.leftOut() == null) {
            throw new CommandFailure(code, template.service() + " needs " + option);
        }
        return values;
    }

    private static String region(String location) {
        return location.replace(" ", "").toLowerCase(Locale.ROOT);
    }

    private static void require(boolean isRight, String option, String expected) throws CommandFailure {
        if (!isRight) {
            throw new CommandFailure(CommandFailure.Code.USAGE, option + ": expected: " + expected);
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> objects(Map<String, Object> object, String name) {
        return (List<Map<String, Object>>) object.get(name);
    }
}
