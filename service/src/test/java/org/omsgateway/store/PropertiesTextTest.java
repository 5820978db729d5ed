package org.omsgateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.omsgateway.config.ConfigProblem;
import org.omsgateway.config.Setting;

class PropertiesTextTest {
    @Test
    void readsWhateverJavaReadsAndKeepsEveryCharacter() throws Exception {
        Random random = new Random(4711);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(24), 0, 11).forEach(i -> text.append("ab=: \t\\\n\r#!".charAt(i)));
            Properties expected = new Properties();
            expected.load(new StringReader(text.toString()));
            Map<String, String> last = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            PropertiesText read = new PropertiesText(text.toString(), "test");
            read.settings().values().forEach((name, values) -> last.put(name, values.get(values.size() - 1)));
            expected.remove("");
            if (!read.settings().problems().isEmpty()) {
                // Text without a separator, which Java takes for a name, is a problem instead.
                last.keySet().removeIf(name -> expected.getProperty(name).isEmpty());
                expected.values().removeIf(""::equals);
            }
            assertThat(last).as(text.toString()).isEqualTo(expected);
            assertThat(read).hasToString(text.toString());
        }
    }

    @Test
    void showsNothingOfALineThatIsTextAlone() {
        PropertiesText read = new PropertiesText("ListenPort=1\ngeheim\nListenAddress\n", "file");
        assertThat(read.settings().values()).containsOnlyKeys("ListenPort", "ListenAddress");
        assertThat(read.settings().problems()).singleElement()
                .hasToString("file: line 2 (expected: a setting as name=value)");
        assertThat(read).hasToString("ListenPort=1\ngeheim\nListenAddress\n");
    }

    @Test
    void replacesAValueInItsPlace() {
        assertThat(put("# a\nListenPort : 1\n\n! b\nLogLevel=INFO", Setting.LISTEN_PORT, "2"))
                .isEqualTo("# a\nListenPort=2\n\n! b\nLogLevel=INFO");
    }

    @Test
    void putsANewValueBelowTheCommentThatShowsIt() {
        assertThat(put("# Port.\n#ListenPort=8080\n\n# Level.\n# loglevel = INFO\n", Setting.LOG_LEVEL, "DEBUG"))
                .isEqualTo("# Port.\n#ListenPort=8080\n\n# Level.\n# loglevel = INFO\nLogLevel=DEBUG\n");
    }

    @Test
    void appendsANewValueAlsoToALineWithoutAnEnd() {
        assertThat(put("ListenPort=1", Setting.LOG_LEVEL, "DEBUG")).isEqualTo("ListenPort=1\nLogLevel=DEBUG\n");
        assertThat(put("", Setting.LOG_LEVEL, "DEBUG")).isEqualTo("LogLevel=DEBUG\n");
    }

    @Test
    void appendsANewValueToAFileThatEndsAmidAJoinedLine() {
        assertThat(put("AllowedHosts=a\\", Setting.LOG_LEVEL, "DEBUG"))
                .isEqualTo("AllowedHosts=a\\\n\nLogLevel=DEBUG\n");
        assertThat(put("AllowedHosts=a\\\n", Setting.LOG_LEVEL, "DEBUG"))
                .isEqualTo("AllowedHosts=a\\\n\nLogLevel=DEBUG\n");
        assertThat(put("# a\\", Setting.LOG_LEVEL, "DEBUG")).isEqualTo("# a\\\nLogLevel=DEBUG\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void keepsTheFilesLineEnds(String end) {
        assertThat(put("# x" + end + "AllowedHosts=a,\\" + end + " b" + end + "# y", Setting.ALLOWED_HOSTS, "c", "d"))
                .isEqualTo("# x" + end + "AllowedHosts=\\" + end + "    c,\\" + end + "    d" + end + "# y");
    }

    @Test
    void removesAllLinesOfASetting() {
        assertThat(put("#A\nListenPort=1\n#B\nlistenport=\\\n2\n#C", Setting.LISTEN_PORT)).isEqualTo("#A\n#B\n#C");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "a", "=a", " a ", "a\\\\", "\\u0041", "#a", "CN=a, O=\"b\"", "CN=ä\\;b",
        "a:b!c", "\\ a", "日本 😀"})
    void readsBackWhatItWrote(String value) {
        List<String> values = new ArrayList<>(List.of(value));
        assertThat(reread(values)).isEqualTo(values);
        values.add("second");
        assertThat(Setting.ALLOWED_CLIENT_CERTIFICATES.split(reread(values)))
                .containsExactly(value.strip(), "second");
    }

    @Test
    void namesTheLineOfAMalformedEscapeAndOfAMissingName() {
        PropertiesText text = new PropertiesText("# \\u00\nAllowedHosts=a,\\\n  b\nLogLevel=\\u00G0\n=x\n", "f");
        assertThat(text.settings().problems())
                .extracting(ConfigProblem::toString)
                .containsExactly("f: line 4 (expected: four hexadecimal digits after \\u, and \\\\ for a backslash)",
                        "f: line 5 (expected: a name before = or :)");
    }

    @Test
    void readsAMegabyteOfOddLinesInNoTime() {
        assertThat(new PropertiesText("\\\n".repeat(500_000), "f").settings().values()).isEmpty();
        assertThat(new PropertiesText("a=" + "\\".repeat(1_000_000), "f").settings().values()).hasSize(1);
        assertThat(new PropertiesText("\n".repeat(1_000_000), "f").settings().values()).isEmpty();
    }

    private static List<String> reread(List<String> values) {
        PropertiesText text = new PropertiesText("", "test");
        text.put(Setting.ALLOWED_CLIENT_CERTIFICATES, values);
        return new PropertiesText(text.toString(), "test").settings().texts(Setting.ALLOWED_CLIENT_CERTIFICATES);
    }

    private static String put(String text, Setting setting, String... values) {
        PropertiesText properties = new PropertiesText(text, "test");
        properties.put(setting, List.of(values));
        return properties.toString();
    }
}
