package org.omsgateway.policy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What may be shown of a text that should be an address and may hold a password or a key instead. */
public final class AddressText {
    /** Takes the place of what is not shown. */
    public static final String HIDDEN = "***";

    private static final String HOST = "(?:[\\p{L}\\p{M}\\p{N}*._-]{1,253}+|\\[[0-9A-Fa-f:.]{2,45}])";
    private static final String PORT = ":[0-9]{1,5}";
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f]*+:[0-9A-Fa-f]*+:[0-9A-Fa-f:.]{0,45}");
    private static final Pattern ADDRESS = Pattern.compile("((?:(?:https?|wss?|ftp|socks(?:4a?|5h?)?)://)?" + HOST
            + "(?:" + PORT + ")?)([/?#].*)?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    /** The sign behind user information, also percent-encoded, however often. */
    private static final Pattern USER_INFORMATION_SIGN = Pattern.compile("@|%(?:25)*+40");

    private AddressText() {}

    /**
     * Scheme, host and port of {@code text}, as far as it has them; of any text of another form, and of one with user
     * information, the length alone. Takes linear time.
     */
    public static String of(String text) {
        Matcher address = ADDRESS.matcher(text);
        if (IPV6.matcher(text).matches()) {
            return text;
        }
        if (!address.matches() || USER_INFORMATION_SIGN.matcher(text).find()) {
            return lengthOf(text);
        }
        String rest = address.group(2);
        return address.group(1) + (rest == null ? "" : rest.equals("/") ? "/" : "/" + HIDDEN);
    }

    /** How long {@code text} is, and nothing else of it. */
    public static String lengthOf(String text) {
        return HIDDEN + " (" + text.length() + " characters)";
    }
}
