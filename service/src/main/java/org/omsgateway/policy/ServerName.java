package org.omsgateway.policy;

/**
 * An entry of the allowed server names: a name that the certificate of {@code host} may have in place of the host's.
 *
 * @param host in the canonical form of {@link Destination#host()}
 * @param name in the same form; perhaps with a star for its whole first label, as in certificates
 */
public record ServerName(String host, String name) {
    /**
     * Reads {@code host=name}.
     *
     * @throws IllegalArgumentException if {@code text} is anything else
     */
    public static ServerName parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw new IllegalArgumentException("no equals sign");
        }
        HostPattern host = HostPattern.parse(text.substring(0, equals));
        HostPattern name = HostPattern.parse(text.substring(equals + 1));
        if (!host.isExact() || name.isStarred()) {
            throw new IllegalArgumentException("a star that no certificate has");
        }
        return new ServerName(host.host(), name.toString());
    }

    /** The entry as in the settings. */
    @Override
    public String toString() {
        return host + "=" + name;
    }
}
