package org.omsgateway.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The texts of setup, events, cmdlets and counters in each language, against the English ones and the glossary. */
class TranslationsTest {
    private static final Path GLOSSARIES = Translations.ROOT.resolve("docs/translation/glossary");
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

    @ParameterizedTest
    @MethodSource("org.omsgateway.eventlog.Translations#languages")
    void haveTheKeysAndPlaceholdersOfTheEnglish(String language) throws IOException {
        Map<String, String> english = Translations.of("en");

        assertThat(Translations.of(language).keySet()).isEqualTo(english.keySet());
        assertThat(faults(language, (key, text) -> placeholders(text).equals(placeholders(english.get(key)))
                ? Stream.empty() : Stream.of("not the placeholders of " + english.get(key)))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("org.omsgateway.eventlog.Translations#languages")
    void areTranslatedUnlessTheGlossarySaysThatTheyAreTheSame(String language) throws IOException {
        Map<String, String> english = Translations.of("en");
        Map<String, String> texts = Translations.of(language);
        Set<String> same = language.equals("en") ? english.keySet() : Glossary.of(language).sameAsInEnglish();

        assertThat(english.keySet()).filteredOn(key -> texts.get(key).equals(english.get(key)))
                .containsExactlyInAnyOrderElementsOf(same);
    }

    @ParameterizedTest
    @MethodSource("org.omsgateway.eventlog.Translations#languages")
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
    @MethodSource("org.omsgateway.eventlog.Translations#languages")
    void haveNoSpaceTooMany(String language) throws IOException {
        assertThat(faults(language, (key, text) ->
                SPACE_TOO_MANY.matcher(text).find() ? Stream.of("a space too many") : Stream.empty())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("org.omsgateway.eventlog.Translations#languages")
    void useNoVariantThatTheGlossaryForbids(String language) throws IOException {
        List<String> forbidden = Glossary.of(language).forbidden();

        assertThat(forbidden).isNotEmpty();
        assertThat(faults(language, (key, text) -> forbidden.stream().filter(variant ->
                text.toLowerCase(Locale.ROOT).contains(variant.toLowerCase(Locale.ROOT))))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("org.omsgateway.eventlog.Translations#languages")
    void useTheTermsOfWindows(String language) throws IOException {
        List<String> lines = Files.readAllLines(Translations.ROOT.resolve("docs/translation/windows.md"));
        List<String> keys = cells(lines, "");
        List<String> terms = cells(lines, language);
        Map<String, String> texts = Translations.of(language);

        assertThat(terms).hasSameSizeAs(keys);
        for (int i = 0; i < keys.size(); i++) {
            String term = "(?<!\\p{L})" + Pattern.quote(terms.get(i)).replace("…", "\\E\\p{L}*\\Q") + "(?!\\p{L})";
            assertThat(texts.get(keys.get(i).replace("`", ""))).as(keys.get(i))
                    .containsPattern(Pattern.compile(term, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
        }
    }

    private static List<String> cells(List<String> lines, String first) {
        String row = lines.stream().filter(line -> line.startsWith(first.isEmpty() ? "| |" : "| " + first + " |"))
                .findFirst().orElseThrow();
        return Stream.of(row.split("\\|")).skip(2).map(String::strip).toList();
    }

    /** What is wrong with each text, behind its file's kind and its key. */
    private static List<String> faults(String language, BiFunction<String, String, Stream<String>> check)
            throws IOException {
        return Translations.of(language).entrySet().stream().flatMap(text -> check.apply(text.getKey(), text.getValue())
                .map(fault -> text.getKey() + ": " + fault + ": " + text.getValue())).toList();
    }

    private static Set<String> placeholders(String text) {
        return new TreeSet<>(PLACEHOLDER.matcher(text).results().map(MatchResult::group).toList());
    }
}
