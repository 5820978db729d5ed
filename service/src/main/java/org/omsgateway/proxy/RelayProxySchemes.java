package org.omsgateway.proxy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omsgateway.auth.AuthenticationException;
import org.omsgateway.auth.Handshake;
import org.omsgateway.auth.RelayAuthenticator;
import org.omsgateway.config.AuthenticationScheme;

/** What a relay proxy has offered during one {@link RelayProxyConversation}, and what has come of it. */
final class RelayProxySchemes {
    private final RelayAuthenticator authenticator;
    private final Map<AuthenticationScheme, String> failures = new EnumMap<>(AuthenticationScheme.class);
    private Optional<RelayProxyChallenge> last = Optional.empty();

    RelayProxySchemes(RelayAuthenticator authenticator) {
        this.authenticator = authenticator;
    }

    void offer(RelayProxyChallenge challenge) {
        last = Optional.of(challenge);
    }

    boolean isOffered() {
        return last.isPresent();
    }

    List<String> offered() {
        return last.map(RelayProxyChallenge::schemes).orElse(List.of());
    }

    void fail(Handshake handshake, AuthenticationException reason) {
        failures.put(handshake.scheme(), handshake.description() + ": " + reason.getMessage());
    }

    boolean hasFailures() {
        return !failures.isEmpty();
    }

    /** The strongest scheme of the last offer that can be used and has not failed. */
    Optional<AuthenticationScheme> next() {
        return offeredSchemes().stream()
                .filter(scheme -> !failures.containsKey(scheme) && authenticator.obstacle(scheme).isEmpty())
                .findFirst();
    }

    /** Why no scheme has opened the tunnel, as the rest of a sentence. */
    String explanation() {
        if (offered().isEmpty() && failures.isEmpty()) {
            return "it names no scheme by which to authenticate";
        }
        List<String> parts = new ArrayList<>();
        parts.add(offered().isEmpty() ? "it names no other scheme" : "it offers " + String.join(", ", offered()));
        parts.addAll(failures.values());
        for (AuthenticationScheme scheme : offeredSchemes()) {
            if (!failures.containsKey(scheme)) {
                authenticator.obstacle(scheme).ifPresent(parts::add);
            }
        }
        if (offeredSchemes().isEmpty() && failures.isEmpty()) {
            parts.add("none of these is Negotiate, NTLM or Basic, which this gateway can use");
        }
        return String.join("; ", parts);
    }

    private List<AuthenticationScheme> offeredSchemes() {
        return last.map(challenge -> Arrays.stream(AuthenticationScheme.values()).filter(challenge::offers).toList())
                .orElse(List.of());
    }
}
