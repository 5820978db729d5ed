package org.omsgateway.installer;

import java.io.IOException;
import java.nio.file.Path;
import org.omsgateway.eventlog.GatewayEvent;
import org.omsgateway.eventlog.GatewayLog;
import org.omsgateway.eventlog.WindowsEventLogRegistration;

/** Registers, reports and unregisters on Windows, for {@link WindowsEventsTest}. */
final class WindowsEventsProgram {
    private WindowsEventsProgram() {}

    public static void main(String[] arguments) throws IOException {
        switch (arguments[0]) {
            case "register" -> WindowsEventLogRegistration.register(Path.of(arguments[1]));
            case "unregister" -> WindowsEventLogRegistration.unregister();
            default -> report(Path.of(arguments[1]));
        }
    }

    /** Each event of the catalogue, with its facts' names as facts; the last one with what Windows would expand. */
    private static void report(Path file) {
        try (GatewayLog log = GatewayLog.toWindowsEventLogAndFile(file)) {
            log.setLevel(GatewayEvent.Severity.DEBUG);
            for (GatewayEvent event : GatewayEvent.values()) {
                log.report(event, event.factNames().toArray());
            }
            log.report(GatewayEvent.CLIENT_SNI, "fe80::1%12 größer 日本 %%1\n");
        }
    }
}
