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
import java.util.Optional;

/** Waits for a proxy's response to CONNECT, behind a {@link RelayProxyAnswerDecoder}. */
final class RelayProxyAnswer extends ChannelInboundHandlerAdapter {
    /** More interim responses than any relay proxy has reason to send. */
    private static final int MAX_INTERIM_ANSWERS = 4;

    private final String proxy;
    private final RelayProxyAnswerDecoder decoder;
    private final MemoryBudget.Share memory;
    private final Promise<Optional<RelayProxyAnswerDecoder.Head>> answer;
    private int interimAnswers;

    private RelayProxyAnswer(String proxy, RelayProxyAnswerDecoder decoder, MemoryBudget.Share memory,
            Promise<Optional<RelayProxyAnswerDecoder.Head>> answer) {
        this.proxy = proxy;
        this.decoder = decoder;
        this.memory = memory;
        this.answer = answer;
    }

    /**
     * Waits for the response on {@code channel}. The decoder then stays in the pipeline, with the bytes after the head,
     * which belong to the tunnel, or are the content of a refusal.
     *
     * @param proxy what failures call the proxy
     * @param memory has room for what the answer holds until it is whole, or {@code answer} fails with a
     *     {@link MemoryBudget.ExceededException}
     * @param answer the head if it grants the tunnel or asks for authentication; empty if the connection ends without
     *     an answer; fails if the response refuses the tunnel or cannot be read
     */
    static void await(Channel channel, String proxy, MemoryBudget memory,
            Promise<Optional<RelayProxyAnswerDecoder.Head>> answer) {
        RelayProxyAnswerDecoder decoder = new RelayProxyAnswerDecoder();
        MemoryBudget.Share share = memory.new Share();
        Handover.to(channel, decoder, new RelayProxyAnswer(proxy, decoder, share, answer));
        answer.addListener(decided -> share.resize(0));
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof RelayProxyAnswerDecoder.Head head && !answer.isDone()) {
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
        } else if (status.codeClass() == HttpStatusClass.SUCCESS
                || status.equals(HttpResponseStatus.PROXY_AUTHENTICATION_REQUIRED)) {
            ctx.pipeline().remove(this);
            answer.trySuccess(Optional.of(head));
        } else {
            answer.tryFailure(DialException.refused(proxy + " answered " + status, status));
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (answer.isDone()) {
            return;
        }
        if (memory.resize(decoder.memory())) {
            ctx.read();
        } else {
            answer.tryFailure(new MemoryBudget.ExceededException());
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            answer.trySuccess(Optional.empty());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        answer.trySuccess(Optional.empty());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof TooLongFrameException) {
            fail("'s answer is too long");
        } else if (cause instanceof DecoderException) {
            fail("'s answer is malformed");
        } else {
            answer.tryFailure(DialException.failed("the connection to " + proxy + " broke"
                    + (cause instanceof IOException ? "" : ": " + FailureText.of(cause))));
        }
    }

    private void fail(String predicate) {
        answer.tryFailure(DialException.failed(proxy + predicate));
    }
}
