package org.omsgateway.proxy;

import java.util.List;

/**
 * The proxies through which a request has come (RFC 9110, section 7.6.3). Each gateway adds its pseudonym, and refuses
 * a request that has it already, so that gateways in a ring pass a request on only once.
 */
public final class Via {
    /** Of a request that has come through no proxy. */
    public static final Via NONE = new Via(List.of(), "1.1");

    private static final int MAX_HOPS = 16;
    /** In characters. */
    private static final int MAX_LENGTH = 1024;

    /** Cut off where it is too long, so that a request keeps little memory. */
    private final String hops;
    private final String received;

    /**
     * @param fields the values of all {@code Via} fields, in their order
     * @param received the protocol of the request, such as {@code 1.1}
     */
    Via(List<String> fields, String received) {
        String all = String.join(", ", fields);
        this.hops = all.substring(0, Math.min(all.length(), MAX_LENGTH + 1));
        this.received = received;
    }

    /**
     * The field's value for the next proxy.
     *
     * @param pseudonym of this gateway
     * @throws DialException if the request has come through this gateway already, or may not be passed on for another
     *     reason: too many hops, too long, or characters that no field has
     */
    String passedOnBy(String pseudonym) throws DialException {
        if (hops.contains(pseudonym)) {
            throw DialException.refusedHere("loop: the relay proxy leads back to this gateway");
        }
        if (!hops.chars().allMatch(c -> c >= ' ' && c < 0x7f || c >= 0x80 && c <= 0xff || c == '\t')) {
            throw DialException.refusedHere("the request's Via is malformed");
        }
        String passedOn = (hops.isBlank() ? "" : hops + ", ") + received + " " + pseudonym;
        if (count(passedOn) > MAX_HOPS || passedOn.length() > MAX_LENGTH) {
            throw DialException.refusedHere("perhaps a loop: the request's Via has more than " + (MAX_HOPS - 1)
                    + " proxies, or is too long");
        }
        return passedOn;
    }

    /** The elements of a list; commas in comments do not separate, and empty elements do not count. */
    private static int count(String list) {
        int elements = 0;
        int depth = 0;
        boolean begun = false;
        for (int i = 0; i < list.length(); i++) {
            char c = list.charAt(i);
            if (c == ',' && depth == 0) {
                begun = false;
                continue;
            }
            if (!begun && c != ' ' && c != '\t') {
                begun = true;
                elements++;
            }
            if (c == '\\' && depth > 0) {
                i++;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && depth > 0) {
                depth--;
            }
        }
        return elements;
    }
}
