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
    /** In characters, as in the setting; a longer subject matches nothing. */
    private static final int MAX_SUBJECT = 1024;
    private static final String SEPARATORS = ",=+";

    private final Set<String> workspaceIds;
    private final Set<String> allowedSubjects;

    /**
     * @param workspaceIds of the local agent; each is a GUID
     * @param allowedSubjects common names, or whole subjects in the order of event 105 or in that of OpenSSL
     */
    public ClientCertificatePolicy(Collection<String> workspaceIds, Collection<String> allowedSubjects) {
        this.workspaceIds = workspaceIds.stream().map(id -> id.toLowerCase(Locale.ROOT)).collect(toUnmodifiableSet());
        this.allowedSubjects =
                allowedSubjects.stream().map(ClientCertificatePolicy::normalize).collect(toUnmodifiableSet());
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
                && (subject.values(DistinguishedName.COMMON_NAME).anyMatch(this::isAllowed)
                        || isAllowed(subject.toString()) || isAllowed(subject.toStringInOrder()));
    }

    private boolean isAllowed(String name) {
        return name.length() <= MAX_SUBJECT && allowedSubjects.contains(normalize(name));
    }

    /** Lower case, without blanks around separators; in one pass, because the text may be untrusted. */
    private static String normalize(String text) {
        StringBuilder normal = new StringBuilder(text.length());
        int blanks = 0;
        for (char c : text.strip().toCharArray()) {
            if (Character.isWhitespace(c)) {
                blanks++;
                continue;
            }
            boolean afterSeparator = normal.isEmpty() || isSeparator(normal.charAt(normal.length() - 1));
            if (blanks > 0 && !isSeparator(c) && !afterSeparator) {
                normal.append(" ".repeat(blanks));
            }
            blanks = 0;
            normal.append(c);
        }
        return normal.toString().toLowerCase(Locale.ROOT);
    }

    private static boolean isSeparator(char c) {
        return SEPARATORS.indexOf(c) >= 0;
    }
}
