package org.omsgateway.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.omsgateway.eventlog.GatewayEvent;

class EventHelpTest {
    private static final Path TEXTS = Path.of("../eventlog/src/main/windows/messages");

    static List<Path> languages() throws IOException {
        try (Stream<Path> files = Files.list(TEXTS)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("languages")
    void endsEachEventWithItsPlaceOnThePage(Path language) throws IOException {
        String texts = EventHelp.withAddress(Files.readString(language), "https://wiki.example/100%25/gateway");
        List<String> ends = Arrays.stream(GatewayEvent.values()).map(GatewayEvent::id).distinct()
                .map(id -> "%n%nhttps://wiki.example/100%%25/gateway#" + id + "%0").toList();
        assertThat(texts.lines().filter(line -> line.contains("%n%nhttps:"))
                .map(line -> line.substring(line.indexOf("%n%nhttps:")))).containsExactlyInAnyOrderElementsOf(ends);
    }

    @Test
    void leavesTheTextsAloneWithoutAPage(@TempDir Path folder) throws IOException {
        EventHelp.main(new String[] {"", TEXTS.toString(), folder.toString()});
        for (Path language : languages()) {
            assertThat(folder.resolve(language.getFileName())).hasSameBinaryContentAs(language);
        }
    }
}
