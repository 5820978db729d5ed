package org.omsgateway.proxy;

import io.netty.resolver.HostsFileEntriesProvider;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Leaves out addresses to which a name must not lead, whoever controls the name's DNS zone: this machine itself, and
 * the services of its network that trust every neighbour, such as a cloud's metadata service. A loopback address is
 * good only for a name that is allowed as such and that this machine's own hosts file (or RFC 6761) maps to loopback.
 * An administrator who allows an address itself means that address, so this class does not concern it.
 */
final class DialableAddresses {
    private static final String LOCALHOST = "localhost";

    private final Callable<HostsFileEntriesProvider> hostsFile;

    DialableAddresses() {
        this(() -> HostsFileEntriesProvider.parser().parse());
    }

    DialableAddresses(Callable<HostsFileEntriesProvider> hostsFile) {
        this.hostsFile = hostsFile;
    }

    /**
     * Asks the operating system.
     *
     * @throws java.net.UnknownHostException if the name cannot be resolved
     * @throws DialException if the name leads only to addresses that must not be dialled
     */
    List<InetAddress> lookUp(String host, boolean byWildcard) throws Exception {
        return check(host, byWildcard, List.of(InetAddress.getAllByName(host)));
    }

    /** Those of {@code addresses} that may be dialled for {@code host}. */
    List<InetAddress> check(String host, boolean byWildcard, List<InetAddress> addresses) throws Exception {
        List<InetAddress> good = new ArrayList<>(addresses.size());
        for (InetAddress address : addresses) {
            if (address.isLoopbackAddress() ? !byWildcard && isLocal(host, address) : kind(address).isEmpty()) {
                good.add(address);
            }
        }
        if (good.isEmpty()) {
            InetAddress address = addresses.get(0);
            throw DialException.notConnected("the name " + host + " leads to " + address.getHostAddress() + ", "
                    + kind(address).orElse("a loopback address that this machine's hosts file does not"
                            + " give this name"));
        }
        return good;
    }

    private static Optional<String> kind(InetAddress address) {
        if (address.isLinkLocalAddress()) {
            return Optional.of("a link-local address");
        }
        if (address.isAnyLocalAddress() || address instanceof Inet4Address && address.getAddress()[0] == 0) {
            return Optional.of("an unspecified address");
        }
        return address.isMulticastAddress() ? Optional.of("a multicast address") : Optional.empty();
    }

    private boolean isLocal(String host, InetAddress address) throws Exception {
        if (host.equals(LOCALHOST)) {
            return true;
        }
        HostsFileEntriesProvider entries = hostsFile.call();
        return entries.ipv4Entries().getOrDefault(host, List.of()).contains(address)
                || entries.ipv6Entries().getOrDefault(host, List.of()).contains(address);
    }
}
