package org.omsgateway.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EventAdviceTest {
    @Test
    void hasATextForEachEvent() {
        assertThat(EventAdvice.byId().keySet())
                .isEqualTo(Arrays.stream(GatewayEvent.values()).map(GatewayEvent::id).collect(Collectors.toSet()));
        assertThat(EventAdvice.byId().values()).allSatisfy(text -> assertThat(text).doesNotContain("%").endsWith("."));
    }
}
