package org.omsgateway.faults;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import org.omsgateway.faults.Cell.Fault;
import org.omsgateway.faults.Cell.Peer;
import org.omsgateway.faults.Cell.Stage;

/** The reasons why cells make no sense. The first one that fits a cell is the cell's. */
enum Nonsense {
    NEVER_DIALLED("Nobody connects to a client, so a client cannot refuse.",
            cell -> cell.peer() == Peer.CLIENT && cell.fault() == Fault.REFUSES),
    FIRST_BYTES("A client's first bytes are its request.",
            cell -> cell.peer() == Peer.CLIENT && cell.stage() == Stage.CONNECT
                    && (cell.fault() == Fault.GARBAGE || cell.fault() == Fault.DRIPS)),
    NOT_CONNECTED("The gateway has no connection to the server yet.",
            cell -> cell.peer() == Peer.SERVER
                    && (cell.stage() == Stage.REQUEST || cell.stage() == Stage.RELAY_ANSWER)),
    CONNECTED("Only a new connection, or a relay proxy's answer, can be a refusal.",
            cell -> cell.peer().isDialled() && cell.fault() == Fault.REFUSES && cell.stage() != Stage.CONNECT
                    && cell.stage() != Stage.RELAY_ANSWER),
    NOT_ITS_TURN("The peer has nothing to send at this stage, so its silence is no fault.",
            cell -> cell.fault().isSlow() && !hasTurn(cell)),
    DATAGRAM("A look-up is one datagram each way: nothing to reset, to half-close or to send in pieces.",
            cell -> cell.peer() == Peer.NAME_SERVER && (cell.fault() == Fault.RESETS
                    || cell.fault() == Fault.HALF_CLOSES || cell.fault() == Fault.DRIPS)),
    NO_CONNECTION("A file or a log has no connection to reset.",
            cell -> !cell.peer().isOnTheWay() && cell.fault() == Fault.RESETS),
    ONLY_WRITTEN("The gateway reads nothing from a log.",
            cell -> cell.peer().isWritten() && (cell.fault() == Fault.GARBAGE || cell.fault() == Fault.HALF_CLOSES)),
    LOCAL_DISK("A disk of this machine does not stall; a log that does is the event log, behind the same queue.",
            cell -> cell.peer() == Peer.LOG && cell.fault().isSlow()),
    STOPPED("A stopped gateway opens no tunnel.",
            cell -> cell.fault() == Fault.COMES_BACK && cell.stage() == Stage.STOP);

    private final String text;
    private final Predicate<Cell> fits;

    Nonsense(String text, Predicate<Cell> fits) {
        this.text = text;
        this.fits = fits;
    }

    /** Why {@code cell} makes no sense; empty if it does. */
    static Optional<Nonsense> of(Cell cell) {
        return Arrays.stream(values()).filter(reason -> reason.fits.test(cell)).findFirst();
    }

    private static boolean hasTurn(Cell cell) {
        return switch (cell.peer()) {
            case CLIENT -> cell.stage() != Stage.RELAY_ANSWER && cell.stage() != Stage.SERVER_FLIGHT;
            case SERVER, RELAY_PROXY -> cell.stage() != Stage.CLIENT_HELLO && cell.stage() != Stage.CLIENT_FLIGHT
                    && (cell.stage() != Stage.CONNECT || cell.fault() == Fault.STALLS);
            default -> true;
        };
    }

    @Override
    public String toString() {
        return text;
    }
}
