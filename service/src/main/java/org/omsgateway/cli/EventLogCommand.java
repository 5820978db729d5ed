package org.omsgateway.cli;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.omsgateway.eventlog.WindowsEventLogRegistration;
import picocli.CommandLine.Command;

/** {@code oms-gateway eventlog}: does what setup does, for administrators who run the gateway without setup. */
@Command(name = "eventlog", synopsisSubcommandLabel = "COMMAND",
        description = "On Windows: make the gateway's event log known to the system, or remove it. For administrators.")
public final class EventLogCommand {
    /** The message file, which is beside the folder of the jars. */
    private static Path messageFile() throws IOException {
        try {
            Path jar = Path.of(EventLogCommand.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            return jar.resolveSibling("..").resolve(WindowsEventLogRegistration.MESSAGE_FILE).normalize();
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    @Command(name = "register", description = "Register the log \"" + WindowsEventLogRegistration.LOG
            + "\" and its source \"" + WindowsEventLogRegistration.SOURCE + "\", or correct them.")
    void register() throws IOException, CommandFailure {
        requireWindows();
        WindowsEventLogRegistration.register(messageFile());
    }

    @Command(name = "unregister", description = "Remove log and source.")
    void unregister() throws IOException, CommandFailure {
        requireWindows();
        WindowsEventLogRegistration.unregister();
    }

    private static void requireWindows() throws CommandFailure {
        if (!System.getProperty("os.name").startsWith("Windows")) {
            throw new CommandFailure(CommandFailure.Code.USAGE, "eventlog: only Windows has an event log");
        }
    }
}
