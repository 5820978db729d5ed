package org.omsgateway.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.omsgateway.config.ConfigStore;
import org.omsgateway.status.StatusChannels;
import org.omsgateway.status.StatusDocument;
import picocli.CommandLine.Option;

/** The option {@code --logs}: which gateway's files a command reads. */
final class LogFolderOption {
    @Option(names = "--logs", paramLabel = "FOLDER", description = "The log folder. The default is that of the running"
            + " gateway or, on Windows, of the service.")
    private Path folder;

    /**
     * The log folder of the gateway whose settings are in {@code store}.
     *
     * @throws CommandFailure if the folder is not known
     */
    Path of(ConfigStore store) throws CommandFailure {
        Optional<Path> found = Optional.ofNullable(folder);
        if (found.isEmpty()) {
            found = ofRunning(store).or(store::logFolder);
        }
        return found.orElseThrow(() -> new CommandFailure(CommandFailure.Code.LOG_FOLDER_MISSING,
                "--logs is missing (expected: the log folder, because no gateway runs that has one)"));
    }

    /** Empty if no gateway runs, or if it gives no answer. */
    private static Optional<Path> ofRunning(ConfigStore store) {
        try {
            Map<String, Object> status = StatusDocument.read(StatusChannels.of(store.file()));
            return Optional.ofNullable((String) status.get(StatusDocument.LOG_FOLDER)).map(Path::of);
        } catch (IOException unknown) {
            return Optional.empty();
        }
    }
}
