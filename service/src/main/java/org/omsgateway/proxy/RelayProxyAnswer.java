package org.omsgateway.proxy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Promise;
import org.omsgateway.eventlog.FailureText;
import java.io.IOException;

/** Waits for a proxy's response to CONNECT, behind a decoder that stops after one head. */
final class RelayProxyAnswer extends ChannelInboundHandlerAdapter {
    /** More interim responses than any relay proxy has reason to send. */
    private static final int MAX_INTERIM_ANSWERS = 4;

    private final String proxy;
    private final boolean hasCredential;
    private final Promise<Channel> way;
    private int interimAnswers;

    private RelayProxyAnswer(String proxy, boolean hasCredential, Promise<Channel> way) {
        this.proxy = proxy;
        this.hasCredential = hasCredential;
        this.way = way;
    }

    /**
     * Completes {@code way} with {@code channel} once the response grants the tunnel, and fails {@code way} if the
     * response refuses the tunnel or cannot be read. The decoder then stays in the pipeline, with the bytes after the
     * head, which belong to the tunnel.
     *
     * @param proxy what failures call the proxy
     * @param hasCredential whether the request has presented one
     */
    static void await(Channel channel, String proxy, boolean hasCredential, Promise<Channel> way) {
        channel.pipeline().addLast(newDecoder(), new RelayProxyAnswer(proxy, hasCredential, way));
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof HttpResponse response && !way.isDone()) {
            answered(ctx, response);
        }
        ReferenceCountUtil.release(message);
    }

    private void answered(ChannelHandlerContext ctx, HttpResponse response) {
        // The proxy chooses the reason phrase, which may repeat the credential.
        HttpResponseStatus status = HttpResponseStatus.valueOf(response.status().code());
        if (response.decoderResult().isFailure()) {
            failUnreadable(response.decoderResult().cause());
        } else if (status.codeClass() == HttpStatusClass.UNKNOWN) {
            fail("'s answer is malformed");
        } else if (status.codeClass() == HttpStatusClass.INFORMATIONAL) {
            interim(ctx);
        } else if (status.codeClass() == HttpStatusClass.SUCCESS) {
            ctx.pipeline().remove(this);
            way.trySuccess(ctx.channel());
        } else {
            String reason = status.equals(HttpResponseStatus.PROXY_AUTHENTICATION_REQUIRED)
                    ? "; " + RelayProxyChallenge.of(response.headers().getAll(HttpHeaderNames.PROXY_AUTHENTICATE))
                            .explained(hasCredential)
                    : "";
            way.tryFailure(DialException.refused(proxy + " answered " + status + reason, status));
        }
    }

    private void interim(ChannelHandlerContext ctx) {
        interimAnswers++;
        if (interimAnswers > MAX_INTERIM_ANSWERS) {
            fail(" sends interim answers only");
            return;
        }
        // The decoder stops after one head. A new decoder takes over its bytes of the next head.
        ctx.pipeline().replace(HttpResponseDecoder.class, null, newDecoder());
        ctx.read();
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
            failClosed();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        failClosed();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        way.tryFailure(DialException.failed("the connection to " + proxy + " broke"
                + (cause instanceof IOException ? "" : ": " + FailureText.of(cause))));
    }

    private void failUnreadable(Throwable cause) {
        if (cause instanceof PrematureChannelClosureException) {
            failClosed();
        } else if (cause instanceof TooLongHttpHeaderException || cause instanceof TooLongHttpLineException) {
            fail("'s answer is too long");
        } else {
            fail("'s answer is malformed");
        }
    }

    private void failClosed() {
        fail(" closed the connection without an answer");
    }

    private void fail(String predicate) {
        way.tryFailure(DialException.failed(proxy + predicate));
    }

    private static HttpResponseDecoder newDecoder() {
        HttpResponseDecoder decoder = new HttpResponseDecoder(HeadLimits.newDecoderConfig());
        decoder.setSingleDecode(true);
        return decoder;
    }
}
