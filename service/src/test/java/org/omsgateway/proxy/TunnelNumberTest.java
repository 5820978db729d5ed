package org.omsgateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.omsgateway.testing.Await;
import org.omsgateway.testing.RawClient;
import org.omsgateway.testing.TestServer;

class TunnelNumberTest {
    private static final Pattern NUMBER = Pattern.compile("\\(tunnel (\\d+)\\)$");

    @Test
    void distinguishesTheEventsOfTwoTunnels() throws Exception {
        try (TestServer server = new TestServer(TestServer.ECHO);
                TestProxy proxy = new TestProxy(TestProxy.dialerTo(server.address()));
                RawClient one = new RawClient(proxy.address());
                RawClient two = new RawClient(proxy.address())) {
            one.connect("allowed.example:443");
            two.connect("allowed.example:443");
            one.shutdownOutput().readAll();
            two.shutdownOutput().readAll();
            Await.until("the ends", () -> proxy.events.messages().stream()
                    .filter(message -> message.startsWith("End tunneling data")).count() == 2);

            Map<String, Long> eventsByTunnel = proxy.events.messages().stream().map(NUMBER::matcher)
                    .filter(Matcher::find)
                    .collect(Collectors.groupingBy(found -> found.group(1), Collectors.counting()));
            assertThat(eventsByTunnel.keySet()).containsExactlyInAnyOrder("1", "2");
            assertThat(eventsByTunnel.get("1")).isEqualTo(eventsByTunnel.get("2"));
        }
    }
}
