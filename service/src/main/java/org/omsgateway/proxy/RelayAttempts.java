package org.omsgateway.proxy;

/** Told, on a dial's event loop, of each relay proxy that the dial turns to. */
public interface RelayAttempts {
    /** Of a dial that nobody watches. */
    RelayAttempts UNWATCHED = new RelayAttempts() {
        @Override
        public void through(String relay) {
            // Nobody watches.
        }

        @Override
        public void failedThrough(String relay) {
            // Nobody watches.
        }
    };

    /** @param relay {@code host:port} of the relay proxy that the dial uses from now on */
    void through(String relay);

    /** The dial has failed through {@code relay}, and may turn to another one. */
    void failedThrough(String relay);
}
