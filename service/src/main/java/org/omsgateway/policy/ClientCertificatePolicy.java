package org.omsgateway.policy;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.omsgateway.tls.DistinguishedName;

/**
 * Which clients may present a certificate: the agents of the local agent's workspaces and those whom the administrator
 * has allowed. Letter case never matters. Safe for any thread.
 */
public final class ClientCertificatePolicy implements Predicate<DistinguishedName> {
    private static final Pattern SEPARATOR = Pattern.compile("\\s*([,=+])\\s*");

    private final Set<String> workspaceIds;
    private final Set<String> allowedSubjects;

    /**
     * @param workspaceIds of the local agent; each is a GUID
     * @param allowedSubjects common names, or whole subjects in either order as an event 105 or OpenSSL shows them
     */
    public ClientCertificatePolicy(Collection<String> workspaceIds, Collection<String> allowedSubjects) {
        this.workspaceIds = workspaceIds.stream().map(id -> id.toLowerCase(Locale.ROOT)).collect(toUnmodifiableSet());
        this.allowedSubjects =
                allowedSubjects.stream().map(ClientCertificatePolicy::normalize).collect(toUnmodifiableSet());
    }

    /**
     * Whether any common name or domain component of {@code subject} is a workspace, or the subject or one of its common
     * names is an allowed one. Agents put the workspace in either, at different places.
     */
    @Override
    public boolean test(DistinguishedName subject) {
        return Stream.of(DistinguishedName.COMMON_NAME, DistinguishedName.DOMAIN_COMPONENT)
                        .flatMap(subject::values)
                        .anyMatch(value -> workspaceIds.contains(value.toLowerCase(Locale.ROOT)))
                || Stream.concat(
                                subject.values(DistinguishedName.COMMON_NAME),
                                Stream.of(subject.toString(), subject.toStringInOrder()))
                        .anyMatch(name -> allowedSubjects.contains(normalize(name)));
    }

    private static String normalize(String text) {
        return SEPARATOR.matcher(text.strip()).replaceAll("$1").toLowerCase(Locale.ROOT);
    }
}
