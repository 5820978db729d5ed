package org.omsgateway.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A pattern of the allowed hosts that opens the hosts of more than one organization.
 *
 * @param suffix what all its hosts end with, without a dot in front
 * @param services whose customers have hosts below the suffix; empty if anybody may have one
 */
public record WidePattern(HostPattern pattern, String suffix, List<String> services) {
    /** Registries of a country keep names for everybody below these labels: {@code co.uk}. */
    private static final Pattern OF_COUNTRY =
            Pattern.compile("(?:ac|co|com|edu|go|gob|gov|gv|ne|net|nom|or|org)\\.[a-z]{2}");
    /** Domains below which each customer of a service chooses names. */
    private static final Map<String, String> SHARED = new TreeMap<>(Map.ofEntries(
            Map.entry("azure-api.net", "Azure API Management"),
            Map.entry("azure-devices.net", "Azure IoT Hub"),
            Map.entry("azurecontainer.io", "Azure Container Instances"),
            Map.entry("azurecr.io", "Azure Container Registry"),
            Map.entry("azureedge.net", "Azure Content Delivery Network"),
            Map.entry("azurefd.net", "Azure Front Door"),
            Map.entry("azurestaticapps.net", "Azure Static Web Apps"),
            Map.entry("azurewebsites.net", "Azure App Service"),
            Map.entry("blob.core.chinacloudapi.cn", "Azure Blob Storage"),
            Map.entry("blob.core.usgovcloudapi.net", "Azure Blob Storage"),
            Map.entry("blob.core.windows.net", "Azure Blob Storage"),
            Map.entry("cloudapp.azure.com", "Azure Virtual Machines"),
            Map.entry("cloudapp.net", "Azure Cloud Services"),
            Map.entry("database.windows.net", "Azure SQL Database"),
            Map.entry("dfs.core.windows.net", "Azure Data Lake Storage"),
            Map.entry("documents.azure.com", "Azure Cosmos DB"),
            Map.entry("file.core.windows.net", "Azure Files"),
            Map.entry("gw.arc.azure.com", "Azure Arc gateway"),
            Map.entry("queue.core.windows.net", "Azure Queue Storage"),
            Map.entry("search.windows.net", "Azure AI Search"),
            Map.entry("servicebus.chinacloudapi.cn", "Azure Service Bus"),
            Map.entry("servicebus.usgovcloudapi.net", "Azure Service Bus"),
            Map.entry("servicebus.windows.net", "Azure Service Bus"),
            Map.entry("table.core.windows.net", "Azure Table Storage"),
            Map.entry("trafficmanager.net", "Azure Traffic Manager"),
            Map.entry("vault.azure.net", "Azure Key Vault"),
            Map.entry("web.core.windows.net", "Azure Blob Storage"),
            Map.entry("amazonaws.com", "Amazon Web Services"),
            Map.entry("appspot.com", "Google App Engine"),
            Map.entry("cloudfront.net", "Amazon CloudFront"),
            Map.entry("github.io", "GitHub Pages"),
            Map.entry("googleapis.com", "Google Cloud"),
            Map.entry("workers.dev", "Cloudflare Workers")));

    /** What {@code pattern} opens if it opens the hosts of more than one organization. */
    public static Optional<WidePattern> of(HostPattern pattern) {
        if (pattern.isExact()) {
            return Optional.empty();
        }
        String suffix = pattern.anyBelow() ? pattern.host() : pattern.suffix();
        if (suffix.indexOf('.') < 0 || OF_COUNTRY.matcher(suffix).matches()) {
            return Optional.of(new WidePattern(pattern, suffix, List.of()));
        }
        Set<String> services = SHARED.entrySet().stream()
                .filter(shared -> shared.getKey().equals(suffix) || shared.getKey().endsWith("." + suffix))
                .map(Map.Entry::getValue).collect(Collectors.toCollection(TreeSet::new));
        // A star beside letters, as in azgn*, opens only the names that begin or end with them.
        return services.isEmpty() || !pattern.anyBelow() ? Optional.empty()
                : Optional.of(new WidePattern(pattern, suffix, List.copyOf(services)));
    }

    /** What the pattern opens, as a sentence without its full stop. */
    @Override
    public String toString() {
        return services.isEmpty() ? pattern + " allows every host below " + suffix + ", whoever has it"
                : pattern + " allows the hosts of all customers of " + String.join(", ", services);
    }
}
