package org.omsgateway.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.omsgateway.eventlog.EventSink;
import org.omsgateway.eventlog.GatewayEvent;
import org.omsgateway.tls.HandshakeVerifier;
import org.omsgateway.tls.Side;
import org.omsgateway.tls.TlsAlert;
import org.omsgateway.tls.TlsVerdict;

/**
 * Verifies a tunnel's handshake, and forwards each message only once it is accepted. One gate is in front of each
 * {@link Pipe}; both gates remove themselves once the handshake is verified. A refused handshake ends with an alert to
 * the client. Both channels are on one event loop.
 */
final class TlsGuard {
    private final ClientConnection connection;
    private final Channel client;
    private final Channel server;
    private final String host;
    private final EventSink events;
    private final String route;
    private final Duration timeout;
    private final HandshakeVerifier verifier;
    private final Gate clientGate = new Gate(Side.CLIENT);
    private final Gate serverGate = new Gate(Side.SERVER);
    private final ScheduledFuture<?> deadline;

    TlsGuard(ClientConnection connection, Channel client, Channel server, ProxySettings settings, EventSink events) {
        this.connection = connection;
        this.client = client;
        this.server = server;
        this.host = connection.destination().orElseThrow().host();
        this.events = events;
        this.route = settings.dialer().route();
        this.timeout = settings.limits().handshakeTimeout();
        this.verifier = new HandshakeVerifier(host, settings.handshakes(),
                EventTrace.of(client.remoteAddress(), events));
        this.deadline = client.eventLoop().schedule(this::handshakeIsLate, timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The handler in front of the pipe of {@code side}'s bytes. */
    ChannelHandler gateOf(Side side) {
        return side == Side.CLIENT ? clientGate : serverGate;
    }

    private void verified(TlsVerdict.Verified session) {
        connection.verified(session);
        if (events.isEnabled(GatewayEvent.TLS_VERIFIED)) {
            events.report(GatewayEvent.TLS_VERIFIED, session.versionName(), session.verified(), session.notVisible(),
                    host, client.remoteAddress());
        }
        clientGate.open();
        serverGate.open();
    }

    private void refuse(TlsVerdict.Rejected refusal) {
        List<Object> facts = new ArrayList<>(refusal.facts());
        facts.add(host);
        facts.add(client.remoteAddress());
        events.report(refusal.event(), facts.toArray());
        connection.ends(ClientConnection.End.REFUSED);
        LingeringClose.after(client, Unpooled.wrappedBuffer(refusal.alert().record(verifier.recordVersion())));
        // Later bytes from the server must not reach the gate or the client.
        Handover.to(server);
        server.close();
    }

    private void handshakeIsLate() {
        if (serverGate.ended) {
            client.close();
            return;
        }
        String what = clientGate.passed == 0 ? "no whole ClientHello"
                : serverGate.passed == 0 ? "no whole answer of the server"
                : "not complete";
        refuse(new TlsVerdict.Rejected(GatewayEvent.HANDSHAKE_UNREADABLE,
                List.of(what + " within " + timeout.toMillis() / 1000.0 + " s"), TlsAlert.HANDSHAKE_FAILURE));
    }

    /** Forwards one side's accepted bytes and holds the rest. */
    private final class Gate extends ChannelInboundHandlerAdapter {
        private final Side side;
        private ChannelHandlerContext ctx;
        private ByteBuf held = Unpooled.EMPTY_BUFFER;
        private long passed;
        private boolean ended;

        Gate(Side side) {
            this.side = side;
        }

        @Override
        public void handlerAdded(ChannelHandlerContext ctx) {
            this.ctx = ctx;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            if (!(message instanceof ByteBuf received)) {
                // A removed HTTP decoder may still pass on the end of its message.
                ReferenceCountUtil.release(message);
                return;
            }
            TlsVerdict verdict = verifier.read(side, received.nioBuffer());
            held = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), held, received);
            if (verdict instanceof TlsVerdict.Verified session) {
                verified(session);
            } else if (verdict instanceof TlsVerdict.Rejected refusal) {
                refuse(refusal);
            } else {
                pass((int) (verifier.accepted(side) - passed));
            }
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event instanceof ChannelInputShutdownEvent) {
                end("the server closed the connection");
            }
            if (ended && side == Side.CLIENT) {
                // A client that ends during the handshake has given up. Its last bytes, perhaps an alert, are
                // forwarded.
                ctx.close();
            } else {
                ctx.fireUserEventTriggered(event);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            end("the server closed the connection");
            ctx.fireChannelInactive();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            if (cause instanceof IOException) {
                end("the server, or a firewall on the way, reset the connection");
            } else {
                events.report(GatewayEvent.APPLICATION_ERROR, cause);
            }
            ctx.fireExceptionCaught(cause);
        }

        /** Reports a server that ends amid the handshake without an alert: nothing else would show it. */
        private void end(String how) {
            boolean unexplained = clientGate.passed > 0 && client.isActive() && !verifier.serverAlerted();
            if (!ended && side == Side.SERVER && unexplained) {
                events.report(GatewayEvent.NETWORK_ERROR, client.remoteAddress(), host, route,
                        how + " during the TLS handshake");
            }
            ended = true;
        }

        @Override
        public void handlerRemoved(ChannelHandlerContext ctx) {
            deadline.cancel(false);
            held.release();
        }

        private void pass(int count) {
            if (count == 0) {
                return;
            }
            passed += count;
            if (count < held.readableBytes()) {
                ctx.fireChannelRead(held.readRetainedSlice(count));
            } else {
                ByteBuf all = held;
                held = Unpooled.EMPTY_BUFFER;
                ctx.fireChannelRead(all);
            }
        }

        void open() {
            if (held.isReadable()) {
                pass(held.readableBytes());
                // This side may not be the one that is being read, so nothing else would flush it.
                ctx.fireChannelReadComplete();
            }
            ctx.pipeline().remove(this);
        }
    }
}
