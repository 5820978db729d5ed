package org.omsgateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.omsgateway.eventlog.GatewayEvent;
import org.omsgateway.eventlog.GatewayLog;
import org.omsgateway.testing.Await;

/** The file of an open log: events reach the file a moment after they are reported. */
final class WrittenLog {
    private static final String MARK = "read for the test";

    private final GatewayLog log;
    private final Path file;
    private int reads;

    WrittenLog(GatewayLog log, Path file) {
        this.log = log;
        this.file = file;
    }

    /** All lines reported before this call. */
    String text() throws IOException {
        String mark = MARK + " " + ++reads + ".";
        log.report(GatewayEvent.SETTINGS_APPLIED, mark);
        awaitText(mark);
        return Files.readString(file).lines().filter(line -> !line.contains(MARK))
                .map(line -> line + System.lineSeparator()).collect(Collectors.joining());
    }

    void awaitText(String text) {
        Await.until("'" + text + "' in the log", () -> Files.exists(file) && Files.readString(file).contains(text));
    }
}
