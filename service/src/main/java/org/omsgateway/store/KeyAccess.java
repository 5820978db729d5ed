package org.omsgateway.store;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Who may open the registry key that holds the settings, in the security descriptor definition language.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/secauthz/ace-strings">ACE strings</a>
 */
final class KeyAccess {
    /** The SID of the service: Windows makes it of the SHA-1 of {@code OMSGATEWAYSERVICE} in UTF-16LE. */
    static final String SERVICE_SID = "S-1-5-80-1904136137-1979377742-768396267-4009604827-1382213832";
    /** Full control for Windows and its administrators, reading for the service, nothing inherited. */
    static final String RESTRICTED = "D:P(A;OICI;KA;;;SY)(A;OICI;KA;;;BA)(A;OICI;KR;;;" + SERVICE_SID + ")";

    /** Groups to which nearly every user belongs. */
    private static final Map<String, String> BROAD_GROUPS = Map.of("WD", "Everyone", "BU", "Users",
            "AU", "Authenticated Users", "IU", "Interactive", "NU", "Network", "BG", "Guests", "AN", "Anonymous",
            "AC", "All application packages");
    /** Type, flags, rights, object, inherited object and trustee. */
    private static final Pattern ALLOWING = Pattern.compile("\\(A;[^;)]*;[^;)]*;[^;)]*;[^;)]*;(\\w+)\\)");

    private KeyAccess() {}

    /** The names of the broad groups that {@code descriptor} lets in. */
    static List<String> broadGroups(String descriptor) {
        if (!descriptor.contains("D:") || descriptor.contains("D:NO_ACCESS_CONTROL")) {
            return List.of("Everyone");
        }
        return ALLOWING.matcher(descriptor).results().map(entry -> BROAD_GROUPS.get(entry.group(1)))
                .filter(group -> group != null).distinct().sorted().toList();
    }
}
