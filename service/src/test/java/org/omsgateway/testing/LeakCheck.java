package org.omsgateway.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test class after which a buffer was collected that had not been released, or during which Netty logged a
 * warning. Netty warns, for example, of an exception in a promise's listener, which no test would see.
 */
public final class LeakCheck implements AfterAllCallback {
    private static final Queue<String> LEAKS = new ConcurrentLinkedQueue<>();
    private static final Queue<String> WARNINGS = new ConcurrentLinkedQueue<>();
    /** A strong reference, because the JDK holds loggers weakly and would lose the handler with the logger. */
    private static final Logger NETTY = Logger.getLogger("io.netty");

    static {
        InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
        NETTY.addHandler(new WarningRecorder());
        // This must run before any allocator is made, because an allocator keeps the detector that it finds.
        ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(new ResourceLeakDetectorFactory() {
            @Override
            @SuppressWarnings("deprecation") // deprecated, but still abstract
            public <T> ResourceLeakDetector<T> newResourceLeakDetector(
                    Class<T> resource, int samplingInterval, long maxActive) {
                return newResourceLeakDetector(resource, samplingInterval);
            }

            @Override
            public <T> ResourceLeakDetector<T> newResourceLeakDetector(Class<T> resource, int samplingInterval) {
                return new Recorder<>(resource, samplingInterval);
            }
        });
    }

    @Override
    public void afterAll(ExtensionContext context) {
        assertNothingLost();
    }

    /** Fails if a buffer was lost or Netty logged a warning, since this was last checked. */
    public static void assertNothingLost() {
        System.gc();
        // The detector reports collected buffers when the next buffer is allocated.
        for (int i = 0; i < 16; i++) {
            ByteBufAllocator.DEFAULT.buffer(16).release();
        }
        assertThat(drain(LEAKS)).as("leaked buffers").isEmpty();
        assertThat(drain(WARNINGS)).as("warnings of Netty").isEmpty();
    }

    /** Empties {@code queue}, so that only the class that filled it fails. */
    private static List<String> drain(Queue<String> queue) {
        return Stream.generate(queue::poll).takeWhile(Objects::nonNull).toList();
    }

    private static final class WarningRecorder extends Handler {
        WarningRecorder() {
            setLevel(Level.WARNING);
            setFormatter(new SimpleFormatter());
        }

        @Override
        public void publish(LogRecord record) {
            if (isLoggable(record)) {
                WARNINGS.add(getFormatter().format(record));
            }
        }

        @Override
        public void flush() { }

        @Override
        public void close() { }
    }

    private static final class Recorder<T> extends ResourceLeakDetector<T> {
        Recorder(Class<T> resource, int samplingInterval) {
            super(resource, samplingInterval);
        }

        @Override
        protected boolean needReport() {
            return true;
        }

        @Override
        protected void reportTracedLeak(String resourceType, String records) {
            LEAKS.add(resourceType + records);
        }

        @Override
        protected void reportUntracedLeak(String resourceType) {
            LEAKS.add(resourceType);
        }
    }
}
