package org.omsgateway.proxy;

import org.omsgateway.policy.Destination;

/**
 * What to dial, and for whom.
 *
 * @param via the proxies that the request has come through, which matter if it is passed on to a further one
 * @param attempts told of the relay proxies that the dial uses
 */
public record DialRequest(Destination destination, Requester requester, Via via, RelayAttempts attempts) {
    /** A request that has come through no proxy. */
    public static DialRequest of(Destination destination, Requester requester) {
        return new DialRequest(destination, requester, Via.NONE, RelayAttempts.UNWATCHED);
    }
}
