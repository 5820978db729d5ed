package org.omsgateway.installer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.omsgateway.installer.WizardDialog.Control;

/** Every text of the wizard has the room it needs, in each language, at each scale that Windows offers. */
class WizardLayoutTest {
    /** A unit is a twelfth of the system font's height, which is 16 pixels at 96 dots per inch. */
    private static final int UNITS_PER_INCH = 72;
    private static final int BUTTON_EDGE = 7;
    private static final int SHIELD = 20;
    private static final int CHECK_MARK = 19;
    /** Controls that are never visible together. */
    private static final List<Set<String>> ALTERNATIVES =
            List.of(Set.of("Install", "Upgrade"), Set.of("PasswordHint", "HiddenHint"));
    private static final Map<String, String> LONGEST_VALUES = Map.of("[ProductVersion]", "10.20.3000");

    static Stream<Arguments> packagesAndScales() {
        return Msi.all().stream()
                .flatMap(msi -> Stream.of(100, 125, 150, 175, 200).map(scale -> arguments(msi, scale)));
    }

    @ParameterizedTest
    @MethodSource("packagesAndScales")
    void clipsNoText(Msi msi, int scale) {
        assertThat(clipped(msi, 96 * scale / 100)).isEmpty();
    }

    @Test
    void keepsControlsInsideTheirDialogAndApart() {
        for (WizardDialog dialog : WizardDialog.of(Msi.english())) {
            List<Control> controls = dialog.controls().stream()
                    .filter(control -> !control.type().equals("RadioButtonGroup")).toList();
            for (Control control : controls) {
                assertThat(control.x() + control.width()).as(dialog + " " + control).isBetween(0, dialog.width());
                assertThat(control.y() + control.height()).as(dialog + " " + control).isBetween(0, dialog.height());
                assertThat(controls).as(dialog + " " + control.name()).filteredOn(other -> other != control
                        && control.overlaps(other) && !isAlternative(dialog, control, other)).isEmpty();
            }
        }
    }

    /**
     * Windows Installer places the buttons of the error box. The height of the list of drives is that of the open list.
     */
    private static boolean isAlternative(WizardDialog dialog, Control one, Control other) {
        boolean placedLater = dialog.name().equals("ErrorDialog") && one.type().equals("PushButton");
        boolean letDown = List.of(one.type(), other.type()).contains("DirectoryCombo");
        return placedLater || letDown || ALTERNATIVES.contains(Set.of(one.name(), other.name()));
    }

    private static List<String> clipped(Msi msi, int dpi) {
        List<String> clipped = new ArrayList<>();
        for (WizardDialog dialog : WizardDialog.of(msi)) {
            for (Control control : dialog.controls()) {
                for (String text : textsOf(msi, dialog, control)) {
                    if (!fits(msi, control, text, dpi)) {
                        clipped.add(dialog + " " + control.name() + ": " + text);
                    }
                }
            }
        }
        return clipped;
    }

    private static List<String> textsOf(Msi msi, WizardDialog dialog, Control control) {
        String place = dialog + "." + control.name();
        return switch (place) {
            case "ProblemDialog.Text", "ErrorDialog.ErrorText" -> List.of(mostProblems(msi));
            case "ProgressDialog.Action" ->
                    msi.table("ActionText").stream().map(row -> row.get("Description")).toList();
            default -> control.type().matches("Text|PushButton|CheckBox|RadioButton")
                    ? List.of(withLongestValues(control.visibleText())) : List.of();
        };
    }

    private static String withLongestValues(String text) {
        String filled = text;
        for (Map.Entry<String, String> value : LONGEST_VALUES.entrySet()) {
            filled = filled.replace(value.getKey(), value.getValue());
        }
        return filled;
    }

    /** All problems that can occur at the same time. */
    private static String mostProblems(Msi msi) {
        return Stream.of("ProblemPortInUse", "ProblemProxyForm", "ProblemCredentialForm", "ProblemCredentialMissing")
                .map(problem -> msi.property(problem).replace("[1]", "PORTNUMBER")).collect(Collectors.joining("\r\n"));
    }

    private static boolean fits(Msi msi, Control control, String text, int dpi) {
        UiFont font = font(msi, control, dpi);
        int width = pixels(control.width(), dpi);
        int height = pixels(control.height(), dpi);
        return switch (control.type()) {
            case "PushButton" -> font.width(text)
                    + scaled(2 * BUTTON_EDGE + (control.hasShield() ? SHIELD : 0), dpi) <= width;
            case "Text" -> font.lines(text, width) * font.lineHeight() <= height && widestWord(font, text) <= width;
            default -> font.lines(text, width - scaled(CHECK_MARK, dpi)) * font.lineHeight() <= height;
        };
    }

    private static int widestWord(UiFont font, String text) {
        return Stream.of(text.split("[\\s\\u2E80-\\uFFEF]+")).mapToInt(font::width).max().orElse(0);
    }

    private static UiFont font(Msi msi, Control control, int dpi) {
        String style = control.style().isEmpty() ? msi.property("DefaultUIFont") : control.style();
        Map<String, String> row = msi.row("TextStyle", "TextStyle", style);
        assertThat(row).containsEntry("FaceName", "Segoe UI");
        return UiFont.of(row.get("StyleBits").equals("1"), Integer.parseInt(row.get("Size")), dpi);
    }

    private static int pixels(int units, int dpi) {
        return units * dpi / UNITS_PER_INCH;
    }

    /** Scales a length that is given for 96 dots per inch. */
    private static int scaled(int length, int dpi) {
        return length * dpi / 96;
    }
}
