package org.omsgateway.perfcounters;

/** The performance counters of the object {@value #OBJECT_NAME}, with the names that monitoring rules use. */
public enum GatewayCounter {
    ACTIVE_CLIENT_CONNECTION("Active Client Connection", Type.VALUE,
            "Number of active client network (TCP) connections"),
    CONNECTED_CLIENT("Connected Client", Type.VALUE, "Number of connected clients"),
    ERROR_COUNT("Error Count", Type.VALUE, "Number of errors since the service started"),
    REJECTION_COUNT("Rejection Count", Type.VALUE,
            "Number of rejections due to any TLS validation error since the service started"),
    TUNNELS_OPENED("Tunnels Opened/sec", Type.RATE, "Tunnels opened per second"),
    TUNNELS_REFUSED("Tunnels Refused/sec", Type.RATE,
            "Requests refused per second, because the gateway does not allow or understand them"),
    TUNNELS_FAILED("Tunnels Failed/sec", Type.RATE,
            "Tunnels per second that ended without an accepted TLS handshake, or with a reset by the server"),
    HANDSHAKES_IN_PROGRESS("Handshakes In Progress", Type.VALUE, "Number of tunnels amid their TLS handshake"),
    BYTES_FROM_CLIENTS("Bytes From Clients/sec", Type.RATE, "Bytes per second forwarded from clients to servers"),
    BYTES_TO_CLIENTS("Bytes To Clients/sec", Type.RATE, "Bytes per second forwarded from servers to clients"),
    DIAL_MILLISECONDS("Average Dial Milliseconds", Type.AVERAGE,
            "Average time in milliseconds until a server or the relay proxy was reached"),
    DIALS("Dials", Type.BASE, "Number of attempts to reach a server, for the average"),
    DIAL_FAILURES("Dial Failures", Type.VALUE,
            "Number of attempts to reach a server that failed since the service started"),
    RELAY_PROXY_FAILURES("Relay Proxy Failures", Type.VALUE,
            "Number of attempts through the relay proxy that failed since the service started"),
    EVENTS_DROPPED("Events Dropped", Type.VALUE,
            "Number of events since the service started that a log was too slow or unable to take"),
    HEAP_BYTES("Heap Bytes", Type.VALUE, "Bytes of the Java heap in use"),
    DIRECT_MEMORY_BYTES("Direct Memory Bytes", Type.VALUE,
            "Bytes of memory outside of the Java heap in use for traffic");

    /** The name of the performance object. */
    public static final String OBJECT_NAME = "Log Analytics Gateway";

    /** What Windows makes of a counter's values; the numbers are those of winperf.h. */
    enum Type {
        /** The value itself. */
        VALUE("perf_counter_large_rawcount", 0x0001_0100),
        /** A total, of which the increase per second is shown. */
        RATE("perf_counter_bulk_count", 0x1041_0500),
        /** A total, of which the increase is shown divided by the increase of the next counter. */
        AVERAGE("perf_average_bulk", 0x4002_0500),
        /** What an average is divided by; not shown. Windows reads the lower half of the word. */
        BASE("perf_average_base", 0x4003_0402);

        private final String manifestName;
        private final int code;

        Type(String manifestName, int code) {
            this.manifestName = manifestName;
            this.code = code;
        }

        String manifestName() {
            return manifestName;
        }

        int code() {
            return code;
        }
    }

    private final String displayName;
    private final Type type;
    private final String description;

    GatewayCounter(String displayName, Type type, String description) {
        this.displayName = displayName;
        this.type = type;
        this.description = description;
    }

    /** The name shown by Performance Monitor. */
    public String displayName() {
        return displayName;
    }

    /** The name of the value itself, which may be a total, for people. */
    public String valueTitle() {
        return this == DIAL_MILLISECONDS ? "Dial Milliseconds" : displayName.replace("/sec", "");
    }

    /** The same as a single word: the name in JMX. */
    public String valueName() {
        return valueTitle().replace(" ", "");
    }

    Type type() {
        return type;
    }

    /** What is counted, in English. */
    public String description() {
        return description;
    }
}
