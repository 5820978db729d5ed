package org.omsgateway.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.omsgateway.eventlog.EventSink;
import org.omsgateway.eventlog.GatewayEvent;
import org.omsgateway.tls.EncryptedRecords;
import org.omsgateway.tls.HandshakeVerifier;
import org.omsgateway.tls.Side;
import org.omsgateway.tls.TlsAlert;
import org.omsgateway.tls.TlsVerdict;

/**
 * Verifies a tunnel's handshake, and forwards each message only once it is accepted. One gate is in front of each
 * {@link Pipe}; both gates make way for a {@link RecordWatch} once the handshake is verified. A refused handshake ends
 * with an alert to the client. Both channels are on one event loop.
 */
final class TlsGuard {
    private final ClientConnection connection;
    private final Channel client;
    private final Channel server;
    private final String host;
    private final EventSink events;
    private final TunnelSession session;
    private final String route;
    private final Duration timeout;
    private final boolean allowRenegotiation;
    private final HandshakeVerifier verifier;
    private final Gate clientGate;
    private final Gate serverGate;
    private final ScheduledFuture<?> deadline;

    TlsGuard(ClientConnection connection, Channel client, Channel server, ProxySettings settings, EventSink events) {
        this.connection = connection;
        this.client = client;
        this.server = server;
        this.host = connection.destination().orElseThrow().host();
        this.events = events;
        this.session = new TunnelSession(connection, client, server, events);
        this.route = connection.route();
        this.timeout = settings.limits().handshakeTimeout();
        this.allowRenegotiation = settings.handshakes().allowRenegotiation();
        this.verifier = new HandshakeVerifier(host, settings.handshakes(),
                EventTrace.of(client.remoteAddress(), events));
        this.clientGate = new Gate(Side.CLIENT, settings.memory());
        this.serverGate = new Gate(Side.SERVER, settings.memory());
        this.deadline = client.eventLoop().schedule(this::handshakeIsLate, timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The handler in front of the pipe of {@code side}'s bytes. */
    ChannelHandler gateOf(Side side) {
        return side == Side.CLIENT ? clientGate : serverGate;
    }

    private void verified(TlsVerdict.Verified verdict) {
        connection.verified(verdict);
        if (events.isEnabled(GatewayEvent.TLS_VERIFIED)) {
            events.report(GatewayEvent.TLS_VERIFIED, verdict.versionName(), verdict.verified(), verdict.notVisible(),
                    host, client.remoteAddress());
        }
        clientGate.open();
        serverGate.open();
    }

    /** Follows the records of {@code side} behind the handshake as long as they matter. */
    private RecordWatch watch(Side side) {
        EncryptedRecords records = verifier.encryptedRecords(side);
        boolean always = records.canRenegotiate()
                && (!allowRenegotiation || events.isEnabled(GatewayEvent.RENEGOTIATION_NOT_VISIBLE));
        return new RecordWatch(records, always, session);
    }

    private void refuse(TlsVerdict.Rejected refusal) {
        session.report(refusal);
        end(refusal.alert());
    }

    private void refuseForWantOfMemory() {
        connection.ends(ClientConnection.End.REFUSED);
        events.report(GatewayEvent.CONNECTION_LIMIT, client.remoteAddress(), MemoryBudget.NAME);
        end(TlsAlert.INTERNAL_ERROR);
    }

    private void end(TlsAlert alert) {
        LingeringClose.after(client, Unpooled.wrappedBuffer(alert.record(verifier.recordVersion())));
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
        private final WaitingBytes held;
        private ChannelHandlerContext ctx;
        private long passed;
        private boolean ended;

        Gate(Side side, MemoryBudget memory) {
            this.side = side;
            this.held = new WaitingBytes(memory);
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
            int waiting = held.length();
            held.add(ctx.alloc(), received);
            TlsVerdict verdict = verifier.read(side, held.view().nioBuffer().position(waiting));
            if (verdict instanceof TlsVerdict.Verified verified) {
                verified(verified);
            } else if (verdict instanceof TlsVerdict.Rejected refusal) {
                refuse(refusal);
            } else {
                pass((int) (verifier.accepted(side) - passed));
                if (!held.charge()) {
                    refuseForWantOfMemory();
                }
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

        /** Reports a server that ends without an alert before the tunnel is open: nothing else would show it. */
        private void end(String how) {
            boolean unexplained = client.isActive() && !verifier.serverAlerted();
            if (!ended && side == Side.SERVER && unexplained) {
                events.report(GatewayEvent.NETWORK_ERROR, client.remoteAddress(), host, route,
                        how + (clientGate.passed > 0 ? " during the TLS handshake" : " before the TLS handshake"));
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
            ctx.fireChannelRead(held.take(count));
        }

        void open() {
            if (held.length() > 0) {
                pass(held.length());
                // This side may not be the one that is being read, so nothing else would flush it.
                ctx.fireChannelReadComplete();
            }
            ctx.pipeline().replace(this, null, watch(side));
        }
    }
}
