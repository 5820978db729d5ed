package org.omsgateway.faults;

import static org.omsgateway.testing.TlsBytes.concat;

import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.omsgateway.faults.Cell.Stage;
import org.omsgateway.testing.Handshakes;
import org.omsgateway.testing.OpenProxy;
import org.omsgateway.testing.RawClient;

/** Both ends of one tunnel, which take their steps by turns. */
final class TunnelEnds implements Closeable {
    /** Called in the midst of each stage. */
    @FunctionalInterface
    interface Midst {
        void at(Stage stage) throws Exception;
    }

    static final String GRANTED = "HTTP/1.1 200 Connection established\r\n\r\n";
    /** Bytes before the midst of a stage: less than any message, and all of an answer's version. */
    private static final int BEGINNING = 8;
    private static final byte[] SERVER_FLIGHT = concat(Handshakes.SERVER_HELLO_12, Handshakes.CERTIFICATE,
            Handshakes.SERVER_KEY_EXCHANGE, Handshakes.SERVER_HELLO_DONE);
    private static final byte[] CLIENT_FLIGHT =
            concat(Handshakes.CLIENT_KEY_EXCHANGE, Handshakes.CHANGE_CIPHER_SPEC, Handshakes.FINISHED);
    private static final byte[] SERVER_FINISHED = concat(Handshakes.CHANGE_CIPHER_SPEC, Handshakes.FINISHED);
    private static final byte[] RELAY_ANSWER = text("HTTP/1.1 200 OK\r\n\r\n");
    /** More records than the gateway looks at after the handshake. */
    private static final byte[] DATA = concat(Handshakes.APPLICATION_DATA, Handshakes.APPLICATION_DATA,
            Handshakes.APPLICATION_DATA, Handshakes.APPLICATION_DATA, Handshakes.APPLICATION_DATA,
            Handshakes.APPLICATION_DATA, Handshakes.APPLICATION_DATA, Handshakes.APPLICATION_DATA);

    final RawClient client;
    private final Site site;
    private final String host;
    private final Midst midst;
    private Socket far;
    /** What the side whose turn it is has still to send at this stage. */
    private byte[] rest = {};

    /** Connects the client. */
    TunnelEnds(Site site, String host, Midst midst) throws IOException {
        this.site = site;
        this.host = host;
        this.midst = midst;
        this.client = site.connect();
    }

    /** The server's or relay proxy's end; null before the gateway has connected. */
    Socket far() {
        return far;
    }

    byte[] rest() {
        return rest;
    }

    /** Takes all steps until the tunnel is open. */
    void open() throws Exception {
        midst.at(Stage.CONNECT);
        send(client.socket(), Stage.REQUEST, request());
        far = site.farEnd.accept();
        if (site.cell.isRelayed()) {
            midst.at(Stage.CONNECT);
            OpenProxy.readHead(far.getInputStream());
            rest = RELAY_ANSWER;
            midst.at(Stage.REQUEST);
            send(far, Stage.RELAY_ANSWER, RELAY_ANSWER);
        }
        expect(client.socket(), text(GRANTED));
        midst.at(Stage.CONNECT);
        pass(client.socket(), far, Stage.CLIENT_HELLO, Handshakes.clientHello("0303", Handshakes.sni(host)));
        pass(far, client.socket(), Stage.SERVER_FLIGHT, SERVER_FLIGHT);
        pass(client.socket(), far, Stage.CLIENT_FLIGHT, CLIENT_FLIGHT);
        pass(far, client.socket(), Stage.CLIENT_FLIGHT, SERVER_FINISHED);
        exchange();
    }

    byte[] request() {
        return text("CONNECT " + host + ":443 HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
    }

    /** Sends data in both directions. */
    void exchange() throws Exception {
        pass(client.socket(), far, null, DATA);
        pass(far, client.socket(), null, DATA);
    }

    /** Sends {@code bytes} from one end to the other. */
    private void pass(Socket from, Socket to, Stage stage, byte[] bytes) throws Exception {
        send(from, stage, bytes);
        expect(to, bytes);
    }

    private void send(Socket from, Stage stage, byte[] bytes) throws Exception {
        from.getOutputStream().write(bytes, 0, BEGINNING);
        rest = Arrays.copyOfRange(bytes, BEGINNING, bytes.length);
        if (stage != null) {
            midst.at(stage);
        }
        from.getOutputStream().write(rest);
    }

    static void expect(Socket at, byte[] bytes) throws IOException {
        byte[] read = at.getInputStream().readNBytes(bytes.length);
        if (!Arrays.equals(read, bytes)) {
            throw new IOException("Read " + new String(read, StandardCharsets.ISO_8859_1));
        }
    }

    /** Finishes both directions. */
    void finish() throws IOException {
        end(client.socket(), far);
        end(far, client.socket());
    }

    /** Ends the direction from one end to the other. */
    static void end(Socket from, Socket to) throws IOException {
        from.shutdownOutput();
        if (to.getInputStream().read() >= 0) {
            throw new IOException("Bytes after the end");
        }
    }

    static byte[] text(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        client.close();
        if (far != null) {
            far.close();
        }
    }
}
