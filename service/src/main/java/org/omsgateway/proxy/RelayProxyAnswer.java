package org.omsgateway.proxy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Promise;
import org.omsgateway.eventlog.FailureText;
import java.io.IOException;

/** Waits for a proxy's response to CONNECT, behind a {@link RelayProxyAnswerDecoder}. */
final class RelayProxyAnswer extends ChannelInboundHandlerAdapter {
    /** More interim responses than any relay proxy has reason to send. */
    private static final int MAX_INTERIM_ANSWERS = 4;

    private final String proxy;
    private final boolean hasCredential;
    private final RelayProxyAnswerDecoder decoder;
    private final MemoryBudget.Share memory;
    private final Promise<Channel> way;
    private int interimAnswers;

    private RelayProxyAnswer(String proxy, boolean hasCredential, RelayProxyAnswerDecoder decoder,
            MemoryBudget.Share memory, Promise<Channel> way) {
        this.proxy = proxy;
        this.hasCredential = hasCredential;
        this.decoder = decoder;
        this.memory = memory;
        this.way = way;
    }

    /**
     * Completes {@code way} with {@code channel} once the response grants the tunnel, and fails {@code way} if the
     * response refuses the tunnel or cannot be read. The decoder then stays in the pipeline, with the bytes after the
     * head, which belong to the tunnel.
     *
     * @param proxy what failures call the proxy
     * @param hasCredential whether the request has presented one
     * @param memory has room for what the answer holds until it is whole, or {@code way} fails with a
     *     {@link MemoryBudget.ExceededException}
     */
    static void await(Channel channel, String proxy, boolean hasCredential, MemoryBudget memory,
            Promise<Channel> way) {
        RelayProxyAnswerDecoder decoder = new RelayProxyAnswerDecoder();
        MemoryBudget.Share share = memory.new Share();
        channel.pipeline().addLast(decoder, new RelayProxyAnswer(proxy, hasCredential, decoder, share, way));
        way.addListener(decided -> share.resize(0));
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof RelayProxyAnswerDecoder.Head head && !way.isDone()) {
            answered(ctx, head);
        }
        ReferenceCountUtil.release(message);
    }

    private void answered(ChannelHandlerContext ctx, RelayProxyAnswerDecoder.Head head) {
        HttpResponseStatus status = head.status();
        if (status.codeClass() == HttpStatusClass.INFORMATIONAL) {
            interimAnswers++;
            if (interimAnswers > MAX_INTERIM_ANSWERS) {
                fail(" sends interim answers only");
            }
        } else if (status.codeClass() == HttpStatusClass.SUCCESS) {
            ctx.pipeline().remove(this);
            way.trySuccess(ctx.channel());
        } else {
            String reason = status.equals(HttpResponseStatus.PROXY_AUTHENTICATION_REQUIRED)
                    ? "; " + RelayProxyChallenge.of(head.challenges()).explained(hasCredential)
                    : "";
            way.tryFailure(DialException.refused(proxy + " answered " + status + reason, status));
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (way.isDone()) {
            return;
        }
        if (memory.resize(decoder.memory())) {
            ctx.read();
        } else {
            way.tryFailure(new MemoryBudget.ExceededException());
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            failClosed();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        failClosed();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof TooLongFrameException) {
            fail("'s answer is too long");
        } else if (cause instanceof DecoderException) {
            fail("'s answer is malformed");
        } else {
            way.tryFailure(DialException.failed("the connection to " + proxy + " broke"
                    + (cause instanceof IOException ? "" : ": " + FailureText.of(cause))));
        }
    }

    private void failClosed() {
        fail(" closed the connection without an answer");
    }

    private void fail(String predicate) {
        way.tryFailure(DialException.failed(proxy + predicate));
    }
}
