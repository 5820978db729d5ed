package org.omsgateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import io.netty.util.concurrent.PromiseNotifier;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.omsgateway.config.Limits;
import org.omsgateway.eventlog.GatewayEvent;
import org.omsgateway.perfcounters.GatewayCounter;
import org.omsgateway.testing.Await;
import org.omsgateway.testing.CannedHandshake;
import org.omsgateway.testing.RawClient;
import org.omsgateway.testing.TestServer;

/** Clients that end their output after the request, like {@code printf ... | ncat}, and still read. */
class HalfClosedClientTest {
    private static final String CONNECT = "CONNECT allowed.example:443 HTTP/1.1\r\n\r\n";
    private static final String ESTABLISHED = "HTTP/1.1 200 Connection established\r\n\r\n";

    private static String answer(TestProxy proxy, String request) throws IOException {
        try (RawClient client = new RawClient(proxy.address())) {
            return client.send(request).shutdownOutput().readAll();
        }
    }

    private static void awaitNoConnection(TestProxy proxy) {
        Await.until("no open connection", () -> proxy.counters.get(GatewayCounter.ACTIVE_CLIENT_CONNECTION) == 0);
    }

    /** Dials once the gateway has seen what the client did before {@code moment}. */
    private static Dialer after(CompletableFuture<Void> moment, Dialer dialer) {
        return (request, loop) -> {
            Promise<Channel> dialed = loop.newPromise();
            // A task that a loop schedules for itself runs after the loop has looked for input once more.
            moment.thenRun(() -> loop.execute(() -> loop.schedule(() -> {
                PromiseNotifier.cascade(dialer.dial(request, loop), dialed);
            }, 1, TimeUnit.MILLISECONDS)));
            return dialed;
        };
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void receivesThe200AndNoTunnel(boolean withHello) throws Exception {
        CompletableFuture<byte[]> received = new CompletableFuture<>();
        CompletableFuture<Void> halfClosed = new CompletableFuture<>();
        try (TestServer server = new TestServer(socket -> received.complete(socket.getInputStream().readAllBytes()));
                TestProxy proxy = new TestProxy(after(halfClosed, TestProxy.dialerTo(server.address())));
                RawClient client = new RawClient(proxy.address())) {
            client.send(CONNECT + (withHello ? CannedHandshake.clientHello("allowed.example") : "")).shutdownOutput();
            halfClosed.complete(null);
            assertThat(client.readAll()).isEqualTo(ESTABLISHED);
            assertThat(received.get()).isEmpty();
            awaitNoConnection(proxy);
            proxy.events.assertNothingWrong();
        }
    }

    @ParameterizedTest
    @CsvSource({"CONNECT other.example:443 HTTP/1.1, 403 Forbidden", "GET / HTTP/1.1, 405 Method Not Allowed",
        "CONNECT allowed.example:80 HTTP/1.1, 403 Forbidden", "CONNECT allowed.example HTTP/1.1, 400 Bad Request"})
    void receivesTheRefusal(String line, String status) throws Exception {
        try (TestProxy proxy = new TestProxy((request, loop) -> loop.newPromise())) {
            assertThat(answer(proxy, line + "\r\n\r\n")).startsWith("HTTP/1.1 " + status + "\r\n");
            awaitNoConnection(proxy);
        }
    }

    @Test
    void receivesThe502OfAServerThatCannotBeReached() throws Exception {
        InetSocketAddress nobody = new InetSocketAddress("127.0.0.1", TestServer.unusedPort());
        try (TestProxy proxy = new TestProxy(TestProxy.dialerTo(nobody))) {
            assertThat(answer(proxy, CONNECT)).startsWith("HTTP/1.1 502 Bad Gateway\r\n");
            assertThat(proxy.events.await(GatewayEvent.NETWORK_ERROR)).contains("Connection refused");
            awaitNoConnection(proxy);
        }
    }

    @Test
    void receivesThe504OfADialThatTakesTooLong() throws Exception {
        Dialers unresolved = new Dialers(
                (host, requester) -> new CompletableFuture<>(), MemoryBudget.ofThisProcess());
        try (TestProxy proxy = new TestProxy(unresolved.direct(Duration.ofMillis(300)), Limits.DEFAULT)) {
            assertThat(answer(proxy, CONNECT)).startsWith("HTTP/1.1 504 Gateway Timeout\r\n");
            proxy.events.await(GatewayEvent.NETWORK_ERROR);
        }
    }

    @Test
    void receivesTheAnswerAlsoWhenItsEndComesLater() throws Exception {
        CompletableFuture<Void> mayDial = new CompletableFuture<>();
        try (TestServer server = new TestServer(TestServer.ECHO);
                TestProxy proxy = new TestProxy((request, loop) -> {
                    Promise<Channel> way = loop.newPromise();
                    mayDial.thenRun(() -> {
                        Future<Channel> dial = TestProxy.dialerTo(server.address()).dial(request, loop);
                        dial.addListener(done -> way.setSuccess(dial.getNow()));
                    });
                    return way;
                });
                RawClient client = new RawClient(proxy.address())) {
            client.sendByteByByte(CONNECT);
            proxy.events.await(GatewayEvent.CONNECT_RECEIVED);
            client.shutdownOutput();
            mayDial.complete(null);
            assertThat(client.readAll()).isEqualTo(ESTABLISHED);
        }
    }
}
