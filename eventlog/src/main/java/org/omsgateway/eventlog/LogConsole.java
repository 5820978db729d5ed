package org.omsgateway.eventlog;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.appender.ConsoleAppender;

/** Standard output as a place for events. */
final class LogConsole {
    private LogConsole() {}

    /** A started appender that writes in the console's own encoding, without stack traces. */
    static Appender open() {
        ConsoleAppender console = ConsoleAppender.newBuilder()
                .setName("console")
                .setIgnoreExceptions(false)
                .setLayout(new EventLayout(charset(), false))
                .setTarget(ConsoleAppender.Target.SYSTEM_OUT)
                .build();
        console.start();
        return console;
    }

    private static Charset charset() {
        String name = System.getProperty("stdout.encoding", System.getProperty("sun.stdout.encoding"));
        if (name == null) {
            return Charset.defaultCharset();
        }
        // A Windows console may name code page 65001, which is UTF-8 and not known to every Java by that name.
        return Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.UTF_8;
    }
}
