package org.omsgateway.proxy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The authentication schemes that a proxy's 407 offers (RFC 9110, section 11.7.1).
 *
 * @param schemes in the proxy's order, each once; {@link #UNKNOWN} for those that are not registered, since their names
 *     could be anything
 */
record RelayProxyChallenge(List<String> schemes) {
    static final String UNKNOWN = "an unknown scheme";
    private static final String BASIC = "Basic";
    /** The registered schemes, and NTLM. */
    private static final List<String> KNOWN = List.of(BASIC, "Bearer", "Concealed", "Digest", "DPoP", "GNAP", "HOBA",
            "Mutual", "Negotiate", "NTLM", "OAuth", "PrivateToken", "SCRAM-SHA-1", "SCRAM-SHA-256", "vapid");

    private static final String TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]++";
    /** An element of a list: what is between commas outside of quotes. Takes linear time. */
    private static final Pattern ELEMENT = Pattern.compile("(?:[^,\"\\\\]++|\"(?:[^\"\\\\]++|\\\\.)*+\"?|\\\\)++");
    /** An element that begins a challenge: a scheme that no equals sign follows, which would make it a parameter. */
    private static final Pattern CHALLENGE = Pattern.compile("[ \\t]*+(" + TOKEN + ")(?:[ \\t]++(?!=).*+)?+",
            Pattern.DOTALL);

    /** Reads the values of all {@code Proxy-Authenticate} fields, each of which may offer several schemes. */
    static RelayProxyChallenge of(List<String> fields) {
        Set<String> schemes = new LinkedHashSet<>();
        for (String field : fields) {
            ELEMENT.matcher(field).results().forEach(element -> {
                Matcher challenge = CHALLENGE.matcher(element.group());
                if (challenge.matches()) {
                    schemes.add(known(challenge.group(1)));
                }
            });
        }
        return new RelayProxyChallenge(new ArrayList<>(schemes));
    }

    /** What the proxy offers and what that means, as the rest of a sentence. */
    String explained(boolean hasCredential) {
        if (schemes.isEmpty()) {
            return "it names no scheme by which to authenticate";
        }
        String offer = "it offers " + String.join(", ", schemes);
        if (!schemes.contains(BASIC)) {
            return offer + ", none of which this gateway can use (it can use Basic)";
        }
        return offer + (hasCredential
                ? "; it has refused RelayProxyUsername and RelayProxyPassword"
                : "; for Basic, RelayProxyUsername and RelayProxyPassword have to be set");
    }

    private static String known(String scheme) {
        return KNOWN.stream().filter(scheme::equalsIgnoreCase).findFirst().orElse(UNKNOWN);
    }
}
