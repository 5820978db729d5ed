package org.omsgateway.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page on troubleshooting against the catalogue. */
class TroubleshootingTest {
    private static final Path PAGE = Path.of("../docs/troubleshooting.md");
    private static final Pattern SECTION = Pattern.compile("(?ms)^## (\\d+)$(.*?)(?=^## )");
    private static final Pattern LINE = Pattern.compile("(?m)^\\| `([^`]+)` \\|");

    @Test
    void explainsEachLineOfEachEventUnderItsNumberAndNoOther() throws IOException {
        Map<Integer, List<String>> explained = new LinkedHashMap<>();
        SECTION.matcher(Files.readString(PAGE)).results().forEach(section -> explained.put(
                Integer.valueOf(section.group(1)), linesOf(section.group(2))));

        assertThat(explained.keySet()).containsExactlyElementsOf(
                Arrays.stream(GatewayEvent.values()).map(GatewayEvent::id).distinct().sorted().toList());
        explained.forEach((id, lines) -> assertThat(lines).as("%s", id).containsExactlyElementsOf(
                Arrays.stream(GatewayEvent.values()).filter(event -> event.id() == id)
                        .map(event -> event.template().replace(" (tunnel {tunnel})", "")
                                .replaceAll("\\{\\w+}", "…")).toList()));
    }

    /** The lines in the first column of the section's first table; a further table of 403 has causes. */
    private static List<String> linesOf(String section) {
        return LINE.matcher(section.split("\n\n\\| Cause")[0]).results().map(MatchResult::group)
                .map(row -> row.substring(3, row.length() - 3)).toList();
    }
}
