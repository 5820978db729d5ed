package org.omsgateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omsgateway.testing.Await;
import org.omsgateway.testing.Program;

class FaultMatrixTest {
    @TempDir
    private Path folder;

    @Test
    void everyFaultEndsAsDocumented() throws Exception {
        Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost\n");
        try (Program matrix = Program.start(folder, Path.of("../script/private-network").toRealPath().toString(),
                hosts.toString(), Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"),
                "-XX:+UseSerialGC", "-XX:-UsePerfData", "-XX:TieredStopAtLevel=1",
                "-Dio.netty.leakDetection.level=paranoid",
                FaultMatrix.class.getName(), folder.toString())) {
            // Longer than each wait in it, so that it says what it has waited for.
            int exitCode = matrix.exitCode(Await.PATIENCE.multipliedBy(3));
            assertThat(exitCode).as(matrix.output()).isZero();
        }
    }

    @Test
    void theDocumentIsTheMatrix() throws IOException {
        String text = FaultDocument.text();
        Path copy = Files.writeString(Files.createDirectories(Path.of("target")).resolve("faults.md"), text);
        assertThat(Path.of("../docs/faults.md")).as("replace it by service/" + copy).content().isEqualTo(text);
    }
}
