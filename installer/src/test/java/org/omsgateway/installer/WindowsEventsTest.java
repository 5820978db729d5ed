package org.omsgateway.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.omsgateway.eventlog.GatewayEvent;
import org.omsgateway.perfcounters.WindowsCountersProgram;

/** Events, their texts and the counters, with the image's Java and jars. */
class WindowsEventsTest {
    private static final Path SOURCES = Path.of("../eventlog/src/main/windows/messages");
    private static final Path STRINGS = Path.of("../perfcounters/src/main/windows/counters.rc");
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
        Pattern message = Pattern.compile("MessageId=(\\d+)\n.*\n.*\n.*\n(.*)%0\n");
        try (Stream<Path> languages = Files.list(SOURCES)) {
            for (Path source : languages.toList()) {
                String text = Files.readString(source, StandardCharsets.UTF_8);
                String language = matches("=0x(\\w+):MSG", text).get(0).group(1);
                for (MatchResult found : message.matcher(text).results().toList()) {
                    questions.addAll(List.of("message", language, found.group(1)));
                    answers.add(found.group(2).replace("%1", "THE LINE").replace("%n", "|"));
                }
            }
        }
        assertThat(answers).hasSize(16 * (4 + 14));
        assertThat(texts(questions)).containsExactlyElementsOf(answers);
    }

    @Test
    void findsTheStringsOfTheCountersInEveryLanguage() throws IOException {
        List<String> questions = new ArrayList<>();
        List<String> answers = new ArrayList<>();
        for (MatchResult table : matches("LANGUAGE 0x(\\w+), 0x(\\w+) .*\nSTRINGTABLE\nBEGIN\n((?: .*\n)+)END",
                Files.readString(STRINGS, StandardCharsets.UTF_8))) {
            int language = Integer.parseInt(table.group(2), 16) << 10 | Integer.parseInt(table.group(1), 16);
            for (MatchResult string : matches(" {4}(\\d+) \"(.*)\"\n", table.group(3))) {
                questions.addAll(List.of("string", Integer.toHexString(language), string.group(1)));
                answers.add(string.group(2));
            }
        }
        assertThat(answers).hasSize(16 * 15);
        assertThat(texts(questions)).containsExactlyElementsOf(answers);
    }

    @Test
    void letsWindowsReadTheCountersWhereTheyCount() {
        assertThat(java(WITHOUT_TRACE, WindowsCountersProgram.class).lines())
                .containsExactly("values 0 0 0 0", "values 1 2 3 4", "deleted 0 stopped 0");
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
