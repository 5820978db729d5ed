package org.omsgateway.policy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A set of addresses that never changes. */
final class AddressRanges {
    /** By the length of addresses: the last address of each range by its first one. No two ranges overlap. */
    private final Map<Integer, NavigableMap<BigInteger, BigInteger>> ranges = new HashMap<>();

    AddressRanges(Collection<AddressRange> ranges) {
        ranges.stream().sorted(Comparator.comparing(AddressRange::first)).forEach(this::add);
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

    boolean isEmpty() {
        return ranges.isEmpty();
    }

    /** Whether {@code address} is in one of the ranges. Takes logarithmic time. */
    boolean contain(InetAddress address) {
        AddressRange single = AddressRange.single(address);
        NavigableMap<BigInteger, BigInteger> ofFamily = ranges.get(single.length());
        Map.Entry<BigInteger, BigInteger> nearest = ofFamily == null ? null : ofFamily.floorEntry(single.first());
        return nearest != null && single.first().compareTo(nearest.getValue()) <= 0;
    }
}
