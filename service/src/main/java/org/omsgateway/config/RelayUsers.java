package org.omsgateway.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The user names in {@code RelayProxyCredentials}, which may be shown. */
public final class RelayUsers {
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
}
