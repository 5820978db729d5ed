package org.omsgateway.policy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Decides which clients may use the gateway, by their addresses; a snapshot that never changes. */
public final class AllowedClients implements Predicate<InetAddress> {
    public static final AllowedClients ALL = new AllowedClients(List.of());

    /** By the length of addresses: the last address of each range by its first one. No two ranges overlap. */
    private final Map<Integer, NavigableMap<BigInteger, BigInteger>> ranges = new HashMap<>();

    /** @param allowed empty to allow all clients */
    public AllowedClients(Collection<AddressRange> allowed) {
        allowed.stream().sorted(Comparator.comparing(AddressRange::first)).forEach(this::add);
    }

    private void add(AddressRange range) {
        NavigableMap<BigInteger, BigInteger> ofFamily = ranges.computeIfAbsent(range.length(), any -> new TreeMap<>());
        Map.Entry<BigInteger, BigInteger> before = ofFamily.lastEntry();
        if (before != null && before.getValue().compareTo(range.first()) >= 0) {
            ofFamily.put(before.getKey(), before.getValue().max(range.last()));
        } else {
            ofFamily.put(range.first(), range.last());
        }
    }

    /** Whether the client at {@code address} is allowed. Takes logarithmic time. */
    @Override
    public boolean test(InetAddress address) {
        if (ranges.isEmpty()) {
            return true;
        }
        AddressRange client = AddressRange.single(address);
        NavigableMap<BigInteger, BigInteger> ofFamily = ranges.get(client.length());
        Map.Entry<BigInteger, BigInteger> nearest = ofFamily == null ? null : ofFamily.floorEntry(client.first());
        return nearest != null && client.first().compareTo(nearest.getValue()) <= 0;
    }
}
