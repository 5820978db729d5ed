package org.omsgateway.config;

/** The schemes by which the gateway can authenticate with a relay proxy (RFC 9110, section 11), the strongest first. */
public enum AuthenticationScheme {
    /** Kerberos, or NTLM where that is not possible (RFC 4559). */
    NEGOTIATE("Negotiate"),
    /** The same handshake as in Negotiate, without Kerberos. */
    NTLM("NTLM"),
    /** User name and password in the clear (RFC 7617). */
    BASIC("Basic");

    private final String text;

    AuthenticationScheme(String text) {
        this.text = text;
    }

    /** The name in {@code Proxy-Authenticate}. */
    @Override
    public String toString() {
        return text;
    }
}
