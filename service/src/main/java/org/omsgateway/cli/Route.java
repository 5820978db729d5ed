package org.omsgateway.cli;

import java.io.IOException;
import java.net.Socket;

/** A way to the HTTPS port of hosts. */
@FunctionalInterface
interface Route {
    /** Answers a socket whose bytes are those of {@code host}; its read time-out is set. */
    Socket open(String host) throws IOException;
}
