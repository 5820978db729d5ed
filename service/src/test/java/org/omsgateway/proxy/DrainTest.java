package org.omsgateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.omsgateway.eventlog.GatewayEvent;
import org.omsgateway.testing.CannedHandshake;
import org.omsgateway.testing.RawClient;
import org.omsgateway.testing.TestServer;

class DrainTest {
    @Test
    void letsATunnelFinishAndClosesConnectionsWithoutARequest() throws Exception {
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
    void resetsATunnelThatDoesNotFinishInTime() throws Exception {
        try (TestServer server = new TestServer(TestServer.ECHO);
                TestProxy proxy = new TestProxy(TestProxy.dialerTo(server.address()));
                RawClient tunnel = new RawClient(proxy.address()).connect("allowed.example:443")) {
            stop(proxy, Duration.ofMillis(200));
            assertThatThrownBy(tunnel::readAll).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void waitsUntilAServerHasTakenWhatAClientSentBeforeItLeft() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CompletableFuture<Long> received = new CompletableFuture<>();
        try (TestServer server = stalledServer(release, received);
                TestProxy proxy = new TestProxy(TestProxy.dialerTo(server.address()))) {
            long sent;
            try (StalledUpload upload = new StalledUpload(proxy.address(), "allowed.example:443")) {
                sent = upload.taken();
            }
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> stop(proxy, Duration.ofMinutes(1)));
            assertThat(stopped).isNotDone();
            release.countDown();
            assertThat(received.get()).isEqualTo(sent);
            stopped.get();
        }
    }

    @Test
    void closesTheConnectionToAServerThatTakesNothing() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CompletableFuture<Long> received = new CompletableFuture<>();
        try (TestServer server = stalledServer(release, received);
                TestProxy proxy = new TestProxy(TestProxy.dialerTo(server.address()));
                StalledUpload upload = new StalledUpload(proxy.address(), "allowed.example:443")) {
            stop(proxy, Duration.ZERO);
            proxy.events.await(GatewayEvent.TUNNEL_ENDED);
            release.countDown();
            assertThat(received.get()).isLessThan(upload.taken());
        }
    }

    private static TestServer stalledServer(CountDownLatch release, CompletableFuture<Long> received)
            throws IOException {
        return new TestServer(CannedHandshake.before(socket -> {
            try {
                release.await();
                received.complete(socket.getInputStream().transferTo(OutputStream.nullOutputStream()));
            } catch (IOException | InterruptedException e) {
                received.completeExceptionally(e);
            }
        }));
    }

    private static void stop(TestProxy proxy, Duration patience) {
        try {
            proxy.server().stop(patience);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
