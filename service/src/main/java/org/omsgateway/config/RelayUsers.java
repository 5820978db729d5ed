package org.omsgateway.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The user names in {@code RelayProxyCredentials}, which may be shown. */
public final class RelayUsers {
    private static final Pattern TEXT = Pattern.compile("[^=]+=[^:]+");

    private RelayUsers() {}

    /** By the relay proxy's address as in {@code RelayProxyAddress}; what is wrong in {@code stored} is left out. */
    public static Map<String, String> of(StoredSettings stored) {
        List<String> credentials = Setting.RELAY_PROXY_CREDENTIALS.split(stored.texts(Setting.RELAY_PROXY_CREDENTIALS));
        Map<String, String> users = new LinkedHashMap<>();
        for (String address : Setting.RELAY_PROXY_ADDRESS.split(stored.texts(Setting.RELAY_PROXY_ADDRESS))) {
            for (String credential : credentials) {
                try {
                    RelayCredential own = Syntax.relayCredential().parse(credential);
                    if (own.isOf(Syntax.relayProxy().parse(address))) {
                        users.putIfAbsent(address, own.credential().username());
                    }
                } catch (IllegalArgumentException wrong) {
                    // Whoever asks for the settings in force is told.
                }
            }
        }
        return users;
    }

    /** The same as the texts {@code proxy=user}, which are in exported settings in the place of credentials. */
    public static List<String> texts(StoredSettings stored) {
        return of(stored).entrySet().stream().map(user -> user.getKey() + "=" + user.getValue()).toList();
    }

    /** Whether {@code text} is such a text, and no credential, not even a wrong one. */
    public static boolean isText(String text) {
        return TEXT.matcher(text).matches();
    }
}
