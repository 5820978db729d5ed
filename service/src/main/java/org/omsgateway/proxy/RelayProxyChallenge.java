package org.omsgateway.proxy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.omsgateway.config.AuthenticationScheme;

/**
 * The authentication schemes that a proxy's 407 offers (RFC 9110, section 11.7.1).
 *
 * @param tokens the token of each scheme, "" if it has none; in the proxy's order; {@link #UNKNOWN} for schemes that
 *     are not registered, since their names could be anything
 */
record RelayProxyChallenge(Map<String, String> tokens) {
    static final String UNKNOWN = "an unknown scheme";
    /** The registered schemes, and NTLM. */
    private static final List<String> KNOWN = List.of("Basic", "Bearer", "Concealed", "Digest", "DPoP", "GNAP", "HOBA",
            "Mutual", "Negotiate", "NTLM", "OAuth", "PrivateToken", "SCRAM-SHA-1", "SCRAM-SHA-256", "vapid");

    private static final String TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]++";
    /** An element of a list: what is between commas outside of quotes. Takes linear time. */
    private static final Pattern ELEMENT = Pattern.compile("(?:[^,\"\\\\]++|\"(?:[^\"\\\\]++|\\\\.)*+\"?|\\\\)++");
    /** An element that begins a challenge: a scheme that no equals sign follows, which would make it a parameter. */
    private static final Pattern CHALLENGE = Pattern.compile("[ \\t]*+(" + TOKEN + ")(?:[ \\t]++((?!=).*+))?+",
            Pattern.DOTALL);

    /** Reads the values of all {@code Proxy-Authenticate} fields, each of which may offer several schemes. */
    static RelayProxyChallenge of(List<String> fields) {
        Map<String, String> tokens = new LinkedHashMap<>();
        for (String field : fields) {
            ELEMENT.matcher(field).results().forEach(element -> {
                Matcher challenge = CHALLENGE.matcher(element.group());
                if (challenge.matches()) {
                    String token = challenge.group(2) == null ? "" : challenge.group(2).strip();
                    tokens.merge(known(challenge.group(1)), token, (first, next) -> first.isEmpty() ? next : first);
                }
            });
        }
        return new RelayProxyChallenge(tokens);
    }

    List<String> schemes() {
        return List.copyOf(tokens.keySet());
    }

    boolean offers(AuthenticationScheme scheme) {
        return tokens.containsKey(scheme.toString());
    }

    /** What the proxy answers to the last token of {@code scheme}; "" if it begins anew, or does not offer it. */
    String token(AuthenticationScheme scheme) {
        return tokens.getOrDefault(scheme.toString(), "");
    }

    /** The tokens are never shown. */
    @Override
    public String toString() {
        return schemes().toString();
    }

    private static String known(String scheme) {
        return KNOWN.stream().filter(scheme::equalsIgnoreCase).findFirst().orElse(UNKNOWN);
    }
}
