package org.omsgateway.status;

import java.nio.file.Path;
import java.util.Optional;

/** Chooses the channel of a gateway. */
public final class StatusChannels {
    private StatusChannels() {}

    /** The channel of the gateway whose settings are in {@code file}, or else of the Windows service. */
    public static StatusChannel of(Optional<Path> file) {
        return file.<StatusChannel>map(path -> new StatusSocket(path.resolveSibling(path.getFileName() + ".status")))
                .orElseGet(WindowsStatusPipe::new);
    }
}
