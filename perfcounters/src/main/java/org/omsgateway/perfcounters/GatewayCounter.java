package org.omsgateway.perfcounters;

/** The performance counters of the object {@value #OBJECT_NAME}, with the names that monitoring rules use. */
public enum GatewayCounter {
    ACTIVE_CLIENT_CONNECTION("Active Client Connection", "Number of active client network (TCP) connections"),
    CONNECTED_CLIENT("Connected Client", "Number of connected clients"),
    ERROR_COUNT("Error Count", "Number of errors since the service started"),
    REJECTION_COUNT("Rejection Count",
            "Number of rejections due to any TLS validation error since the service started");

    /** The name of the performance object. */
    public static final String OBJECT_NAME = "Log Analytics Gateway";

    private final String displayName;
    private final String description;

    GatewayCounter(String displayName, String description) {
        this.displayName = displayName;
        this.description = description;
    }

    /** The name shown by Performance Monitor. */
    public String displayName() {
        return displayName;
    }

    /** What is counted, in English. */
    public String description() {
        return description;
    }
}
