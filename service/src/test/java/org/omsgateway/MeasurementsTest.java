package org.omsgateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.ClosedFileSystemException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omsgateway.eventlog.GatewayLog;
import org.omsgateway.perfcounters.Counters;
import org.omsgateway.perfcounters.GatewayCounter;
import org.omsgateway.status.History;
import org.omsgateway.testing.Await;

class MeasurementsTest {
    @TempDir
    private Path folder;

    @Test
    @SuppressWarnings("try")
    void tellsOfAnUnexpectedFailureAndGoesOn() throws Exception {
        Counters counters = new Counters();
        BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
        try (FileSystem gone = FileSystems.newFileSystem(folder.resolve("x.zip"), Map.of("create", "true"))) {
            History history = new History(gone.getPath("/"), counters);
            gone.close();
            try (GatewayLog log = GatewayLog.toConsole(event -> { });
                    Measurements measurements =
                            new Measurements(counters, log, Optional.of(history), failures::add)) {
                assertThat(failures.take()).isInstanceOf(ClosedFileSystemException.class);
                Await.until("a measurement", () -> counters.get(GatewayCounter.HEAP_BYTES) > 0);
            }
        }
    }
}
