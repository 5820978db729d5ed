package org.omsgateway.faults;

import java.util.Arrays;
import java.util.List;

/** One fault of one peer at one stage of a tunnel. */
record Cell(Peer peer, Fault fault, Stage stage) {
    /** Those whose faults the gateway must survive. */
    enum Peer {
        CLIENT("client"),
        SERVER("server"),
        RELAY_PROXY("relay proxy"),
        NAME_SERVER("name server"),
        SETTINGS("settings store"),
        AGENT("agent's data"),
        LOG("log file"),
        EVENT_LOG("event log");

        private final String text;

        Peer(String text) {
            this.text = text;
        }

        /** Whether the tunnel's bytes go through a connection with this peer. */
        boolean isOnTheWay() {
            return compareTo(RELAY_PROXY) <= 0;
        }

        /** Whether the gateway connects to this peer. */
        boolean isDialled() {
            return this == SERVER || this == RELAY_PROXY;
        }

        boolean isRead() {
            return this == SETTINGS || this == AGENT;
        }

        boolean isWritten() {
            return this == LOG || this == EVENT_LOG;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** What goes wrong. */
    enum Fault {
        REFUSES("refuses"),
        RESETS("resets"),
        STALLS("stalls"),
        HALF_CLOSES("half-closes"),
        GARBAGE("sends garbage"),
        DRIPS("one byte at a time"),
        VANISHES("vanishes"),
        COMES_BACK("comes back");

        private final String text;

        Fault(String text) {
            this.text = text;
        }

        /** Whether a time-out of the gateway ends what this fault begins. */
        boolean isSlow() {
            return this == STALLS || this == DRIPS;
        }

        /** Whether the peer is gone for good or for a while. */
        boolean isGone() {
            return this == VANISHES || this == COMES_BACK;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** When it goes wrong: in the midst of this stage. */
    enum Stage {
        CONNECT("connect"),
        REQUEST("request"),
        RELAY_ANSWER("relay's answer"),
        CLIENT_HELLO("ClientHello"),
        SERVER_FLIGHT("server's flight"),
        CLIENT_FLIGHT("client's second flight"),
        DATA("data"),
        CLOSE("close"),
        RELOAD("reload"),
        STOP("stop");

        private final String text;

        Stage(String text) {
            this.text = text;
        }

        /** Whether the handshake is complete, so that all bytes pass. */
        boolean isOpen() {
            return compareTo(DATA) >= 0;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    static List<Cell> all() {
        return Arrays.stream(Peer.values())
                .flatMap(peer -> Arrays.stream(Fault.values())
                        .flatMap(fault -> Arrays.stream(Stage.values()).map(stage -> new Cell(peer, fault, stage))))
                .toList();
    }

    /** Whether the tunnel goes through a relay proxy. */
    boolean isRelayed() {
        return peer == Peer.RELAY_PROXY || stage == Stage.RELAY_ANSWER;
    }

    @Override
    public String toString() {
        return peer + " / " + fault + " / " + stage;
    }
}
