package org.omsgateway.auth;

import java.time.Duration;
import java.util.function.UnaryOperator;
import org.omsgateway.config.AuthenticationScheme;
import org.omsgateway.config.RelayProxy;

/** Negotiate and NTLM of any number of rounds, since NTLM is on Windows only. */
public final class StandIn {
    private StandIn() {}

    /**
     * Authenticates with {@code relay}.
     *
     * @param tokens makes the token for a token of the relay proxy, which is empty at the beginning
     */
    public static RelayAuthenticator authenticator(RelayProxy relay, UnaryOperator<byte[]> tokens, Duration patience) {
        return new RelayAuthenticator(relay, new Mechanism() {
            @Override
            public boolean has(AuthenticationScheme scheme) {
                return scheme != AuthenticationScheme.BASIC;
            }

            @Override
            public Exchange begin(AuthenticationScheme scheme, String host) {
                return exchange(tokens);
            }

            @Override
            public void refresh() {
                // Its credentials do not expire.
            }
        }, patience, System::nanoTime);
    }

    private static Exchange exchange(UnaryOperator<byte[]> tokens) {
        return new Exchange() {
            @Override
            public byte[] next(byte[] challenge) {
                return tokens.apply(challenge);
            }

            @Override
            public String account() {
                return "agent";
            }

            @Override
            public void close() {
                // There is nothing to give back.
            }
        };
    }
}
