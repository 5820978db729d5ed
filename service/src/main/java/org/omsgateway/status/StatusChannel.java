package org.omsgateway.status;

import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * How commands of this machine's administrators ask the running gateway for its status: they open the channel and read
 * one document to its end. The channel is no network port, and nobody else may open it.
 */
public interface StatusChannel {
    /**
     * Serves the channel until the result is closed.
     *
     * @param status makes the document; called for each reader, on a thread of the channel
     * @param failed told why the channel has ended early
     */
    Server serve(Supplier<byte[]> status, Consumer<Throwable> failed) throws IOException;

    /**
     * The document of the running gateway.
     *
     * @throws java.nio.file.NoSuchFileException if no gateway runs
     * @throws java.nio.file.AccessDeniedException if the caller is no administrator
     */
    byte[] read() throws IOException;

    /** The gateway's end of the channel. */
    interface Server extends AutoCloseable {
        @Override
        void close();
    }
}
