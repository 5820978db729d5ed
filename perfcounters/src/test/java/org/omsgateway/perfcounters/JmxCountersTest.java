package org.omsgateway.perfcounters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JmxCountersTest {
    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final Counters counters = new Counters();

    @ParameterizedTest
    @EnumSource
    void showsTheValueOfTheMoment(GatewayCounter counter) throws JMException {
        String attribute = counter.valueName();
        try (JmxCounters published = new JmxCounters(counters, server)) {
            assertThat(published).isNotNull();
            assertThat(server.getAttribute(new ObjectName(JmxCounters.NAME), attribute)).isEqualTo(0L);
            counters.increment(counter);
            assertThat(server.getAttribute(new ObjectName(JmxCounters.NAME), attribute)).isEqualTo(1L);
        }
    }

    @Test
    void showsNothingElseAndNothingAfterwards() throws JMException {
        ObjectName name = new ObjectName(JmxCounters.NAME);
        try (JmxCounters published = new JmxCounters(counters, server)) {
            assertThat(published).isNotNull();
            assertThat(Arrays.stream(server.getMBeanInfo(name).getAttributes()).map(MBeanAttributeInfo::getName))
                    .containsExactly("ActiveClientConnection", "ConnectedClient", "ErrorCount", "RejectionCount",
                            "TunnelsOpened", "TunnelsRefused", "TunnelsFailed", "HandshakesInProgress",
                            "BytesFromClients", "BytesToClients", "DialMilliseconds", "Dials", "DialFailures",
                            "RelayProxyFailures", "EventsDropped", "HeapBytes", "DirectMemoryBytes");
            assertThatThrownBy(() -> new JmxCounters(counters, server))
                    .isInstanceOf(InstanceAlreadyExistsException.class);
        }
        assertThat(server.isRegistered(name)).isFalse();
    }
}
