package org.omsgateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.omsgateway.testing.RawClient;
import org.omsgateway.testing.TestServer;

class DrainTest {
    @Test
    void letsATunnelFinishAndClosesWhoHasAskedForNothing() throws Exception {
        try (TestServer server = new TestServer(TestServer.ECHO);
                TestProxy proxy = new TestProxy(TestProxy.dialerTo(server.address()));
                RawClient tunnel = new RawClient(proxy.address()).connect("allowed.example:443");
                RawClient idle = new RawClient(proxy.address())) {
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> stop(proxy, Duration.ofMinutes(1)));
            assertThat(idle.readAll()).isEmpty();
            assertThat(stopped).isNotDone();
            assertThat(tunnel.send("still here").read(10)).isEqualTo("still here");
            tunnel.shutdownOutput();
            stopped.get();
        }
    }

    @Test
    void closesATunnelThatDoesNotFinishInTime() throws Exception {
        try (TestServer server = new TestServer(TestServer.ECHO);
                TestProxy proxy = new TestProxy(TestProxy.dialerTo(server.address()));
                RawClient tunnel = new RawClient(proxy.address()).connect("allowed.example:443")) {
            stop(proxy, Duration.ofMillis(200));
            assertThat(tunnel.readAll()).isEmpty();
        }
    }

    private static void stop(TestProxy proxy, Duration patience) {
        try {
            proxy.server().stop(patience);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
