package org.omsgateway.perfcounters;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.management.InstanceAlreadyExistsException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class PublishedCountersTest {
    @Test
    void publishesUntilClosedAndReportsFailures() throws Exception {
        ObjectName name = new ObjectName(JmxCounters.NAME);
        List<Exception> failures = new CopyOnWriteArrayList<>();
        try (JmxCounters other = new JmxCounters(new Counters(), ManagementFactory.getPlatformMBeanServer())) {
            assertThat(other).isNotNull();
            new PublishedCounters(new Counters(), failures::add).close();
            assertThat(failures).singleElement().isInstanceOf(InstanceAlreadyExistsException.class);
        }
        new PublishedCounters(new Counters(), failures::add).close();

        assertThat(failures).hasSize(1);
        assertThat(ManagementFactory.getPlatformMBeanServer().isRegistered(name)).isFalse();
    }
}
