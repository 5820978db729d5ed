package org.omsgateway.benchmarks.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StoryTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void everyByteArrivesThroughGatewayAndCompanyProxy() throws Exception {
        boolean passed = Story.tell(3, Duration.ofSeconds(3), false, out);

        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains("Target host (paste.example) is forbidden")
                .contains("Not an HTTP CONNECT command")
                .contains("Invalid Client certificate")
                .contains("equal for 3 of 3 agents")
                .contains("PASSED");
        assertThat(passed).isTrue();
    }

    @Test
    void drawsOnePictureInPlaceOnTerminals() throws Exception {
        boolean passed = Story.tell(1, Duration.ofSeconds(2), true, out);

        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains("Rejection Count")
                .containsPattern("\033\\[\\d+A");
        assertThat(passed).isTrue();
    }
}
