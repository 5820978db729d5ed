package org.omsgateway.policy;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toUnmodifiableList;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.omsgateway.x509.CertificateNames;

/** Decides which certificates a host may have: those for the host, and those that the administrator has allowed. */
public final class ServerNamePolicy implements BiPredicate<String, CertificateNames> {
    private final Map<String, List<String>> namesByHost;

    public ServerNamePolicy(Collection<ServerName> allowed) {
        namesByHost = allowed.stream()
                .collect(groupingBy(ServerName::host, mapping(ServerName::name, toUnmodifiableList())));
    }

    @Override
    public boolean test(String host, CertificateNames names) {
        return names.covers(host) || namesByHost.getOrDefault(host, List.of()).stream().anyMatch(names::covers);
    }
}
