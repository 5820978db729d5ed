package org.omsgateway.tls;

/** Receives the steps of a handshake as they are read. */
public interface HandshakeTrace {
    /** Ignores all steps. */
    HandshakeTrace NONE = new HandshakeTrace() {
        @Override
        public void message(Side sender, Object message) { }

        @Override
        public void serverName(String sni) { }

        @Override
        public void serverNameVerified() { }

        @Override
        public void serverVerified() { }
    };

    /** {@code sender} has sent the message called {@code message}. */
    void message(Side sender, Object message);

    /** The client names the server {@code sni}, which may be any text. */
    void serverName(String sni);

    /** The client names the host of its tunnel. */
    void serverNameVerified();

    /** The server's certificate is for the host of the tunnel. */
    void serverVerified();
}
