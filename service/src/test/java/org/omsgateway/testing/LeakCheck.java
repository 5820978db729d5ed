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
 * Fails a test class after which a buffer was collected that nobody had released, or during which Netty has warned:
 * of an exception that a promise's listener has thrown, say, which no test would see.
 */
public final class LeakCheck implements AfterAllCallback {
    private static final Queue<String> LEAKS = new ConcurrentLinkedQueue<>();
    private static final Queue<String> WARNINGS = new ConcurrentLinkedQueue<>();
    /** Held, since the JDK would forget it and its handler. */
    private static final Logger NETTY = Logger.getLogger("io.netty");

    static {
        InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
        NETTY.addHandler(new WarningRecorder());
        // Before any allocator is made, which keeps the detector it finds then.
        ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(new ResourceLeakDetectorFactory() {
            @Override
            @SuppressWarnings("deprecation") // abstract nevertheless
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
        System.gc();
        // The detector reports what was collected when the next buffer is allocated.
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
