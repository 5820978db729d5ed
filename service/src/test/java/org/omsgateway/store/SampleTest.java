package org.omsgateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.omsgateway.config.ConfigParser;
import org.omsgateway.config.ConfigProblem;
import org.omsgateway.config.Setting;
import org.omsgateway.config.StoredSettings;

class SampleTest {
    @Test
    void sampleAsItIsSetsNothing() throws Exception {
        assertThat(new PropertiesText(sample(), "sample").settings()).isEqualTo(StoredSettings.EMPTY);
    }

    @Test
    void sampleShowsEverySettingButTheSecretsOnceWithAnAcceptableValue() throws Exception {
        StoredSettings shown = uncommented();
        assertThat(shown.values()).hasSize((int) Stream.of(Setting.values()).filter(it -> !it.isSecret()).count())
                .allSatisfy((name, values) -> assertThat(values).hasSize(1));
        assertThat(ConfigParser.problems(shown)).extracting(ConfigProblem::name).containsExactly("RelayProxyPassword");
    }

    @Test
    void sampleShowsTheDefaultOfEachSettingThatHasOne() throws Exception {
        StoredSettings shown = uncommented();
        for (Setting setting : Setting.values()) {
            setting.defaultText()
                    .ifPresent(value -> assertThat(shown.texts(setting)).as(setting.name()).isEqualTo(List.of(value)));
        }
    }

    private static StoredSettings uncommented() throws Exception {
        return new PropertiesText(sample().replaceAll("(?m)^#(?=[A-Z][A-Za-z]+=)", ""), "sample").settings();
    }

    private static String sample() throws Exception {
        return new SettingsFile(Path.of("no such file")).textOrSample();
    }
}
