package org.omsgateway.proxy;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.omsgateway.perfcounters.Counters;
import org.omsgateway.perfcounters.GatewayCounter;
import org.omsgateway.policy.Destination;
import org.omsgateway.tls.Side;
import org.omsgateway.tls.TlsVerdict;

/**
 * What is known of one client connection, for whoever watches the gateway. The connection's event loop writes it; any
 * thread may read it at any time, and then sees a recent state.
 */
public final class ClientConnection implements RelayAttempts {
    /** What the connection is doing; when it drains, it only waits for what is still under way. */
    public enum State { REQUEST, DIALLING, HANDSHAKE, OPEN, DRAINING }

    /** Why a tunnel has ended: what happened first. */
    public enum End { CLIENT_CLOSED, CLIENT_RESET, SERVER_CLOSED, SERVER_RESET, REFUSED, IDLE, STOPPED }

    private final long number;
    private final InetSocketAddress client;
    private final Counters counters;
    private final Consumer<ClientConnection> onTunnelEnd;
    private final long beganMillis = System.currentTimeMillis();
    private final long beganNanos = System.nanoTime();
    private int openEnds = 2;
    /** Zero until the tunnel has ended. */
    private volatile long ageAtEndNanos;
    private volatile State state = State.REQUEST;
    private volatile boolean draining;
    private volatile Destination destination;
    private volatile String relay;
    private volatile SocketAddress server;
    private volatile TlsVerdict.Verified session;
    private volatile End end;
    private volatile long lastNanos = beganNanos;
    private volatile long bytesFromClient;
    private volatile long bytesToClient;

    /**
     * @param number the number that the events of this connection carry
     * @param onTunnelEnd told of this connection when both ends of its tunnel are closed, on its event loop
     */
    ClientConnection(long number, InetSocketAddress client, Counters counters,
            Consumer<ClientConnection> onTunnelEnd) {
        this.number = number;
        this.client = client;
        this.counters = counters;
        this.onTunnelEnd = onTunnelEnd;
    }

    /** The client's request is refused, and there will be no tunnel. */
    void refused() {
        drains();
        counters.increment(GatewayCounter.TUNNELS_REFUSED);
    }

    void dials(Destination destination) {
        this.destination = destination;
        state = State.DIALLING;
    }

    @Override
    public void through(String relay) {
        this.relay = relay;
    }

    @Override
    public void failedThrough(String relay) {
        counters.increment(GatewayCounter.RELAY_PROXY_FAILURES);
    }

    /** The dial has succeeded or failed; a dial that the client has given up has done neither. */
    void dialled(Duration time, boolean isSuccess) {
        counters.add(GatewayCounter.DIAL_MILLISECONDS, time.toMillis());
        counters.increment(GatewayCounter.DIALS);
        if (!isSuccess) {
            drains();
            counters.increment(GatewayCounter.DIAL_FAILURES);
        }
    }

    /** The tunnel is open; {@link #closed} follows for both of its sides. */
    void connected(SocketAddress server) {
        this.server = server;
        state = State.HANDSHAKE;
        counters.increment(GatewayCounter.TUNNELS_OPENED);
        counters.increment(GatewayCounter.HANDSHAKES_IN_PROGRESS);
    }

    void verified(TlsVerdict.Verified session) {
        this.session = session;
        state = State.OPEN;
        counters.decrement(GatewayCounter.HANDSHAKES_IN_PROGRESS);
    }

    /** @param count of bytes that {@code sender} has sent to its peer */
    void forwarded(Side sender, int count) {
        lastNanos = System.nanoTime();
        if (sender == Side.CLIENT) {
            bytesFromClient += count;
            counters.add(GatewayCounter.BYTES_FROM_CLIENTS, count);
        } else {
            bytesToClient += count;
            counters.add(GatewayCounter.BYTES_TO_CLIENTS, count);
        }
    }

    /** Keeps the first reason only: the others follow from it. */
    void ends(End reason) {
        if (end == null) {
            end = reason;
        }
        drains();
    }

    /** Nothing new begins on the connection, which may still have bytes under way; from any thread. */
    void drains() {
        draining = true;
    }

    /** Takes note that one end of the tunnel is closed. */
    void closed(Side side) {
        ends(side == Side.CLIENT ? End.CLIENT_CLOSED : End.SERVER_CLOSED);
        openEnds--;
        if (openEnds == 0) {
            ageAtEndNanos = System.nanoTime() - beganNanos;
            if (session == null) {
                counters.decrement(GatewayCounter.HANDSHAKES_IN_PROGRESS);
            }
            if (hasFailed()) {
                counters.increment(GatewayCounter.TUNNELS_FAILED);
            }
            onTunnelEnd.accept(this);
        }
    }

    /** An agent may reset or forget a tunnel that it no longer needs, so neither is a failure. */
    private boolean hasFailed() {
        return end == End.REFUSED || end == End.SERVER_RESET || session == null && end != End.STOPPED;
    }

    /** When the tunnel last forwarded bytes, or else when the connection began, as {@link System#nanoTime}. */
    long lastNanos() {
        return lastNanos;
    }

    /** The number that the events of this connection carry. */
    public long number() {
        return number;
    }

    public InetSocketAddress client() {
        return client;
    }

    public State state() {
        return draining ? State.DRAINING : state;
    }

    /** When the client connected. */
    public Instant began() {
        return Instant.ofEpochMilli(beganMillis);
    }

    /** The time since the client connected, or, once its tunnel has ended, from then to the end. */
    public Duration age() {
        long atEnd = ageAtEndNanos;
        return Duration.ofNanos(atEnd > 0 ? atEnd : System.nanoTime() - beganNanos);
    }

    /** The time since the last bytes in either direction. */
    public Duration idle() {
        return Duration.ofNanos(System.nanoTime() - lastNanos);
    }

    /** What the client's request names, once it is allowed. */
    public Optional<Destination> destination() {
        return Optional.ofNullable(destination);
    }

    /** The relay proxy, {@code host:port}, if the destination was last dialled through one. */
    public Optional<String> relay() {
        return Optional.ofNullable(relay);
    }

    /** The way to the destination, for events: {@code directly} or {@code via relay proxy host:port}. */
    String route() {
        return relay == null ? "directly" : "via relay proxy " + relay;
    }

    /** The address of the server or of the relay proxy, once it is connected. */
    public Optional<SocketAddress> server() {
        return Optional.ofNullable(server);
    }

    /** The TLS session, once its handshake is verified. */
    public Optional<TlsVerdict.Verified> session() {
        return Optional.ofNullable(session);
    }

    public long bytesFromClient() {
        return bytesFromClient;
    }

    public long bytesToClient() {
        return bytesToClient;
    }

    /** Why the tunnel has ended, or ends. */
    public Optional<End> end() {
        return Optional.ofNullable(end);
    }
}
