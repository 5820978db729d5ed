package org.omsgateway.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sources of the message DLL against the catalogue. */
class MessageFileTest {
    private static final Path SOURCES = Path.of("src/main/windows");
    private static final Pattern MESSAGE = Pattern.compile("MessageId=(\\d+)\nSeverity=Success\nFacility=Gateway\n"
            + "Language=(\\w+)\n(.+)%0\n\\.\n(?:\n|$)");

    @ParameterizedTest
    @CsvSource({"cs, 0405", "de, 0407", "en, 0409", "es, 0C0A", "fr, 040C", "hu, 040E", "it, 0410", "ja, 0411",
        "ko, 0412", "nl, 0413", "pl, 0415", "pt-BR, 0416", "pt-PT, 0816", "ru, 0419", "zh-Hans, 0804", "zh-Hant, 0404"})
    void hasATextForEachCategoryAndEvent(String language, String languageId) throws IOException {
        Map<Integer, String> texts = textsOf(language);
        int categories = GatewayEvent.Component.values().length;

        assertThat(source(language)).contains("=0x" + languageId + ":MSG0" + languageId + ")");
        assertThat(texts.keySet()).containsExactlyInAnyOrderElementsOf(expectedIds());
        texts.forEach((id, text) -> {
            if (id > categories) {
                assertThat(text).startsWith("%1%n%n").hasSizeGreaterThan(20);
            }
            assertThat(text.replace("%1%n%n", "")).as("what FormatMessage would expand").doesNotContain("%");
        });
        assertThat(new HashSet<>(texts.values())).hasSameSizeAs(texts.keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"cs", "de", "es", "fr", "hu", "it", "ja", "ko", "nl", "pl", "pt-BR", "pt-PT", "ru",
        "zh-Hans", "zh-Hant"})
    void namesTheSameSettingsAndCommandsInEachLanguage(String language) throws IOException {
        Map<Integer, String> english = textsOf("en");
        Map<Integer, String> translated = textsOf(language);

        english.forEach((id, text) -> assertThat(namesIn(translated.get(id))).as(language + " " + id)
                .containsExactlyInAnyOrderElementsOf(namesIn(text)));
    }

    /** Names of settings, cmdlets, services and keys, which are never translated. */
    private static Set<String> namesIn(String text) {
        Set<String> names = new HashSet<>();
        Matcher name = Pattern.compile("[A-Z][a-z]+-OMS[A-Za-z]+|OMSGatewayService|HKEY_LOCAL_MACHINE\\\\SOFTWARE"
                + "\\\\OMS Gateway|(?:Min|Max)imumTlsVersion|MaxConnections(?:PerClient)?|LogLevel|DEBUG|ListenPort"
                + "|443|1\\.2")
                .matcher(text);
        while (name.find()) {
            names.add(name.group());
        }
        return names;
    }

    private static List<Integer> expectedIds() {
        return IntStream.concat(IntStream.rangeClosed(1, GatewayEvent.Component.values().length),
                Arrays.stream(GatewayEvent.values()).mapToInt(GatewayEvent::id).distinct()).boxed().toList();
    }

    private static Map<Integer, String> textsOf(String language) throws IOException {
        String source = source(language);
        Matcher message = MESSAGE.matcher(source);
        Map<Integer, String> texts = new TreeMap<>();
        while (message.find()) {
            assertThat(texts.put(Integer.valueOf(message.group(1)), message.group(3))).isNull();
            assertThat(source).contains("LanguageNames=(" + message.group(2) + "=");
        }
        assertThat(texts).hasSize(source.split("MessageId=").length - 1);
        return texts;
    }

    private static String source(String language) throws IOException {
        return Files.readString(SOURCES.resolve("messages/" + language + ".mc"), StandardCharsets.UTF_8);
    }
}
