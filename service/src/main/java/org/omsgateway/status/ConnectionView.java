package org.omsgateway.status;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.omsgateway.policy.Destination;
import org.omsgateway.proxy.ClientConnection;
import org.omsgateway.tls.TlsVerdict;

/** A connection as programs see it: names and values of JSON. Times are in UTC, durations in seconds. */
final class ConnectionView {
    private static final double MILLIS = 1000;

    private ConnectionView() {}

    /** Shows a connection that is open. */
    static void open(ClientConnection connection, BiConsumer<String, Object> view) {
        view.accept("since", connection.began().truncatedTo(ChronoUnit.MILLIS).toString());
        view.accept("seconds", seconds(connection.age()));
        view.accept("idleSeconds", seconds(connection.idle()));
        view.accept("state", connection.state().name().toLowerCase(Locale.ROOT));
        putParties(view, connection);
    }

    /** Shows a tunnel that has ended. */
    static void ended(ClientConnection connection, BiConsumer<String, Object> view) {
        view.accept("time", connection.began().plus(connection.age()).truncatedTo(ChronoUnit.MILLIS).toString());
        view.accept("seconds", seconds(connection.age()));
        view.accept("end", connection.end().map(end -> end.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .orElse(null));
        putParties(view, connection);
    }

    private static void putParties(BiConsumer<String, Object> view, ClientConnection connection) {
        view.accept("tunnel", connection.number());
        view.accept("client", text(connection.client()));
        view.accept("host", connection.destination().map(Destination::host).orElse(null));
        view.accept("server", connection.server().map(ConnectionView::text).orElse(null));
        view.accept("relay", connection.relay().orElse(null));
        view.accept("bytesFromClient", connection.bytesFromClient());
        view.accept("bytesToClient", connection.bytesToClient());
        view.accept("tls", connection.session().map(TlsVerdict.Verified::versionName).orElse(null));
        view.accept("verified", connection.session().map(TlsVerdict.Verified::verified).orElse(null));
    }

    private static double seconds(Duration time) {
        return time.toMillis() / MILLIS;
    }

    private static String text(SocketAddress address) {
        return address instanceof InetSocketAddress ip
                ? Destination.authority(ip.getAddress().getHostAddress(), ip.getPort())
                : address.toString();
    }
}
