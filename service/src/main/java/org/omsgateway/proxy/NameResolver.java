package org.omsgateway.proxy;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Turns host names into addresses. */
@FunctionalInterface
public interface NameResolver {
    /**
     * Looks {@code host} up without blocking the caller.
     *
     * @return the addresses in the order to try them, at least one; fails with {@link java.net.UnknownHostException}
     *     or {@link DialException}. May complete on any thread. Cancel the future when nobody waits for the addresses
     *     any more.
     */
    CompletableFuture<List<InetAddress>> resolve(String host, Requester requester);
}
