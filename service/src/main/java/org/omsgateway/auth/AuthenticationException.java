package org.omsgateway.auth;

/** The reason why a scheme cannot authenticate the gateway. The message is for administrators and holds no token. */
public final class AuthenticationException extends Exception {
    private static final long serialVersionUID = 1L;

    /** The reasons, and what to check. */
    public enum Reason {
        ACCOUNT_LOCKED("the account is disabled, locked or expired; check the account"),
        ACCOUNT_UNKNOWN("the KDC does not know the account; check the user name and its realm"),
        BUSY("too many handshakes wait for the KDC; check that this computer reaches it"),
        CLOCK("the clocks differ too much; check the time of this computer, the KDC and the relay proxy"),
        CLOSED("the relay proxy closed the connection between the rounds, but the handshake needs one connection;"
                + " check that the relay proxy allows persistent connections"),
        ENCRYPTION("the KDC and this computer have no encryption type in common; check the types of the account and"
                + " of the service"),
        EXPIRED("the Kerberos ticket has expired; check what renews it, such as kinit or k5start"),
        GARBAGE("the relay proxy's token makes no sense; check the relay proxy"),
        INTERNAL("the operating system reported an error without further words; check its logs"),
        NO_CREDENTIAL("there is no credential to begin with; check the account of the service, the credentials cache or"
                + " the keytab"),
        NO_KDC("no KDC answers; check the realm, the names of the KDCs, and that this computer reaches them"),
        PASSWORD("the password is wrong; check the user name and the password"),
        PASSWORD_EXPIRED("the password has expired; check the account"),
        REFUSED("the relay proxy refused the handshake; check that it allows the account, and that its keytab and the"
                + " SPN belong together"),
        REFUSED_PASSWORD("it has refused RelayProxyUsername and RelayProxyPassword"),
        ROUNDS("the handshake has no end; check the relay proxy"),
        SCHEME_GONE("the relay proxy no longer offered the scheme after the handshake had begun; check the relay"
                + " proxy"),
        SLOW("the handshake did not end in time; check that this computer reaches the KDC"),
        SPN("the KDC does not know the SPN; check that the SPN belongs to the relay proxy's account, and that"
                + " RelayProxyAddress is the relay proxy's DNS name instead of an address or alias");

        private final String text;

        Reason(String text) {
            this.text = text;
        }
    }

    private final Reason reason;

    /** @param code of the operating system or the KDC; empty if there is none */
    AuthenticationException(Reason reason, String code) {
        // No stack trace, because this failure is expected, and frequent while a KDC is down.
        super(code.isEmpty() ? reason.text : reason.text + " (" + code + ")", null, false, false);
        this.reason = reason;
    }

    public AuthenticationException(Reason reason) {
        this(reason, "");
    }

    public Reason reason() {
        return reason;
    }
}
