package org.omsgateway.agent;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The form of workspace ids. */
final class WorkspaceId {
    private static final Pattern GUID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private WorkspaceId() {}

    /** {@code text} in lower case, or empty if it is no workspace id. */
    static Optional<String> parse(String text) {
        return GUID.matcher(text).matches() ? Optional.of(text.toLowerCase(Locale.ROOT)) : Optional.empty();
    }
}
