package org.omsgateway.faults;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.omsgateway.faults.Cell.Fault;
import org.omsgateway.faults.Cell.Peer;
import org.omsgateway.faults.Cell.Stage;

/** Opens a tunnel, injects the fault of a cell at its stage, and sees what becomes of the tunnel. */
final class Script {
    /** The fault was injected, and the steps of a tunnel without it end here. */
    private static final class Injected extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** No request, record or message, however it continues; ends as the head of a request does. */
    private static final byte[] GARBAGE = garbage();
    private static final byte[] LAST_WORDS = TunnelEnds.text("bye");
    /** The length of a record with an alert. */
    private static final int ALERT = 7;
    private static final long DRIP_MILLIS = 20;
    private static final int MAX_DRIPS = 50;
    /** Longer than the time after which the gateway reports a client that gives up while it dials. */
    private static final long PATIENCE_MILLIS = 1200;

    private final Site site;
    private final Cell cell;
    private boolean reached;
    private TunnelEnds ends;

    Script(Site site) {
        this.site = site;
        this.cell = site.cell;
    }

    /** Whether the fault was injected. */
    boolean hasReachedItsStage() {
        return reached;
    }

    /** Returns what becomes of the tunnel: an {@link Outcome#tunnel}. */
    String run() throws Exception {
        try (TunnelEnds tunnel = new TunnelEnds(site, site.host("faulty"), this::midst)) {
            ends = tunnel;
            try {
                tunnel.open();
                openStages();
                return Outcome.WHOLE;
            } catch (Injected fault) {
                return outcome();
            }
        }
    }

    private void openStages() throws Exception {
        if (cell.stage() == Stage.RELOAD && cell.peer() != Peer.SETTINGS) {
            site.reload();
        } else if (cell.stage() == Stage.STOP) {
            site.beginStop();
        } else if (cell.stage() == Stage.CLOSE) {
            // The other end has finished already.
            TunnelEnds.end(healthy(), faulty());
        }
        if (cell.stage().isOpen()) {
            midst(cell.stage());
        }
        if (cell.stage() == Stage.CLOSE) {
            TunnelEnds.end(faulty(), healthy());
        } else {
            ends.exchange();
            ends.finish();
        }
    }

    /** Injects the fault if it is now the time. */
    private void midst(Stage stage) throws Exception {
        // A stage of the far end begins once it is connected, unless the fault is that it is not.
        boolean early = ends.far() == null && cell.peer().isDialled();
        if (reached || stage != cell.stage() || early && !(stage == Stage.CONNECT && isNotAccepted())) {
            return;
        }
        reached = true;
        if (early) {
            site.farEnd.inject(cell.fault());
            ends.client.send(ends.request());
            throw new Injected();
        }
        if (cell.peer().isOnTheWay()) {
            boolean waits = cell.peer() == Peer.CLIENT && stage == Stage.RELAY_ANSWER;
            if (waits) {
                TimeUnit.MILLISECONDS.sleep(PATIENCE_MILLIS);
            }
            inject(faulty());
            if (waits && cell.fault() != Fault.RESETS) {
                finishAnswer();
            }
            throw new Injected();
        }
        site.inject();
        if (cell.peer() == Peer.NAME_SERVER && ends.far() == null) {
            ends.client.send(stage == Stage.CONNECT ? ends.request() : ends.rest());
            throw new Injected();
        }
    }

    /** Sends the rest of the relay proxy's answer, after whatever the client has done. */
    private void finishAnswer() throws IOException {
        if (cell.fault() != Fault.GARBAGE) {
            site.awaitEndOf(ends.client);
        }
        try {
            ends.far().getOutputStream().write(ends.rest());
        } catch (IOException closed) {
            // The gateway has noticed that the client is gone.
        }
    }

    private boolean isNotAccepted() {
        return cell.fault() == Fault.REFUSES || cell.fault() == Fault.STALLS;
    }

    private void inject(Socket socket) throws IOException {
        switch (cell.fault()) {
            // The first half of the answer is the version.
            case REFUSES -> socket.getOutputStream().write(TunnelEnds.text(" 403 Forbidden\r\n\r\n"));
            case RESETS -> {
                socket.setSoLinger(true, 0);
                socket.close();
            }
            case HALF_CLOSES -> socket.shutdownOutput();
            case GARBAGE -> socket.getOutputStream().write(GARBAGE);
            case DRIPS -> drip(socket);
            case VANISHES, COMES_BACK -> {
                if (cell.peer().isDialled()) {
                    site.farEnd.inject(cell.fault());
                }
                socket.close();
            }
            default -> { }
        }
    }

    /** Sends bytes one by one: in an open tunnel any, before that what is due, but never the last byte of it. */
    private void drip(Socket socket) throws IOException {
        byte[] bytes = cell.stage().isOpen() ? GARBAGE : ends.rest();
        try {
            for (int i = 0; i < Math.min(bytes.length - 1, MAX_DRIPS); i++) {
                socket.getOutputStream().write(bytes[i]);
                TimeUnit.MILLISECONDS.sleep(DRIP_MILLIS);
            }
        } catch (SocketException closed) {
            // The gateway did not wait for the rest.
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Socket faulty() {
        return cell.peer() == Peer.CLIENT ? ends.client.socket() : ends.far();
    }

    private Socket healthy() {
        return cell.peer() == Peer.CLIENT ? ends.far() : ends.client.socket();
    }

    /** What becomes of the tunnel after the fault. */
    private String outcome() throws IOException {
        if (cell.stage().isOpen() && passes()) {
            return Outcome.WHOLE;
        }
        String tunnel = ends.client.socket().isClosed() ? Outcome.CLOSED : seenByClient();
        ends.client.close();
        if (ends.far() != null && !ends.far().isClosed()) {
            // A descriptor that the gateway forgets would let this end wait.
            readToEnd(ends.far());
        }
        return tunnel;
    }

    /** Whether the bytes of the faulty end arrive, and both ends can finish. */
    private boolean passes() throws IOException {
        Socket faulty = faulty();
        Socket healthy = healthy();
        int sent = switch (cell.fault()) {
            case HALF_CLOSES -> 0;
            case GARBAGE -> GARBAGE.length;
            case DRIPS -> MAX_DRIPS;
            default -> -1;
        };
        if (sent < 0) {
            return false;
        }
        TunnelEnds.expect(healthy, Arrays.copyOf(GARBAGE, sent));
        if (cell.fault() != Fault.HALF_CLOSES) {
            faulty.shutdownOutput();
        }
        TunnelEnds.expect(healthy, new byte[0]);
        if (healthy.getInputStream().read() >= 0) {
            throw new IOException("Bytes after the end");
        }
        if (cell.stage() != Stage.CLOSE) {
            healthy.getOutputStream().write(LAST_WORDS);
            TunnelEnds.expect(faulty, LAST_WORDS);
            TunnelEnds.end(healthy, faulty);
        }
        return true;
    }

    private String seenByClient() throws IOException {
        String seen = readToEnd(ends.client.socket());
        String rest = seen.startsWith(TunnelEnds.GRANTED) ? seen.substring(TunnelEnds.GRANTED.length()) : seen;
        if (rest.startsWith("HTTP/1.1 ")) {
            return rest.substring(9, 12);
        }
        if (rest.isEmpty()) {
            return Outcome.CLOSED;
        }
        // Whole messages may have passed before.
        return rest.length() >= ALERT && rest.charAt(rest.length() - ALERT) == '\u0015' ? Outcome.ALERT : rest;
    }

    /** Everything until the other side ends or resets the connection. */
    private static String readToEnd(Socket socket) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        try {
            in.transferTo(all);
        } catch (SocketTimeoutException e) {
            throw new IOException("Not closed; so far: " + all.toString(StandardCharsets.ISO_8859_1), e);
        } catch (SocketException reset) {
            // As good as the end.
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    private static byte[] garbage() {
        byte[] garbage = new byte[2048];
        Arrays.fill(garbage, (byte) 0xff);
        System.arraycopy(TunnelEnds.text("\r\n\r\n"), 0, garbage, garbage.length - 4, 4);
        return garbage;
    }
}
