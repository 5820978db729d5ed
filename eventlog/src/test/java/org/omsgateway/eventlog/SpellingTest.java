package org.omsgateway.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The spelling of all texts: by hunspell with the dictionary of the language and the product's own words, or, where no
 * dictionary exists, by the characters that the language uses.
 */
class SpellingTest {
    private static final Path WORDS = Translations.ROOT.resolve("docs/translation/words");
    /** Of products, events, counters and parameters, the same in each language. */
    private static final Path NAMES = WORDS.resolve("names.txt");
    /**
     * Placeholders, addresses, paths, an account, the short name of a folder, names such as IPv4, ListenPort, DEBUG or
     * $null.
     */
    private static final Pattern NO_WORDS = Pattern.compile("%1%n%n|\\{\\d}|\\[\\w+]|https?://\\S+|host:port|-Force"
            + "|CONTOSO\\\\gateway|\\$null\\p{L}*|[A-Z_]+\\\\[A-Z]+\\\\OMS Gateway"
            + "|^\\w+\\||[A-Z][a-z]+-OMS\\w+|(?<![\\p{L}\\d])(?:[A-Z][a-z]*)+[A-Z]\\w*"
            + "|\\d\\w*(?:-\\p{L}+)?");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]+(?:['’]\\p{L}+)?");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"cs, cs_CZ", "de, de_DE", "en, en_US", "es, es_ES", "fr, fr_FR", "hu, hu_HU", "it, it_IT", "ko, ko_KR",
        "nl, nl_NL", "pl, pl_PL", "pt-BR, pt_BR", "pt-PT, pt_PT", "ru, ru_RU"})
    void hasNoUnknownWord(String language, String dictionary) throws Exception {
        Map<String, String> texts = Translations.of(language);
        List<String> own = new ArrayList<>(Files.readAllLines(NAMES));
        own.addAll(listOf(language));
        Set<String> unknown = unknown(texts.values().stream().flatMap(SpellingTest::words).toList(), own, dictionary);

        assertThat(texts.entrySet().stream().flatMap(text -> words(text.getValue()).filter(unknown::contains)
                .map(word -> text.getKey() + ": " + word))).isEmpty();
    }

    /** These character sets have the characters of their language, and few of another kind of Chinese. */
    @ParameterizedTest
    @CsvSource({"ja, Shift_JIS", "zh-Hans, GB2312", "zh-Hant, Big5"})
    void usesOnlyCharactersOfTheLanguage(String language, String charset) throws IOException {
        CharsetEncoder encoder = Charset.forName(charset).newEncoder();

        assertThat(Translations.of(language).entrySet().stream().flatMap(text -> text.getValue().codePoints()
                .mapToObj(Character::toString).filter(character -> !encoder.canEncode(character))
                .map(character -> text.getKey() + ": " + character))).isEmpty();
    }

    private static Stream<String> words(String text) {
        return WORD.matcher(NO_WORDS.matcher(text).replaceAll(" ")).results().map(word -> word.group());
    }

    private static List<String> listOf(String language) throws IOException {
        Path list = WORDS.resolve(language + ".txt");
        return Files.exists(list) ? Files.readAllLines(list) : List.of();
    }

    /** The words that neither the dictionary nor {@code own} has, a list in the format of a personal dictionary. */
    private Set<String> unknown(List<String> words, List<String> own, String dictionary) throws Exception {
        Path list = Files.write(folder.resolve("own.txt"), own);
        Path input = Files.write(folder.resolve("words.txt"), words);
        ProcessBuilder hunspell =
                new ProcessBuilder("hunspell", "-i", "utf-8", "-d", dictionary, "-p", list.toString(), "-l");
        // Hunspell converts its list from the encoding of the locale.
        hunspell.environment().put("LC_ALL", "C.UTF-8");
        Process process = hunspell.redirectInput(input.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String unknown = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return Set.copyOf(unknown.lines().toList());
    }
}
