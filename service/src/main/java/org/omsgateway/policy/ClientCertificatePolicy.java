package org.omsgateway.policy;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.omsgateway.x509.DistinguishedName;

/**
 * Decides which clients may present a certificate: agents of the local agent's workspaces, and clients that the
 * administrator has allowed. Letter case never matters. Safe for use by several threads.
 */
public final class ClientCertificatePolicy implements Predicate<DistinguishedName> {
    private final Set<String> workspaceIds;
    private final Set<AllowedSubject> allowedSubjects;

    /** @param workspaceIds of the local agent; each is a GUID */
    public ClientCertificatePolicy(Collection<String> workspaceIds, Collection<AllowedSubject> allowedSubjects) {
        this.workspaceIds = workspaceIds.stream().map(id -> id.toLowerCase(Locale.ROOT)).collect(toUnmodifiableSet());
        this.allowedSubjects = Set.copyOf(allowedSubjects);
    }

    /**
     * Whether any common name or domain component of {@code subject} is a workspace, or the subject or one of its
     * common names is an allowed one. Agents put the workspace in either attribute, at different places.
     */
    @Override
    public boolean test(DistinguishedName subject) {
        return Stream.of(DistinguishedName.COMMON_NAME, DistinguishedName.DOMAIN_COMPONENT)
                        .flatMap(subject::values)
                        .anyMatch(value -> workspaceIds.contains(value.toLowerCase(Locale.ROOT)))
                || !allowedSubjects.isEmpty()
                && AllowedSubject.allowing(subject).anyMatch(allowedSubjects::contains);
    }
}
