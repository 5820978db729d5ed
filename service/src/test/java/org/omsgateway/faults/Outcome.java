package org.omsgateway.faults;

import java.util.List;
import org.omsgateway.eventlog.GatewayEvent;
import org.omsgateway.faults.Cell.Fault;
import org.omsgateway.faults.Cell.Peer;
import org.omsgateway.faults.Cell.Stage;

/**
 * How a cell ends.
 *
 * @param tunnel what becomes of the tunnel: a status of HTTP, or one of the constants
 * @param events the warnings and errors, in order
 */
record Outcome(String tunnel, List<GatewayEvent> events) {
    /** All bytes pass, in both directions, to the end. */
    static final String WHOLE = "whole";
    /** The gateway closes both ends without a word. */
    static final String CLOSED = "closed";
    /** The same, after a TLS alert to the client. */
    static final String ALERT = "alert";

    Outcome {
        events = List.copyOf(events);
    }

    private static Outcome of(String tunnel, GatewayEvent... events) {
        return new Outcome(tunnel, List.of(events));
    }

    /** The documented outcome of {@code cell}, which makes sense. */
    static Outcome expected(Cell cell) {
        return switch (cell.peer()) {
            case CLIENT, SERVER, RELAY_PROXY -> switch (cell.stage()) {
                case CONNECT, REQUEST, RELAY_ANSWER -> cell.peer() == Peer.CLIENT ? ofRequest(cell) : ofDial(cell);
                case CLIENT_HELLO, SERVER_FLIGHT, CLIENT_FLIGHT -> ofHandshake(cell);
                default -> ofOpenTunnel(cell.fault());
            };
            case NAME_SERVER -> ofLookUp(cell);
            case SETTINGS -> cell.fault() == Fault.DRIPS || cell.stage() == Stage.STOP
                    ? of(WHOLE) : of(WHOLE, GatewayEvent.WRONG_CONFIGURATION);
            // Data that is gone is an agent that needs nothing any more.
            case AGENT -> cell.fault() == Fault.DRIPS || cell.fault().isGone() || cell.stage() == Stage.STOP
                    ? of(WHOLE) : of(WHOLE, GatewayEvent.WRONG_CONFIGURATION);
            // A file that was moved or deleted is made again.
            case LOG -> cell.fault() == Fault.VANISHES
                    ? of(WHOLE) : of(WHOLE, GatewayEvent.LOG_FILE_UNAVAILABLE);
            case EVENT_LOG -> cell.fault().isSlow() ? of(WHOLE) : of(WHOLE, GatewayEvent.EVENT_LOG_UNAVAILABLE);
        };
    }

    private static Outcome ofRequest(Cell cell) {
        return switch (cell.stage()) {
            case CONNECT -> of(CLOSED);
            case REQUEST -> switch (cell.fault()) {
                case STALLS, DRIPS -> of("408", GatewayEvent.NOT_CONNECT);
                case GARBAGE -> of("414", GatewayEvent.NOT_CONNECT);
                default -> of(CLOSED);
            };
            default -> switch (cell.fault()) {
                case GARBAGE -> of(ALERT, GatewayEvent.HANDSHAKE_UNREADABLE);
                // The client had waited for more than a second.
                default -> of(CLOSED, GatewayEvent.NETWORK_ERROR);
            };
        };
    }

    private static Outcome ofDial(Cell cell) {
        if (cell.fault().isSlow()) {
            return of("504", GatewayEvent.NETWORK_ERROR);
        }
        if (cell.peer() == Peer.RELAY_PROXY || cell.fault() == Fault.REFUSES) {
            return of("502", GatewayEvent.NETWORK_ERROR);
        }
        return cell.fault() == Fault.GARBAGE
                ? of(ALERT, GatewayEvent.HANDSHAKE_UNREADABLE) : of(CLOSED, GatewayEvent.NETWORK_ERROR);
    }

    private static Outcome ofHandshake(Cell cell) {
        if (cell.fault().isSlow() || cell.fault() == Fault.GARBAGE) {
            return of(ALERT, GatewayEvent.HANDSHAKE_UNREADABLE);
        }
        // A client may end when it likes.
        return cell.peer() == Peer.CLIENT ? of(CLOSED) : of(CLOSED, GatewayEvent.NETWORK_ERROR);
    }

    private static Outcome ofOpenTunnel(Fault fault) {
        return switch (fault) {
            case HALF_CLOSES, GARBAGE, DRIPS -> of(WHOLE);
            default -> of(CLOSED);
        };
    }

    private static Outcome ofLookUp(Cell cell) {
        if (cell.stage() != Stage.CONNECT && cell.stage() != Stage.REQUEST) {
            return of(WHOLE);
        }
        return of(cell.fault() == Fault.REFUSES ? "502" : "504", GatewayEvent.NETWORK_ERROR);
    }
}
