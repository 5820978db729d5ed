package org.omsgateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.netty.util.concurrent.Promise;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.omsgateway.config.Limits;
import org.omsgateway.eventlog.GatewayEvent;
import org.omsgateway.policy.Destination;
import org.omsgateway.testing.RecordedEvents;

/** The stages of a client's pipeline without sockets: who holds which buffer, and who lets go of it. */
class ClientStagesTest {
    private static final String CONNECT = "CONNECT allowed.example:443 HTTP/1.1\r\n\r\n";

    private final RecordedEvents events = new RecordedEvents();
    private final Promise<Channel> dialed = ImmediateEventExecutor.INSTANCE.newPromise();

    private EmbeddedChannel newClient() {
        Dialer dialer = new Dialer() {
            @Override
            public Future<Channel> dial(Destination destination, EventLoop loop) {
                return dialed;
            }

            @Override
            public String route() {
                return "directly";
            }
        };
        ProxySettings settings = TestProxy.settings(dialer, Limits.DEFAULT);
        EmbeddedChannel client = new EmbeddedChannel(new RequestDecoder(), TestProxy.connectHandler(settings, events));
        client.config().setAutoRead(false);
        return client;
    }

    private static ByteBuf ascii(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }

    @Test
    void keepsGluedBytesInOneBufferWhileDialing() {
        EmbeddedChannel client = newClient();
        ByteBuf bytes = ascii(CONNECT + "hello");
        client.writeInbound(bytes);
        assertThat(bytes.refCnt()).isEqualTo(1);
        assertThat(client.outboundMessages()).isEmpty();
        client.close();
        assertThat(bytes.refCnt()).isZero();
        assertThat(dialed.isCancelled()).isTrue();
    }

    @Test
    void letsGoOfGluedBytesWhenTheHostIsForbidden() {
        EmbeddedChannel client = newClient();
        ByteBuf bytes = ascii("CONNECT other.example:443 HTTP/1.1\r\n\r\nhello");
        try {
            client.writeInbound(bytes);
        } finally {
            client.releaseOutbound();
            client.close();
        }
        assertThat(bytes.refCnt()).isZero();
        assertThat(events.messages(GatewayEvent.HOST_FORBIDDEN)).hasSize(1);
    }

    @Test
    void closesAServerThatIsReachedAfterTheClientHasGone() {
        EmbeddedChannel client = newClient();
        client.writeInbound(ascii(CONNECT));
        EmbeddedChannel server = new EmbeddedChannel();
        assertThat(dialed.trySuccess(server)).isTrue();
        client.close();
        assertThat(server.isOpen()).isFalse();
    }

    @Test
    void handsBytesOnFromTheLastHandlerToTheFirstOfTheNextStage() {
        StringBuilder received = new StringBuilder();
        EmbeddedChannel channel = new EmbeddedChannel(new RequestDecoder(), new ChannelInboundHandlerAdapter());
        channel.writeInbound(ascii(CONNECT + "rest"));
        channel.inboundMessages().clear();
        Handover.to(channel, new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(io.netty.channel.ChannelHandlerContext ctx, Object message) {
                ByteBuf bytes = (ByteBuf) message;
                received.append(bytes.toString(StandardCharsets.US_ASCII));
                bytes.release();
            }
        });
        assertThat(received).hasToString("rest");
        channel.finish();
    }
}
