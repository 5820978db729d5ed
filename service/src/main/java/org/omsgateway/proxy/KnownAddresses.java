package org.omsgateway.proxy;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The last good result for each name. Names that only a wildcard allows cannot push out the others. Safe for use by
 * several threads.
 */
final class KnownAddresses {
    /** As many as allowed hosts that settings can name. */
    private static final int MAX_NAMES = 32_768;
    static final int MAX_NAMES_BY_WILDCARD = 1024;

    private record Result(List<InetAddress> addresses, long nanos) {}

    /** The least recently used first. */
    private static final class Results extends LinkedHashMap<String, Result> {
        private static final long serialVersionUID = 1L;

        private final int max;

        Results(int max) {
            super(16, 0.75f, true);
            this.max = max;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Result> eldest) {
            return size() > max;
        }
    }

    private final Results exact = new Results(MAX_NAMES);
    private final Results byWildcard = new Results(MAX_NAMES_BY_WILDCARD);

    synchronized void put(String host, boolean isByWildcard, List<InetAddress> addresses, long nanos) {
        results(isByWildcard).put(host, new Result(addresses, nanos));
    }

    /** The addresses of {@code host} if the result is of {@code nanos} or later. */
    synchronized Optional<List<InetAddress>> since(String host, boolean isByWildcard, long nanos) {
        return Optional.ofNullable(results(isByWildcard).get(host))
                .filter(result -> result.nanos() - nanos > 0)
                .map(Result::addresses);
    }

    private Results results(boolean isByWildcard) {
        return isByWildcard ? byWildcard : exact;
    }
}
