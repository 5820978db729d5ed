package org.omsgateway.config;

import java.util.regex.Pattern;

/** Hides passwords in what is shown. */
final class Masking {
    static final String HIDDEN = "***";
    private static final Pattern USER_INFORMATION = Pattern.compile("^([A-Za-z]+://)?.*@", Pattern.DOTALL);

    private Masking() {}

    /** {@code address} without a user name and password before an {@code @}. */
    static String withoutUserInformation(String address) {
        return USER_INFORMATION.matcher(address).replaceFirst("$1" + HIDDEN + "@");
    }
}
