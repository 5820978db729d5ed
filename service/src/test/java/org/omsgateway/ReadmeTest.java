package org.omsgateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.omsgateway.config.Setting;
import org.omsgateway.eventlog.GatewayEvent;
import org.omsgateway.perfcounters.GatewayCounter;

/** The README's tables list exactly what the code has. */
class ReadmeTest {
    private static final Pattern SETTING = Pattern.compile("(?m)^\\| `(\\w+)` \\| (?:`(.*?)`)? ?\\|");
    private static final Pattern EVENT_IDS = Pattern.compile("(?m)^\\| ((?:\\d{3})(?:, \\d{3})*) \\|");

    private static String readme() throws IOException {
        return Files.readString(Path.of("../README.md"));
    }

    @Test
    void listsEachSettingWithItsDefault() throws IOException {
        List<String> listed = SETTING.matcher(readme()).results()
                .map(row -> row.group(1) + "=" + (row.group(2) == null ? "" : row.group(2))).toList();
        assertThat(listed).isEqualTo(Arrays.stream(Setting.values())
                .map(setting -> setting.displayName() + "=" + setting.defaultText().orElse("")).toList());
    }

    @Test
    void listsEachEventIdentifier() throws IOException {
        List<String> listed = EVENT_IDS.matcher(readme()).results().map(MatchResult::group)
                .flatMap(row -> Pattern.compile("\\d{3}").matcher(row).results().map(MatchResult::group)).toList();
        assertThat(listed).containsExactlyElementsOf(Arrays.stream(GatewayEvent.values())
                .map(event -> String.valueOf(event.id())).distinct().sorted().toList());
    }

    @Test
    void leadsToFilesThatExist() throws IOException {
        List<String> targets = Pattern.compile("]\\(([^):#]+)(?:#[^)]*)?\\)").matcher(readme()).results()
                .map(link -> link.group(1)).toList();
        assertThat(targets).isNotEmpty().allSatisfy(target -> assertThat(Path.of("..", target)).exists());
    }

    @Test
    void namesEachCounter() throws IOException {
        assertThat(readme()).contains("`" + GatewayCounter.OBJECT_NAME + "`");
        for (GatewayCounter counter : GatewayCounter.values()) {
            assertThat(readme()).contains("`" + counter.displayName() + "`");
        }
    }
}
