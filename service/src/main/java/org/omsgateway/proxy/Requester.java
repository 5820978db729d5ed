package org.omsgateway.proxy;

import java.net.InetSocketAddress;
import java.net.SocketAddress;

/**
 * For whom a name is looked up. The look-ups of one requester take only a share of the resolver's threads.
 *
 * @param client a client as {@link ClientConnections#client} tells clients apart
 * @param byWildcard whether only a wildcard allows the name, so that the client may invent any number of such names
 */
public record Requester(Object client, boolean byWildcard) {
    /** The gateway itself, which looks up names from its settings. */
    public static final Requester GATEWAY = new Requester("the gateway", false);

    static Requester of(SocketAddress client, boolean byWildcard) {
        return new Requester(client instanceof InetSocketAddress inet
                ? ClientConnections.client(inet.getAddress()) : client, byWildcard);
    }
}
