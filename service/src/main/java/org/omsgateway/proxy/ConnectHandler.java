package org.omsgateway.proxy;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.omsgateway.eventlog.EventSink;
import org.omsgateway.eventlog.GatewayEvent;
import org.omsgateway.policy.Destination;

/**
 * Waits for a client's request, behind a {@link RequestDecoder}. After its decision this handler hands the connection
 * over to the next stage: to {@link DialHandler} for an allowed destination, otherwise to {@link LingeringClose}.
 */
final class ConnectHandler extends Stage {
    /** Tells the connection that the server stops. A connection without a request then ends. */
    static final Object DRAIN = new Object() {
        @Override
        public String toString() {
            return "DRAIN";
        }
    };

    private final ClientConnection connection;
    private final Supplier<ProxySettings> current;
    private final ChannelGroup servers;
    private final EventSink events;
    private ScheduledFuture<?> deadline;

    /**
     * @param current the settings in force, read when the request arrives
     * @param servers receives the other end of the tunnel
     */
    ConnectHandler(ClientConnection connection, Supplier<ProxySettings> current, ChannelGroup servers,
            EventSink events) {
        super(events);
        this.connection = connection;
        this.current = current;
        this.servers = servers;
        this.events = events;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        deadline = ctx.executor().schedule(() -> headIsLate(ctx),
                current.get().limits().handshakeTimeout().toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        deadline.cancel(false);
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        ctx.read();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof HttpRequest head) {
            headRead(ctx, head);
        }
        ReferenceCountUtil.release(message);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        // A client that ends before its request is complete is a probe, or has given up: nobody waits for a response.
        if (event instanceof ChannelInputShutdownEvent || event == DRAIN) {
            ctx.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof RefusedRequestException refusal) {
            refuse(ctx, refusal);
        } else if (cause instanceof DecoderException) {
            refuse(ctx, RefusedRequestException.unreadable(cause));
        } else {
            super.exceptionCaught(ctx, cause);
        }
    }

    private void headRead(ChannelHandlerContext ctx, HttpRequest head) {
        if (head.decoderResult().cause() instanceof PrematureChannelClosureException) {
            ctx.close();
            return;
        }
        try {
            ConnectRequest request = ConnectRequest.read(head);
            if (events.isEnabled(GatewayEvent.CONNECT_RECEIVED)) {
                events.report(GatewayEvent.CONNECT_RECEIVED, ctx.channel().remoteAddress(), head.uri(),
                        RequestText.headers(head.headers()));
            }
            decide(ctx, request);
        } catch (RefusedRequestException e) {
            refuse(ctx, e);
        }
    }

    private void headIsLate(ChannelHandlerContext ctx) {
        if (ctx.pipeline().get(RequestDecoder.class).hasBegun()) {
            refuse(ctx, new RefusedRequestException(HttpResponseStatus.REQUEST_TIMEOUT, "The request took too long",
                    "a request that is not complete in time"));
        } else {
            ctx.close();
        }
    }

    private void decide(ChannelHandlerContext ctx, ConnectRequest request) {
        ProxySettings settings = current.get();
        if (forbidsClient(ctx, settings)) {
            return;
        }
        switch (settings.destinations().decide(request.destination())) {
            case ALLOWED -> {
                DialHandler dial = new DialHandler(connection, request, settings, servers, events);
                Handover.to(ctx.channel(), new HeldBytes(settings.memory()), dial);
                // The dial must come last, because it may end at once and hand the connection over again.
                dial.begin(ctx.channel());
            }
            case HOST_FORBIDDEN -> forbid(ctx, GatewayEvent.HOST_FORBIDDEN, request.destination(),
                    "The target host is not in the allowed list of this gateway");
            case PORT_FORBIDDEN -> forbid(ctx, GatewayEvent.PORT_FORBIDDEN, request.destination(),
                    "This gateway connects to port 443 only");
        }
    }

    private void forbid(ChannelHandlerContext ctx, GatewayEvent event, Destination destination, String reason) {
        connection.refused();
        events.report(event, destination.host(), destination.port(), ctx.channel().remoteAddress());
        LingeringClose.after(ctx.channel(), HttpAnswer.refusal(HttpResponseStatus.FORBIDDEN, reason));
    }

    /** Returns whether the client is not allowed and has been told so. */
    private boolean forbidsClient(ChannelHandlerContext ctx, ProxySettings settings) {
        if (settings.clients().test(connection.client().getAddress())) {
            return false;
        }
        connection.refused();
        events.report(GatewayEvent.CLIENT_FORBIDDEN, ctx.channel().remoteAddress());
        LingeringClose.after(ctx.channel(),
                HttpAnswer.refusal(HttpResponseStatus.FORBIDDEN, "This client may not use this gateway"));
        return true;
    }

    /** A client that is not allowed learns only that, whatever it sends. */
    private void refuse(ChannelHandlerContext ctx, RefusedRequestException refusal) {
        if (forbidsClient(ctx, current.get())) {
            return;
        }
        connection.refused();
        events.report(GatewayEvent.NOT_CONNECT, ctx.channel().remoteAddress(), refusal.request());
        LingeringClose.after(ctx.channel(), HttpAnswer.refusal(refusal.status(), refusal.getMessage()));
    }
}
