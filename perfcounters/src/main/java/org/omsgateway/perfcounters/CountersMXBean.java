package org.omsgateway.perfcounters;

/** The counters as JMX shows them, under {@value #NAME}. */
public interface CountersMXBean {
    /** The object name. */
    String NAME = "org.omsgateway:type=Counters";

    /** {@link GatewayCounter#ACTIVE_CLIENT_CONNECTION}. */
    long getActiveClientConnection();

    /** {@link GatewayCounter#CONNECTED_CLIENT}. */
    long getConnectedClient();

    /** {@link GatewayCounter#ERROR_COUNT}. */
    long getErrorCount();

    /** {@link GatewayCounter#REJECTION_COUNT}. */
    long getRejectionCount();
}
