package org.omsgateway.perfcounters;

import java.util.Arrays;
import java.util.Objects;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Publishes counters over JMX until closed: an attribute for each {@link GatewayCounter#valueName}. */
public final class JmxCounters implements AutoCloseable {
    /** The object name. */
    public static final String NAME = "org.omsgateway:type=Counters";

    private final MBeanServer server;
    private final ObjectName name;

    /** @throws JMException if the name {@value #NAME} is taken in {@code server}, or if JMX refuses */
    public JmxCounters(Counters counters, MBeanServer server) throws JMException {
        this.server = server;
        this.name = server.registerMBean(new Bean(counters), new ObjectName(NAME)).getObjectName();
    }

    @Override
    public void close() throws JMException {
        server.unregisterMBean(name);
    }

    private record Bean(Counters counters) implements DynamicMBean {
        @Override
        public Long getAttribute(String attribute) throws AttributeNotFoundException {
            return Arrays.stream(GatewayCounter.values()).filter(counter -> counter.valueName().equals(attribute))
                    .findFirst().map(counters::get).orElseThrow(() -> new AttributeNotFoundException(attribute));
        }

        @Override
        public AttributeList getAttributes(String[] attributes) {
            return new AttributeList(Arrays.stream(attributes).map(this::attribute).filter(Objects::nonNull).toList());
        }

        private Attribute attribute(String attribute) {
            try {
                return new Attribute(attribute, getAttribute(attribute));
            } catch (AttributeNotFoundException leftOut) {
                return null;
            }
        }

        @Override
        public void setAttribute(Attribute attribute) throws AttributeNotFoundException {
            throw new AttributeNotFoundException(attribute.getName() + " cannot be written");
        }

        @Override
        public AttributeList setAttributes(AttributeList attributes) {
            return new AttributeList();
        }

        @Override
        public Object invoke(String action, Object[] parameters, String[] signature) {
            throw new UnsupportedOperationException(action);
        }

        @Override
        public MBeanInfo getMBeanInfo() {
            return new MBeanInfo(JmxCounters.class.getName(), GatewayCounter.OBJECT_NAME,
                    Arrays.stream(GatewayCounter.values())
                            .map(counter -> new MBeanAttributeInfo(counter.valueName(), long.class.getName(),
                                    counter.description(), true, false, false))
                            .toArray(MBeanAttributeInfo[]::new),
                    null, null, null);
        }
    }
}
