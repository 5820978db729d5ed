package org.omsgateway.eventlog;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.appender.ConsoleAppender;
import org.apache.logging.log4j.core.appender.RollingFileAppender;
import org.apache.logging.log4j.core.appender.rolling.DefaultRolloverStrategy;
import org.apache.logging.log4j.core.appender.rolling.SizeBasedTriggeringPolicy;

/** Started appenders for {@link Log4jEventSink}. */
final class LogAppenders {
    static final String FILE_SIZE = "10 MB";
    /** Full files kept beside the current one. */
    static final int OLD_FILES = 5;

    private LogAppenders() {}

    /** Standard output, in its own encoding, without stack traces. */
    static Appender console() {
        ConsoleAppender console = ConsoleAppender.newBuilder()
                .setName("console")
                .setLayout(new EventLayout(consoleCharset(), false))
                .setTarget(ConsoleAppender.Target.SYSTEM_OUT)
                .build();
        console.start();
        return console;
    }

    /**
     * {@code file} in UTF-8 with stack traces; when it is full it becomes {@code file.1}, and so on.
     *
     * @throws IOException if it can't be written; missing folders are made
     */
    static Appender rollingFile(Path file, String size) throws IOException {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND).close();
        } catch (IOException failure) {
            throw new IOException("The log file " + file + " can't be written: " + failure, failure);
        }
        Appender appender = RollingFileAppender.newBuilder()
                .setName("file")
                .setLayout(new EventLayout(StandardCharsets.UTF_8, true))
                .setFileName(file.toString())
                .setFilePattern(file.toString().replace("%", "%%") + ".%i")
                .setPolicy(SizeBasedTriggeringPolicy.createPolicy(size))
                .setStrategy(DefaultRolloverStrategy.newBuilder()
                        .setMax(String.valueOf(OLD_FILES))
                        .setFileIndex("min")
                        .build())
                .build();
        appender.start();
        return appender;
    }

    private static Charset consoleCharset() {
        String name = System.getProperty("stdout.encoding", System.getProperty("sun.stdout.encoding"));
        if (name == null) {
            return Charset.defaultCharset();
        }
        // A Windows console may name code page 65001, which is UTF-8 and not known to every Java by that name.
        return Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.UTF_8;
    }
}
