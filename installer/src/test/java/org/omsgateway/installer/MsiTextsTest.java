package org.omsgateway.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The texts of each language are in its package, in their places and in its code page. */
class MsiTextsTest {
    private record Place(String table, int row) {}

    private static final Map<String, String> TEXT_COLUMNS = Map.of("Property", "Value", "Control", "Text", "Dialog",
            "Title", "RadioButton", "Text", "ActionText", "Description", "Error", "Message", "LaunchCondition",
            "Description", "ServiceInstall", "Description", "UIText", "Text");
    /** Only the build uses these texts. */
    private static final List<String> NO_TEXTS = List.of("Language", "Codepage");
    private static final Pattern STYLE = Pattern.compile("^\\{\\\\\\w+}");
    private static final Pattern VALUE = Pattern.compile("\\[\\w+]|(?<![A-Z])[A-Z]{4,}(=1)?|LicenseAccepted=1");
    /** The strings of a database are one stream of the file. */
    private static final int STRINGS = 200_000;

    private static final Msi ENGLISH_MSI = Msi.english();
    private static final LocalizedTexts ENGLISH = new LocalizedTexts(ENGLISH_MSI.texts());

    static Stream<Msi> packages() {
        return Msi.all().stream();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void hasTheTextsOfItsLanguageWhereTheEnglishOnesAre(Msi msi) {
        LocalizedTexts texts = new LocalizedTexts(msi.texts());
        for (String id : textIds()) {
            List<Place> places = places(ENGLISH.get(id));
            assertThat(places).as(id).isNotEmpty();
            assertThat(places).as(id).anySatisfy(place -> assertThat(textAt(msi, place)).isEqualTo(texts.get(id)));
        }
    }

    @ParameterizedTest
    @MethodSource("packages")
    void showsNoTextOfAnotherLanguage(Msi msi) {
        LocalizedTexts texts = new LocalizedTexts(msi.texts());
        List<String> own = texts.ids().stream().map(texts::get).toList();
        for (String id : textIds()) {
            assertThat(places(ENGLISH.get(id))).as(id)
                    .allSatisfy(place -> assertThat(own).contains(textAt(msi, place)));
        }
    }

    /** Looks at the bytes, because {@code msiinfo} reads with the same library that has written the package. */
    @ParameterizedTest
    @MethodSource("packages")
    void keepsTheTextsInTheCodePageOfItsLanguage(Msi msi) throws IOException {
        LocalizedTexts texts = new LocalizedTexts(msi.texts());
        Charset charset = Charset.forName(codePage(texts.get("Codepage")));
        assertThat(msi.codePage()).isEqualTo(texts.get("Codepage"));
        String file = new String(Files.readAllBytes(msi.file()), StandardCharsets.ISO_8859_1);
        int anchor = file.indexOf(bytes(texts.get("ServiceDescription"), charset));
        assertThat(anchor).isPositive();
        String strings = file.substring(Math.max(0, anchor - STRINGS), Math.min(file.length(), anchor + STRINGS));
        for (String id : textIds()) {
            assertThat(strings.contains(bytes(texts.get(id), charset))).as(id).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("packages")
    void hasTheSameTextsWithTheSameValuesInEachLanguage(Msi msi) {
        LocalizedTexts texts = new LocalizedTexts(msi.texts());
        assertThat(texts.ids()).containsExactlyInAnyOrderElementsOf(ENGLISH.ids());
        for (String id : textIds()) {
            assertThat(values(texts.get(id))).as(id).isEqualTo(values(ENGLISH.get(id)));
        }
    }

    /** Tables store line ends and tabs as other characters, which not every reader converts back. */
    @Test
    void hasNoControlCharacters() {
        TEXT_COLUMNS.forEach((table, column) -> assertThat(ENGLISH_MSI.table(table)).extracting(row -> row.get(column))
                .noneMatch(text -> text.chars().anyMatch(Character::isISOControl)));
    }

    private static List<String> textIds() {
        return ENGLISH.ids().stream().filter(id -> !NO_TEXTS.contains(id)).toList();
    }

    /** The places of a text in the English package. */
    private static List<Place> places(String text) {
        List<Place> places = new ArrayList<>();
        for (String table : TEXT_COLUMNS.keySet()) {
            for (int row = 0; row < ENGLISH_MSI.table(table).size(); row++) {
                if (textAt(ENGLISH_MSI, new Place(table, row)).equals(text)) {
                    places.add(new Place(table, row));
                }
            }
        }
        return places;
    }

    private static String textAt(Msi msi, Place place) {
        String value = msi.table(place.table()).get(place.row()).get(TEXT_COLUMNS.get(place.table()));
        return STYLE.matcher(value).replaceFirst("");
    }

    /** The properties and parameters in a text. */
    private static TreeSet<String> values(String text) {
        return new TreeSet<>(VALUE.matcher(text).results().map(MatchResult::group).toList());
    }

    private static String bytes(String text, Charset charset) {
        return new String(text.getBytes(charset), StandardCharsets.ISO_8859_1);
    }

    private static String codePage(String number) {
        return switch (number) {
            case "932" -> "windows-31j";
            case "936" -> "GBK";
            case "949" -> "x-windows-949";
            case "950" -> "x-windows-950";
            default -> "windows-" + number;
        };
    }
}
