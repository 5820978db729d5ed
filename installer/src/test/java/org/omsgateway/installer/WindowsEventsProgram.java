package org.omsgateway.installer;

import java.nio.file.Path;
import org.omsgateway.eventlog.GatewayEvent;
import org.omsgateway.eventlog.GatewayLog;

/**
 * Reports each event of the catalogue to Windows, with the names of its facts as facts, and one event with text that
 * Windows would expand, for {@link WindowsEventsTest}. Argument: the log file.
 */
final class WindowsEventsProgram {
    private WindowsEventsProgram() {}

    public static void main(String[] arguments) {
        try (GatewayLog log = GatewayLog.toWindowsEventLogAndFile(Path.of(arguments[0]), event -> {})) {
            log.setLevel(GatewayEvent.Severity.DEBUG);
            for (GatewayEvent event : GatewayEvent.values()) {
                log.report(event, event.factNames().toArray());
            }
            log.report(GatewayEvent.CLIENT_SNI, "fe80::1%12 größer 日本 %%1\n", 1);
        }
    }
}
