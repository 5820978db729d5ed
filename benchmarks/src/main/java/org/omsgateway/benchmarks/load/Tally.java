package org.omsgateway.benchmarks.load;

/**
 * The bytes of each agent as one side saw them, without the exchange with the proxy. Not safe for use by several
 * threads at once.
 */
final class Tally {
    /** The largest fleet: two sockets for each agent, in a process with 20,000 descriptors. */
    static final int MAX_AGENTS = 9_500;

    private final long[] up = new long[MAX_AGENTS];
    private final long[] down = new long[MAX_AGENTS];
    private long unknown;

    void add(int agent, long upBytes, long downBytes) {
        up[agent] += upBytes;
        down[agent] += downBytes;
    }

    /** Bytes of a connection that ended before the agent was known. */
    void addUnknown(long bytes) {
        unknown += bytes;
    }

    /** Bytes of all agents in both directions. */
    long total() {
        long total = unknown;
        for (int agent = 0; agent < MAX_AGENTS; agent++) {
            total += up[agent] + down[agent];
        }
        return total;
    }

    /** The difference of the two, added up over all agents: 0 if every byte is accounted for. */
    long difference(Tally other) {
        long difference = Math.abs(unknown - other.unknown);
        for (int agent = 0; agent < MAX_AGENTS; agent++) {
            difference += Math.abs(up[agent] - other.up[agent]) + Math.abs(down[agent] - other.down[agent]);
        }
        return difference;
    }
}
