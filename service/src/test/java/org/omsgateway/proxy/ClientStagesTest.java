package org.omsgateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.netty.util.concurrent.Promise;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.omsgateway.config.Limits;
import org.omsgateway.eventlog.GatewayEvent;
import org.omsgateway.testing.CannedHandshake;
import org.omsgateway.testing.RecordedEvents;

/** The stages of a client's pipeline without sockets: which one holds a buffer, and which one releases it. */
class ClientStagesTest {
    private static final String CONNECT = "CONNECT allowed.example:443 HTTP/1.1\r\n\r\n";

    private final RecordedEvents events = new RecordedEvents();
    private final Promise<Channel> dialed = ImmediateEventExecutor.INSTANCE.newPromise();

    private EmbeddedConnection newClient() {
        ProxySettings settings = TestProxy.settings((request, loop) -> dialed, Limits.DEFAULT);
        EmbeddedConnection client = new EmbeddedConnection(
                new RequestDecoder(settings.memory()), TestProxy.connectHandler(settings, events));
        client.config().setAutoRead(false);
        return client;
    }

    private static ByteBuf latin1(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
    }

    private static String textOf(ByteBuf bytes) {
        String text = bytes.toString(StandardCharsets.ISO_8859_1);
        bytes.release();
        return text;
    }

    private static List<Class<?>> stage(EmbeddedChannel channel) {
        return channel.pipeline().toMap().values().stream().<Class<?>>map(Object::getClass).toList();
    }

    @Test
    void keepsGluedBytesInOneBufferWhileDialing() {
        EmbeddedConnection client = newClient();
        ByteBuf bytes = latin1(CONNECT + "hello");
        client.writeInbound(bytes);
        assertThat(bytes.refCnt()).isEqualTo(1);
        assertThat(client.outboundMessages()).isEmpty();
        client.close();
        assertThat(bytes.refCnt()).isZero();
        assertThat(dialed.isCancelled()).isTrue();
    }

    @Test
    void releasesGluedBytesWhenTheHostIsForbidden() {
        EmbeddedConnection client = newClient();
        ByteBuf bytes = latin1("CONNECT other.example:443 HTTP/1.1\r\n\r\nhello");
        client.writeInbound(bytes);
        assertThat(bytes.refCnt()).isZero();
        assertThat(client.isOutputShutdown()).isTrue();
        assertThat(client.releaseOutbound()).isTrue();
        client.close();
        assertThat(events.messages(GatewayEvent.HOST_FORBIDDEN)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"999, false", "1001, true"})
    void reportsAClientThatGivesUpOnlyIfItHasWaitedForASecond(long milliseconds, boolean reported) {
        EmbeddedConnection client = newClient();
        client.freezeTime();
        client.writeInbound(latin1(CONNECT));
        client.advanceTimeBy(milliseconds, TimeUnit.MILLISECONDS);
        client.close();
        assertThat(events.messages(GatewayEvent.NETWORK_ERROR)).isEqualTo(reported
                ? List.of("Cannot connect embedded to allowed.example directly:"
                        + " the client gave up after waiting for more than 1 s (tunnel 1)")
                : List.of());
    }

    @ParameterizedTest
    @CsvSource({"999, false", "1001, true"})
    void reportsAClientThatEndsItsOutputOnlyIfItHasWaitedForASecond(long milliseconds, boolean reported) {
        EmbeddedConnection client = newClient();
        client.freezeTime();
        client.writeInbound(latin1(CONNECT));
        client.advanceTimeBy(milliseconds, TimeUnit.MILLISECONDS);
        client.shutdownInput();
        client.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        EmbeddedConnection server = new EmbeddedConnection();
        dialed.setSuccess(server);
        assertThat(server.isOpen()).isFalse();
        assertThat(textOf(client.readOutbound())).isEqualTo("HTTP/1.1 200 Connection established\r\n\r\n");
        assertThat(client.isOpen()).isFalse();
        assertThat(events.messages(GatewayEvent.NETWORK_ERROR)).hasSize(reported ? 1 : 0);
    }

    @Test
    void closesAServerThatIsReachedAfterTheClientHasGone() {
        EmbeddedConnection client = newClient();
        client.writeInbound(latin1(CONNECT));
        // From this moment on, the dial can no longer be cancelled.
        assertThat(dialed.setUncancellable()).isTrue();
        client.close();
        EmbeddedConnection server = new EmbeddedConnection();
        dialed.setSuccess(server);
        assertThat(server.isOpen()).isFalse();
        assertThat(client.outboundMessages()).isEmpty();
        assertThat(events.messages(GatewayEvent.TUNNEL_STARTED)).isEmpty();
    }

    @Test
    void grantsATunnelWhoseDialIsDoneAtOnce() {
        EmbeddedConnection server = new EmbeddedConnection();
        dialed.setSuccess(server);
        EmbeddedConnection client = newClient();
        String hello = CannedHandshake.clientHello("allowed.example");
        ByteBuf bytes = latin1(CONNECT + hello);
        client.writeInbound(bytes);
        assertThat(textOf(client.readOutbound())).isEqualTo("HTTP/1.1 200 Connection established\r\n\r\n");
        assertThat(textOf(server.readOutbound())).isEqualTo(hello);
        assertThat(bytes.refCnt()).isZero();
        server.writeInbound(latin1(CannedHandshake.SERVER_HELLO));
        assertThat(textOf(client.readOutbound())).isEqualTo(CannedHandshake.SERVER_HELLO);
        client.close();
        assertThat(server.isOpen()).isFalse();
    }

    @Test
    void keepsNoHandlerOfAStageThatIsOver() {
        EmbeddedConnection server = new EmbeddedConnection();
        EmbeddedConnection client = newClient();
        client.writeInbound(latin1(CONNECT));
        assertThat(stage(client)).containsExactly(HeldBytes.class, DialHandler.class);
        dialed.setSuccess(server);
        assertThat(stage(client)).hasSize(2).contains(Pipe.class).doesNotContain(HeldBytes.class, DialHandler.class);
        assertThat(stage(server)).hasSize(2).contains(Pipe.class);
        client.releaseOutbound();
        client.close();
    }

    @Test
    void handsBytesOnFromTheLastHandlerToTheFirstOfTheNextStage() {
        StringBuilder received = new StringBuilder();
        EmbeddedChannel channel = new EmbeddedChannel(
                new RequestDecoder(MemoryBudget.ofThisProcess()), new ChannelInboundHandlerAdapter());
        channel.writeInbound(latin1(CONNECT + "rest"));
        channel.inboundMessages().clear();
        Handover.to(channel, new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext ctx, Object message) {
                received.append(textOf((ByteBuf) message));
            }
        });
        assertThat(received).hasToString("rest");
        channel.finish();
    }
}
