package org.omsgateway.config;

import org.omsgateway.policy.AddressText;

/** What is shown of values that may hold a password where nobody expects one. */
final class Masking {
    private static final int MAX_NAME = 64;

    private Masking() {}

    /** What precedes the first colon of {@code username}: the rest may be a password. */
    static String username(String username) {
        int colon = username.indexOf(':');
        return colon < 0 ? username : username.substring(0, colon + 1) + AddressText.HIDDEN;
    }

    /** {@code name} as far as it can be that of a setting. */
    static String name(String name) {
        int end = 0;
        while (end < name.length() && end < MAX_NAME && isOfName(name.charAt(end))) {
            end++;
        }
        return end == name.length() ? name : name.substring(0, end) + "…";
    }

    private static boolean isOfName(char c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || "_.-".indexOf(c) >= 0;
    }
}
