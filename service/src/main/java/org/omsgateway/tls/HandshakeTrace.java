package org.omsgateway.tls;

/** Is told what is read of a handshake, as it is read. */
public interface HandshakeTrace {
    /** Tells nobody. */
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

    /** The client asks for {@code sni}, which may be any text. */
    void serverName(String sni);

    /** The client asks for the host of its tunnel. */
    void serverNameVerified();

    /** The server's certificate is for the host of the tunnel. */
    void serverVerified();
}
