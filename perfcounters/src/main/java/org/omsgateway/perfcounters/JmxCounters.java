package org.omsgateway.perfcounters;

import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Publishes counters over JMX until closed. */
public final class JmxCounters implements AutoCloseable {
    private final MBeanServer server;
    private final ObjectName name;

    /** @throws JMException if the name {@value CountersMXBean#NAME} is taken in {@code server}, or if JMX refuses */
    public JmxCounters(Counters counters, MBeanServer server) throws JMException {
        this.server = server;
        this.name = server.registerMBean(new Bean(counters), new ObjectName(CountersMXBean.NAME)).getObjectName();
    }

    @Override
    public void close() throws JMException {
        server.unregisterMBean(name);
    }

    private record Bean(Counters counters) implements CountersMXBean {
        @Override
        public long getActiveClientConnection() {
            return counters.get(GatewayCounter.ACTIVE_CLIENT_CONNECTION);
        }

        @Override
        public long getConnectedClient() {
            return counters.get(GatewayCounter.CONNECTED_CLIENT);
        }

        @Override
        public long getErrorCount() {
            return counters.get(GatewayCounter.ERROR_COUNT);
        }

        @Override
        public long getRejectionCount() {
            return counters.get(GatewayCounter.REJECTION_COUNT);
        }
    }
}
