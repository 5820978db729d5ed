package org.omsgateway.tls;

/** The sender of a message. */
public enum Side {
    CLIENT("Client"),
    SERVER("Server");

    private final String text;

    Side(String text) {
        this.text = text;
    }

    /** The side as events name it. */
    @Override
    public String toString() {
        return text;
    }
}
