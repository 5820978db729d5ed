package org.omsgateway.policy;

import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/** Decides which clients may use the gateway, by their addresses; a snapshot that never changes. */
public final class AllowedClients implements Predicate<InetAddress> {
    public static final AllowedClients ALL = new AllowedClients(List.of());

    private final AddressRanges allowed;

    /** @param allowed empty to allow all clients */
    public AllowedClients(Collection<AddressRange> allowed) {
        this.allowed = new AddressRanges(allowed);
    }

    /** Whether the client at {@code address} is allowed. Takes logarithmic time. */
    @Override
    public boolean test(InetAddress address) {
        return allowed.isEmpty() || allowed.contain(address);
    }
}
