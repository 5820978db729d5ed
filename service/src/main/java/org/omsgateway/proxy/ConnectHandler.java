package org.omsgateway.proxy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.omsgateway.eventlog.EventSink;
import org.omsgateway.eventlog.GatewayEvent;
import org.omsgateway.policy.Destination;

/**
 * Decides on a client's CONNECT request (RFC 9110, section 9.3.6), dials, and opens the tunnel; the only one that knows
 * both ends. Behind it nothing of HTTP is left in the pipeline.
 */
final class ConnectHandler extends ChannelInboundHandlerAdapter {
    private static final Pattern USER_INFORMATION = Pattern.compile("^((?:[a-zA-Z]+://)?)[^/?#]*@");
    private static final Set<String> HARMLESS_HEADERS = Set.of(
            "host", "user-agent", "connection", "proxy-connection", "keep-alive", "via", "accept", "content-length");

    private final Supplier<ProxySettings> current;
    private final ChannelGroup servers;
    private final EventSink events;
    private ProxySettings settings;
    private ScheduledFuture<?> headDeadline;
    private boolean decided;
    private Future<Channel> dial;

    /**
     * @param current the settings in force, which are taken when the request has come
     * @param servers is given the other end of the tunnel
     */
    ConnectHandler(Supplier<ProxySettings> current, ChannelGroup servers, EventSink events) {
        this.current = current;
        this.servers = servers;
        this.events = events;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        headDeadline = ctx.executor().schedule(() -> headIsLate(ctx),
                current.get().limits().handshakeTimeout().toMillis(), TimeUnit.MILLISECONDS);
        ctx.read();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof HttpRequest request && !decided) {
            decide(ctx, request);
        }
        ReferenceCountUtil.release(message);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        headDeadline.cancel(false);
        if (dial != null) {
            dial.cancel(false);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        // A probe's end, or that of a client that gave up before its tunnel was there: nobody is left to be answered.
        if (event instanceof ChannelInputShutdownEvent || event == ProxyServer.DRAIN && dial == null) {
            ctx.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof DecoderException && !decided) {
            unreadable(ctx, cause);
            return;
        }
        if (!(cause instanceof IOException)) {
            events.report(GatewayEvent.APPLICATION_ERROR, cause);
        }
        ctx.close();
    }

    private void decide(ChannelHandlerContext ctx, HttpRequest request) {
        if (request.decoderResult().cause() instanceof PrematureChannelClosureException) {
            ctx.close();
        } else if (request.decoderResult().isFailure()) {
            unreadable(ctx, request.decoderResult().cause());
        } else if (!request.method().equals(HttpMethod.CONNECT)) {
            refuse(ctx, HttpResponseStatus.METHOD_NOT_ALLOWED, "This gateway answers CONNECT only", line(request));
        } else if (request.protocolVersion().majorVersion() != 1) {
            refuse(ctx, HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED, "This gateway speaks HTTP/1.1 and HTTP/1.0",
                    line(request) + " " + request.protocolVersion());
        } else if (request.headers().contains(HttpHeaderNames.TRANSFER_ENCODING)
                || request.headers().contains(HttpHeaderNames.CONTENT_LENGTH)
                        && !"0".equals(request.headers().get(HttpHeaderNames.CONTENT_LENGTH))) {
            refuse(ctx, HttpResponseStatus.BAD_REQUEST, "CONNECT has no content", line(request) + " with content");
        } else if (request.headers().getAll(HttpHeaderNames.HOST).size() > 1) {
            refuse(ctx, HttpResponseStatus.BAD_REQUEST, "There is more than one Host",
                    line(request) + " with several Hosts");
        } else {
            connect(ctx, request);
        }
    }

    private void connect(ChannelHandlerContext ctx, HttpRequest request) {
        if (events.isEnabled(GatewayEvent.CONNECT_RECEIVED)) {
            events.report(GatewayEvent.CONNECT_RECEIVED, client(ctx), line(request).substring("CONNECT ".length()),
                    headersOf(request));
        }
        Destination destination;
        try {
            destination = Destination.parse(request.uri());
        } catch (IllegalArgumentException e) {
            refuse(ctx, HttpResponseStatus.BAD_REQUEST, "CONNECT has a wrong target: " + e.getMessage(),
                    line(request) + " (" + e.getMessage() + ")");
            return;
        }
        settings = current.get();
        switch (settings.destinations().decide(destination)) {
            case ALLOWED -> {
                if (settings.dialer().hasSent(request.headers().getAllAsString(HttpHeaderNames.VIA))) {
                    settle();
                    fail(ctx, destination, DialException.failed("the relay proxy leads back to this gateway"));
                } else {
                    dial(ctx, destination);
                }
            }
            case HOST_FORBIDDEN -> forbid(ctx, GatewayEvent.HOST_FORBIDDEN, destination,
                    "The target host is not in the allowed list of this gateway");
            case PORT_FORBIDDEN -> forbid(ctx, GatewayEvent.PORT_FORBIDDEN, destination,
                    "This gateway connects to port 443 only");
        }
    }

    private void dial(ChannelHandlerContext ctx, Destination destination) {
        settle();
        ctx.pipeline().addAfter(ctx.pipeline().context(RequestDecoder.class).name(), null, new HeldBytes());
        ctx.pipeline().remove(RequestDecoder.class);
        dial = settings.dialer().dial(destination, ctx.channel().eventLoop());
        dial.addListener(dialed -> {
            if (dialed.isSuccess()) {
                grant(ctx, destination);
            } else if (ctx.channel().isActive()) {
                fail(ctx, destination, dialed.cause());
            }
        });
    }

    private void grant(ChannelHandlerContext ctx, Destination destination) {
        Channel server = dial.getNow();
        if (!ctx.channel().isActive()) {
            server.close();
            return;
        }
        servers.add(server);
        events.report(GatewayEvent.SERVER_CONNECTED, destination.authority());
        ctx.write(HttpAnswer.connectionEstablished());
        events.report(GatewayEvent.TUNNEL_STARTED);
        Tunnel.open(ctx.channel(), server, destination, settings, events);
        ctx.channel().flush();
    }

    private void fail(ChannelHandlerContext ctx, Destination destination, Throwable cause) {
        boolean timeout = cause instanceof DialException failure && failure.isTimeout();
        events.report(GatewayEvent.NETWORK_ERROR, client(ctx), destination.host(), settings.dialer().route(), cause);
        LingeringClose.after(ctx.channel(), HttpAnswer.refusal(
                timeout ? HttpResponseStatus.GATEWAY_TIMEOUT : HttpResponseStatus.BAD_GATEWAY,
                "The target host cannot be reached; the gateway's log says why"));
    }

    private void forbid(ChannelHandlerContext ctx, GatewayEvent event, Destination destination, String reason) {
        settle();
        events.report(event, destination.host(), destination.port(), client(ctx));
        LingeringClose.after(ctx.channel(), HttpAnswer.refusal(HttpResponseStatus.FORBIDDEN, reason));
    }

    private void unreadable(ChannelHandlerContext ctx, Throwable cause) {
        HttpResponseStatus status = cause instanceof TooLongHttpLineException ? HttpResponseStatus.REQUEST_URI_TOO_LONG
                : cause instanceof TooLongHttpHeaderException ? HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
                : HttpResponseStatus.BAD_REQUEST;
        // What Netty says of it may repeat the head, secrets included.
        String problem = status == HttpResponseStatus.BAD_REQUEST ? "not readable as HTTP" : status.reasonPhrase();
        refuse(ctx, status, "The request cannot be understood", "a request that is " + problem);
    }

    private void headIsLate(ChannelHandlerContext ctx) {
        if (ctx.pipeline().get(RequestDecoder.class).hasBegun()) {
            refuse(ctx, HttpResponseStatus.REQUEST_TIMEOUT, "The request took too long",
                    "a request that is not complete in time");
        } else {
            ctx.close();
        }
    }

    private void refuse(ChannelHandlerContext ctx, HttpResponseStatus status, String reason, String request) {
        settle();
        events.report(GatewayEvent.NOT_CONNECT, client(ctx), request);
        LingeringClose.after(ctx.channel(), HttpAnswer.refusal(status, reason));
    }

    private void settle() {
        decided = true;
        headDeadline.cancel(false);
    }

    private static SocketAddress client(ChannelHandlerContext ctx) {
        return ctx.channel().remoteAddress();
    }

    /** The method and the target, without what may be secret in it: user information and the query. */
    private static String line(HttpRequest request) {
        return request.method() + " " + USER_INFORMATION.matcher(request.uri()).replaceFirst("$1***@")
                .replaceFirst("[?].*", "?***");
    }

    /** {@code [name, value];[name, value]}, without secrets. */
    private static String headersOf(HttpRequest request) {
        return request.headers().entries().stream()
                .map(header -> "[" + header.getKey() + ", "
                        + (isHarmless(header.getKey()) ? header.getValue() : "***") + "]")
                .collect(Collectors.joining(";"));
    }

    private static boolean isHarmless(String headerName) {
        return HARMLESS_HEADERS.contains(headerName.toLowerCase(Locale.ROOT));
    }
}
