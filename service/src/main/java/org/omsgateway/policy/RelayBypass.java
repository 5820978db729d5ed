package org.omsgateway.policy;

import java.net.InetAddress;
import java.util.Collection;
import java.util.List;

/** Decides which destinations are dialled without a relay proxy; a snapshot that never changes. */
public final class RelayBypass {
    /** What {@link #parse} accepts, for error messages. */
    public static final String EXPECTED = "a host name, *.suffix, a name with one star in its first label, an IP"
            + " address, a CIDR block such as 10.1.0.0/16, a range such as 10.1.0.5-10.1.0.9, or <local> for names"
            + " without a dot";

    private final boolean localNames;
    private final HostPatterns hosts;
    private final AddressRanges addresses;

    public RelayBypass(Collection<BypassEntry> entries) {
        localNames = entries.contains(BypassEntry.Names.LOCAL);
        hosts = new HostPatterns(only(HostPattern.class, entries));
        addresses = new AddressRanges(only(AddressRange.class, entries));
    }

    /** @throws IllegalArgumentException if {@code text} is no entry */
    public static BypassEntry parse(String text) {
        if (text.equalsIgnoreCase(BypassEntry.Names.LOCAL.toString())) {
            return BypassEntry.Names.LOCAL;
        }
        try {
            return AddressRange.parse(text);
        } catch (IllegalArgumentException noAddresses) {
            return HostPattern.parse(text);
        }
    }

    private static <T> List<T> only(Class<T> type, Collection<BypassEntry> entries) {
        return entries.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** Whether the destination's name alone says that no relay proxy leads there. */
    public boolean matchesName(Destination destination) {
        String host = destination.host();
        return hosts.match(host) || localNames && host.indexOf('.') < 0 && !destination.isAddress();
    }

    /** Whether addresses matter, so that names must be looked up. */
    public boolean hasAddresses() {
        return !addresses.isEmpty();
    }

    /** Whether no relay proxy leads to a destination with these addresses: one of them is enough. */
    public boolean matchesAny(Collection<InetAddress> addresses) {
        return addresses.stream().anyMatch(this.addresses::contain);
    }
}
