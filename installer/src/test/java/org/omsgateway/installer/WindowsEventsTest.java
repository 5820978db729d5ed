package org.omsgateway.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.omsgateway.eventlog.GatewayEvent;
import org.omsgateway.perfcounters.WindowsCountersProgram;

/** Events, their texts and the counters, with the image's Java and jars. */
class WindowsEventsTest {
    private static final Path SOURCES = Path.of("../eventlog/src/main/windows/messages");
    private static final Path STRINGS = Path.of("../perfcounters/src/main/windows/counters");
    private static final String DLL = Wine.windowsPath(Wine.IMAGE.resolve("oms-gateway-messages.dll"));
    private static final String LOG_KEY = "HKLM\\SYSTEM\\CurrentControlSet\\Services\\EventLog\\OMS Gateway Log";
    private static final String SOURCE_KEY = LOG_KEY + "\\OMS Gateway";
    private static final Map<String, String> WITHOUT_TRACE = Map.of("WINEDEBUG", "-all");

    @AutoClose
    private static Wine wine;

    @BeforeAll
    static void start() throws Exception {
        wine = Wine.fresh("events");
    }

    @Test
    void registersLogAndSourceAndLeavesNothingOnceUnregistered() {
        omsGateway("eventlog", "register");

        WineRegistry registry = wine.registry();
        assertThat(registry.value(LOG_KEY, "MaxSize")).contains("0x1000000");
        assertThat(registry.value(LOG_KEY, "Retention")).contains("0x0");
        assertThat(registry.value(SOURCE_KEY, "EventMessageFile")).contains(DLL);
        assertThat(registry.type(SOURCE_KEY, "EventMessageFile")).contains("REG_EXPAND_SZ");
        assertThat(registry.value(SOURCE_KEY, "CategoryMessageFile")).contains(DLL);
        assertThat(registry.value(SOURCE_KEY, "CategoryCount")).contains("0x4");
        assertThat(registry.value(SOURCE_KEY, "TypesSupported")).contains("0x7");

        omsGateway("eventlog", "unregister");
        assertThat(registry.hasKey(LOG_KEY)).isFalse();
        omsGateway("eventlog", "unregister");
    }

    @Test
    void reportsEveryEventWithTypeCategoryAndStrings() {
        omsGateway("eventlog", "register");
        List<TracedEvent> reported = TracedEvent.parse(java(WindowsEventsProgram.class, "C:\\logs\\registered.log"));
        omsGateway("eventlog", "unregister");

        assertThat(reported).hasSize(GatewayEvent.values().length + 1);
        for (GatewayEvent event : GatewayEvent.values()) {
            TracedEvent traced = reported.get(event.ordinal());
            assertThat(traced.qualifiedId()).isEqualTo(event.id());
            assertThat(traced.category()).isEqualTo(event.component().ordinal() + 1);
            assertThat(traced.type()).isEqualTo(switch (event.severity()) {
                case ERROR -> TracedEvent.ERROR;
                case WARN -> TracedEvent.WARNING;
                case INFO, DEBUG -> TracedEvent.INFORMATION;
            });
            assertThat(traced.line()).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d \\[\\d+] "
                    + event.severity() + " " + event.component().text() + " - .*");
            assertThat(traced.strings().subList(1, traced.strings().size())).isEqualTo(event.factNames());
        }
        assertThat(reported.get(reported.size() - 1).strings().get(1))
                .isEqualTo("fe80::1\\u002512 größer 日本 \\u0025\\u00251\\u000a");
    }

    @Test
    void goesOnInTheFileWhenThereIsNoLog() throws IOException {
        String output = java(WindowsEventsProgram.class, "C:\\logs\\absent.log");

        assertThat(TracedEvent.parse(output)).isEmpty();
        List<String> lines = Files.readAllLines(wine.path("C:\\logs\\absent.log"));
        assertThat(lines).hasSize(GatewayEvent.values().length + 2)
                .filteredOn(line -> line.contains("run \"oms-gateway eventlog register\"")).hasSize(1);
    }

    @Test
    void findsTheTextOfEveryEventAndCategoryInEveryLanguage() throws IOException {
        List<String> questions = new ArrayList<>();
        List<String> answers = new ArrayList<>();
        for (Map.Entry<String, String> language : languageIds().entrySet()) {
            for (MatchResult message : messages(language.getKey())) {
                questions.addAll(List.of("message", language.getValue(), message.group(1)));
                answers.add(message.group(2));
            }
        }
        assertThat(answers).hasSize(16 * (4 + 14));
        assertThat(texts(questions)).containsExactlyElementsOf(answers);
    }

    @Test
    void findsTheStringsOfTheCountersInEveryLanguage() throws IOException {
        List<String> questions = new ArrayList<>();
        List<String> answers = new ArrayList<>();
        for (Map.Entry<String, String> language : languageIds().entrySet()) {
            for (MatchResult string : strings(language.getKey())) {
                questions.addAll(List.of("string", language.getValue(), string.group(1)));
                answers.add(string.group(2));
            }
        }
        assertThat(answers).hasSize(16 * 3 * 18);
        assertThat(texts(questions)).containsExactlyElementsOf(answers);
    }

    /**
     * By the culture's identifier. Portuguese of Angola (pt-AO) has none, like all cultures that Windows knows by name
     * only.
     */
    @ParameterizedTest
    @CsvSource({"de-AT, 0C07, de", "es-ES, 0C0A, es", "es-MX, 080A, es", "es-AR, 2C0A, es", "fr-CA, 0C0C, fr",
        "fr-BE, 080C, fr", "nl-BE, 0813, nl", "pt, 0016, pt-BR", "pt-BR, 0416, pt-BR", "pt-PT, 0816, pt-PT",
        "zh, 7804, zh-Hans", "zh-Hans, 0004, zh-Hans", "zh-CN, 0804, zh-Hans", "zh-SG, 1004, zh-Hans",
        "zh-Hant, 7C04, zh-Hant", "zh-TW, 0404, zh-Hant", "zh-HK, 0C04, zh-Hant", "zh-MO, 1404, zh-Hant",
        "en-GB, 0809, en", "nb-NO, 0414, en", "tr-TR, 041F, en", "ar-SA, 0401, en"})
    void speaksTheLanguageOfEachCultureAndEnglishInAnyOther(String culture, String id, String language)
            throws IOException {
        List<String> questions = new ArrayList<>();
        List<String> answers = new ArrayList<>();
        for (MatchResult message : messages(language)) {
            questions.addAll(List.of("message-for-culture", id, message.group(1)));
            answers.add(message.group(2));
        }
        for (MatchResult string : strings(language)) {
            questions.addAll(List.of("string-for-culture", id, string.group(1)));
            answers.add(string.group(2));
        }
        assertThat(texts(questions)).as(culture).containsExactlyElementsOf(answers);
    }

    @Test
    void letsWindowsReadTheCountersWhereTheyCount() {
        assertThat(java(WITHOUT_TRACE, WindowsCountersProgram.class).lines())
                .containsExactly("values" + " 0".repeat(17),
                        "values 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17", "deleted 0 stopped 0");
    }

    /** The identifiers of the languages, by their names. */
    private static Map<String, String> languageIds() throws IOException {
        Map<String, String> ids = new TreeMap<>();
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.toList()) {
                ids.put(file.getFileName().toString().replace(".mc", ""),
                        matches("=0x(\\w+):MSG", Files.readString(file)).get(0).group(1));
            }
        }
        return ids;
    }

    /** The number and the text of each event and category, as FormatMessage returns the text. */
    private static List<MatchResult> messages(String language) throws IOException {
        return matches("MessageId=(\\d+)\n.*\n.*\n.*\n(.*)%0\n", Files.readString(SOURCES.resolve(language + ".mc"))
                .replace("%1", "THE LINE").replace("%n", "|"));
    }

    /** The number and the text of each string of the counters. */
    private static List<MatchResult> strings(String language) throws IOException {
        return matches(" {4}(\\d+) \"(.*)\"\n", Files.readString(STRINGS.resolve(language + ".rc")));
    }

    /** Windows limits a command line to 32,767 characters. */
    private static List<String> texts(List<String> questions) {
        int step = 600;
        return IntStream.iterate(0, from -> from < questions.size(), from -> from + step).boxed().flatMap(from -> {
            List<String> arguments = new ArrayList<>(List.of(DLL));
            arguments.addAll(questions.subList(from, Math.min(questions.size(), from + step)));
            return java(WITHOUT_TRACE, WindowsTextsProgram.class, arguments.toArray(String[]::new)).lines();
        }).toList();
    }

    private static void omsGateway(String... arguments) {
        List<String> command = new ArrayList<>(List.of("cmd", "/c",
                Wine.windowsPath(Wine.IMAGE.resolve("oms-gateway.cmd"))));
        command.addAll(List.of(arguments));
        wine.runOk(command.toArray(String[]::new));
    }

    private static List<MatchResult> matches(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().toList();
    }

    private static String java(Class<?> program, String... arguments) {
        return java(Map.of(), program, arguments);
    }

    private static String java(Map<String, String> environment, Class<?> program, String... arguments) {
        Wine.Result result = wine.run(environment, Wine.java(program, arguments));
        assertThat(result.exitCode()).as(result.output()).isZero();
        return result.output();
    }
}
