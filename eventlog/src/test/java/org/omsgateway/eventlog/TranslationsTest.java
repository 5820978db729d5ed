package org.omsgateway.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The texts of setup, events, cmdlets and counters in each language, against the English ones and the glossary. */
class TranslationsTest {
    private static final Path ROOT = Path.of("..");
    private static final Path GLOSSARIES = ROOT.resolve("docs/translation/glossary");
    private static final String QUOTATION_MARKS = "\"„“”«»‹›「」『』‘’‚";
    private static final Pattern MARKS = Pattern.compile("\\S[\\s\\u00A0]?…[\\s\\u00A0]?\\S");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\d}|%\\w|\\[\\w+]");
    private static final Pattern SPACE_TOO_MANY = Pattern.compile("^\\s|\\s$|\\s\\s|[\\s\\u00A0][.,]");

    /** @param marks pairs of an opening and a closing one */
    private record Glossary(List<String> marks, Set<String> sameAsInEnglish, List<String> forbidden) {
        static Glossary of(String language) throws IOException {
            String text = Files.readString(GLOSSARIES.resolve(language + ".md"));
            List<String> forbidden = text.lines().filter(line -> line.startsWith("| ")).map(line -> line.split("\\|"))
                    .flatMap(cells -> code(cells[3])).toList();
            List<String> marks = MARKS.matcher(line(text, "Quotation marks")).results()
                    .map(pair -> pair.group().replaceAll("…|[\\s\\u00A0]", "")).toList();
            return new Glossary(marks, Set.copyOf(code(line(text, "The same as in English")).toList()), forbidden);
        }

        private static String line(String text, String name) {
            return text.lines().filter(line -> line.startsWith("- " + name + ": ")).findFirst().orElse("");
        }

        private static Stream<String> code(String text) {
            return CODE.matcher(text).results().map(span -> span.group(1));
        }
    }

    static List<String> languages() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("eventlog/src/main/windows/messages"))) {
            return files.map(file -> file.getFileName().toString().replace(".mc", "")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("languages")
    void haveTheKeysAndPlaceholdersOfTheEnglish(String language) throws IOException {
        Map<String, String> english = textsOf("en");

        assertThat(textsOf(language).keySet()).isEqualTo(english.keySet());
        assertThat(faults(language, (key, text) -> placeholders(text).equals(placeholders(english.get(key)))
                ? Stream.empty() : Stream.of("not the placeholders of " + english.get(key)))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("languages")
    void areTranslatedUnlessTheGlossarySaysThatTheyAreTheSame(String language) throws IOException {
        Map<String, String> english = textsOf("en");
        Map<String, String> texts = textsOf(language);
        Set<String> same = language.equals("en") ? english.keySet() : Glossary.of(language).sameAsInEnglish();

        assertThat(english.keySet()).filteredOn(key -> texts.get(key).equals(english.get(key)))
                .containsExactlyInAnyOrderElementsOf(same);
    }

    @ParameterizedTest
    @MethodSource("languages")
    void haveTheQuotationMarksOfTheirLanguageInPairs(String language) throws IOException {
        List<String> pairs = Glossary.of(language).marks();

        assertThat(pairs).isNotEmpty();
        assertThat(faults(language, (key, text) -> {
            String marks = text.replaceAll("[^" + QUOTATION_MARKS + "]", "");
            for (String pair : pairs) {
                marks = marks.replace(pair, "");
            }
            return marks.isEmpty() ? Stream.empty() : Stream.of(marks);
        })).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("languages")
    void haveNoSpaceTooMany(String language) throws IOException {
        assertThat(faults(language, (key, text) ->
                SPACE_TOO_MANY.matcher(text).find() ? Stream.of("a space too many") : Stream.empty())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("languages")
    void useNoVariantThatTheGlossaryForbids(String language) throws IOException {
        List<String> forbidden = Glossary.of(language).forbidden();

        assertThat(forbidden).isNotEmpty();
        assertThat(faults(language, (key, text) -> forbidden.stream().filter(variant ->
                text.toLowerCase(Locale.ROOT).contains(variant.toLowerCase(Locale.ROOT))))).isEmpty();
    }

    /** What is wrong with each text, behind its file's kind and its key. */
    private static List<String> faults(String language, BiFunction<String, String, Stream<String>> check)
            throws IOException {
        return textsOf(language).entrySet().stream().flatMap(text -> check.apply(text.getKey(), text.getValue())
                .map(fault -> text.getKey() + ": " + fault + ": " + text.getValue())).toList();
    }

    private static Set<String> placeholders(String text) {
        return new TreeSet<>(PLACEHOLDER.matcher(text).results().map(MatchResult::group).toList());
    }

    /** By the kind of file and the key in it; as users see them, without the signs for access keys. */
    private static Map<String, String> textsOf(String language) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        add(texts, "wxl", "<String Id=\"(\\w+)\">(.*)</String>", "installer/wix/" + language + ".wxl");
        add(texts, "mc", "MessageId=(\\d+)\n(?:\\w+=.*\n)+(.+)%0\n\\.\n",
                "eventlog/src/main/windows/messages/" + language + ".mc");
        add(texts, "psd1", "(?m)^ {4}(\\w+) = '(.*)'$", "powershell/OmsGateway/"
                + (language.equals("en") ? "en-US" : language) + "/OmsGateway.Strings.psd1");
        String counters = Files.readString(ROOT.resolve("perfcounters/src/main/windows/counters.rc"));
        String ours = counters.substring(counters.indexOf("// " + language + "\n"));
        addAll(texts, "rc", "(?m)^ {4}(\\d+) \"(.*)\"$", ours.substring(0, ours.indexOf("\nEND")));
        texts.keySet().removeIf(key -> key.matches("wxl (Language|Codepage)") || isNameOfCounter(key));
        return texts;
    }

    /** Names are English everywhere; each third of four strings is a translated description. */
    private static boolean isNameOfCounter(String key) {
        return key.startsWith("rc ") && Integer.parseInt(key.substring(3)) % 4 != 3;
    }

    private static void add(Map<String, String> texts, String kind, String pattern, String file) throws IOException {
        addAll(texts, kind, pattern, Files.readString(ROOT.resolve(file)));
    }

    private static void addAll(Map<String, String> texts, String kind, String pattern, String source) {
        int before = texts.size();
        Pattern.compile(pattern).matcher(source).results().forEach(text -> texts.put(kind + " " + text.group(1),
                text.group(2).replace("&amp;", "").replace("''", "'")));
        assertThat(texts).as(kind).hasSizeGreaterThan(before);
    }
}
