package org.omsgateway.status;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.omsgateway.policy.Destination;
import org.omsgateway.proxy.ClientConnection;
import org.omsgateway.tls.TlsVerdict;

/** A connection as programs see it: names and values of JSON. Times are in UTC, durations in seconds. */
final class ConnectionView {
    private static final double MILLIS = 1000;

    private ConnectionView() {}

    /** A connection that is open. */
    static Map<String, Object> open(ClientConnection connection) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("since", connection.began().truncatedTo(ChronoUnit.MILLIS).toString());
        view.put("seconds", seconds(connection.age()));
        view.put("idleSeconds", seconds(connection.idle()));
        view.put("state", connection.state().name().toLowerCase(Locale.ROOT));
        putParties(view, connection);
        return view;
    }

    /** A tunnel that has ended. */
    static Map<String, Object> ended(ClientConnection connection) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("time", connection.began().plus(connection.age()).truncatedTo(ChronoUnit.MILLIS).toString());
        view.put("seconds", seconds(connection.age()));
        view.put("end", connection.end().map(end -> end.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .orElse(null));
        putParties(view, connection);
        return view;
    }

    private static void putParties(Map<String, Object> view, ClientConnection connection) {
        view.put("tunnel", connection.number());
        view.put("client", text(connection.client()));
        view.put("host", connection.destination().map(Destination::host).orElse(null));
        view.put("server", connection.server().map(ConnectionView::text).orElse(null));
        view.put("relay", connection.relay().orElse(null));
        view.put("bytesFromClient", connection.bytesFromClient());
        view.put("bytesToClient", connection.bytesToClient());
        view.put("tls", connection.session().map(TlsVerdict.Verified::versionName).orElse(null));
        view.put("verified", connection.session().map(TlsVerdict.Verified::verified).orElse(null));
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
