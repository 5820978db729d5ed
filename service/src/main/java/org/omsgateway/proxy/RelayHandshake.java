package org.omsgateway.proxy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Promise;

/** Waits for the relay proxy's answer to CONNECT; sits behind a decoder that stops after one head. */
final class RelayHandshake extends ChannelInboundHandlerAdapter {
    private static final String CLOSED = "the relay proxy closed the connection without an answer";

    /** More than any relay proxy has reason to send before its answer. */
    private static final int MAX_INTERIM_ANSWERS = 4;

    private final Promise<Channel> way;
    private int interimAnswers;

    RelayHandshake(Promise<Channel> way) {
        this.way = way;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof HttpResponse response && !way.isDone()) {
            answered(ctx, response);
        }
        ReferenceCountUtil.release(message);
    }

    private void answered(ChannelHandlerContext ctx, HttpResponse response) {
        if (response.decoderResult().isFailure()) {
            fail(problem(response.decoderResult().cause()));
        } else if (response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
            if (++interimAnswers > MAX_INTERIM_ANSWERS) {
                fail("the relay proxy sends interim answers only");
                return;
            }
            // The decoder is done after one head; a new one takes over what it has read of the next.
            ctx.pipeline().replace(HttpResponseDecoder.class, null, RelayDialer.newDecoder());
            ctx.read();
        } else if (response.status().codeClass() == HttpStatusClass.SUCCESS) {
            ctx.pipeline().remove(this);
            way.trySuccess(ctx.channel());
        } else {
            // The reason in words is the relay proxy's to choose, and might repeat the credential.
            fail("the relay proxy answered " + HttpResponseStatus.valueOf(response.status().code()));
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (!way.isDone()) {
            ctx.read();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            fail(CLOSED);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        fail(CLOSED);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        fail("the connection to the relay proxy broke: " + cause.getMessage());
    }

    private static String problem(Throwable cause) {
        if (cause instanceof PrematureChannelClosureException) {
            return CLOSED;
        }
        return cause instanceof TooLongHttpHeaderException || cause instanceof TooLongHttpLineException
                ? "the relay proxy's answer is too long" : "the relay proxy's answer is malformed";
    }

    private void fail(String reason) {
        way.tryFailure(DialException.failed(reason));
    }
}
