package org.omsgateway.eventlog;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.apache.logging.log4j.core.Layout;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.appender.AppenderLoggingException;
import org.apache.logging.log4j.core.appender.RollingFileAppender;
import org.apache.logging.log4j.core.appender.rolling.DefaultRolloverStrategy;
import org.apache.logging.log4j.core.appender.rolling.SizeBasedTriggeringPolicy;
import org.apache.logging.log4j.core.config.Property;

/**
 * A file bounded in size: when it is full it becomes {@code file.1}, and so on. An event opens it, if it could not be
 * opened before, and so does the next event after somebody has moved or deleted it.
 */
public final class LogFile extends AbstractAppender {
    public static final String SIZE = "10 MB";
    /** Full files kept beside the current one. */
    public static final int OLD_FILES = 5;

    private final Path file;
    private final String size;
    private final Layout<? extends Serializable> layout;
    private RollingFileAppender open;
    /** What tells the open file from another one of its name; null where the system has no such thing. */
    private Object key;

    /** @param size as Log4j reads it, such as {@code 10 MB} */
    public LogFile(Path file, String size, Layout<? extends Serializable> layout) {
        super("file", null, null, false, Property.EMPTY_ARRAY);
        this.file = file.toAbsolutePath();
        this.size = size;
        this.layout = layout;
    }

    /** A file of events in UTF-8, with the stack traces of failures. */
    static LogFile ofEvents(Path file, String size) {
        return new LogFile(file, size, new EventLayout(StandardCharsets.UTF_8, true));
    }

    /** @throws IOException if there is something at {@code file} that is not a regular file, such as a pipe */
    static void check(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException(file + " is not a regular file");
        }
    }

    /** Opens the file, so that even a short run has its events there; a failure is left to the first event. */
    @Override
    public void start() {
        super.start();
        try {
            open();
        } catch (IOException failure) {
            close();
        }
    }

    @Override
    public void append(LogEvent event) {
        try {
            if (open == null || !isInPlace()) {
                close();
                open();
            }
        } catch (IOException failure) {
            throw new AppenderLoggingException(failure);
        }
        open.append(event);
    }

    @Override
    public void stop() {
        close();
        super.stop();
    }

    private boolean isInPlace() throws IOException {
        try {
            return Objects.equals(keyOf(file), key);
        } catch (NoSuchFileException moved) {
            return false;
        }
    }

    private static Object keyOf(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    private void open() throws IOException {
        check(file);
        Files.createDirectories(file.getParent());
        // Log4j says only that it failed, so the reason is asked for beforehand.
        Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND).close();
        key = keyOf(file);
        open = RollingFileAppender.newBuilder()
                .setName(getName())
                .setIgnoreExceptions(false)
                .setLayout(layout)
                .setFileName(file.toString())
                .setFilePattern(file.toString().replace("%", "%%") + ".%i")
                .setPolicy(SizeBasedTriggeringPolicy.createPolicy(size))
                .setStrategy(DefaultRolloverStrategy.newBuilder()
                        .setMax(String.valueOf(OLD_FILES))
                        .setFileIndex("min")
                        .build())
                .build();
        if (open == null) {
            throw new IOException(file + " cannot be opened");
        }
        open.start();
    }

    private void close() {
        if (open != null) {
            open.stop();
            open = null;
        }
    }
}
