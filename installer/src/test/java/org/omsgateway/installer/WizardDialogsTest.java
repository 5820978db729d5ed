package org.omsgateway.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.omsgateway.installer.WizardDialog.Control;

/** The wizard can be used with the keyboard alone and with a screen reader. */
class WizardDialogsTest {
    private static final Set<String> TAB_STOPS = Set.of("PushButton", "CheckBox", "Edit", "PathEdit", "ScrollableText",
            "DirectoryCombo", "DirectoryList", "RadioButtonGroup");
    private static final Set<String> NAMED_BY_A_LABEL = Set.of("Edit", "PathEdit", "DirectoryCombo");
    /** The buttons that Enter and Esc press. */
    private static final Set<String> WITHOUT_MNEMONIC = Set.of("OK", "Cancel", "O", "C", "Exit");
    /** Windows Installer sets the focus and the buttons of this box. */
    private static final String ERRORS = "ErrorDialog";

    static Stream<Msi> packages() {
        return Msi.all().stream();
    }

    static Stream<WizardDialog> dialogs() {
        return WizardDialog.of(Msi.english()).stream();
    }

    static Stream<WizardDialog> pages() {
        return dialogs().filter(dialog -> dialog.height() == 270);
    }

    @ParameterizedTest
    @MethodSource("dialogs")
    void goesRoundEveryControlWithTab(WizardDialog dialog) {
        List<Control> ring = dialog.ring();
        if (ring.size() > 1) {
            assertThat(ring.get(ring.size() - 1).next()).as("the ring is closed").isEqualTo(ring.get(0).name());
        }
        if (!dialog.name().equals(ERRORS)) {
            assertThat(dialog.controls()).filteredOn(control -> TAB_STOPS.contains(control.type()))
                    .isSubsetOf(ring);
        }
    }

    /**
     * Windows Installer's documentation on accessibility: a label gives its name and key to the control that follows
     * it.
     */
    @ParameterizedTest
    @MethodSource("dialogs")
    void namesEachFieldByTheLabelBeforeIt(WizardDialog dialog) {
        List<Control> ring = dialog.ring();
        for (int i = 0; i < ring.size(); i++) {
            if (NAMED_BY_A_LABEL.contains(ring.get(i).type())) {
                assertThat(i).as(dialog + " " + ring.get(i).name()).isPositive();
                assertThat(ring.get(i - 1)).satisfies(label -> assertThat(label.type()).isEqualTo("Text"))
                        .satisfies(label -> assertThat(label.mnemonic()).isPresent());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dialogs")
    void describesControlsWithoutText(WizardDialog dialog) {
        assertThat(dialog.controls()).filteredOn(control -> control.type().equals("Bitmap"))
                .allSatisfy(picture -> assertThat(picture.help()).matches("[^|]+\\|.*"));
        assertThat(dialog.controls()).filteredOn(control -> Set.of("DirectoryList", "ProgressBar")
                .contains(control.type())).allSatisfy(control -> assertThat(control.text()).isNotEmpty());
    }

    /** Text on a white picture cannot be read if the system's text color is white. */
    @ParameterizedTest
    @MethodSource("dialogs")
    void drawsNoTextAboveAPicture(WizardDialog dialog) {
        assertThat(dialog.controls()).filteredOn(control -> control.type().equals("Bitmap")).allSatisfy(picture ->
                assertThat(dialog.controls()).filteredOn(control -> control.type().equals("Text"))
                        .noneMatch(picture::overlaps));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void cancelsWithEscAndGoesOnWithEnter(WizardDialog dialog) {
        assertThat(dialog.control(dialog.special("Control_Cancel")).name()).isIn("Cancel", "Finish");
        if (!dialog.name().equals("ProgressDialog")) {
            assertThat(dialog.control(dialog.special("Control_Default")).name())
                    .isIn("Next", "Go", "Change", "Finish", "OK");
        }
    }

    @Test
    void offersNextAndBackWhereThereIsAPageBeforeOrBehind() {
        Set<String> first = Set.of("WelcomeDialog", "MaintenanceDialog", "ProgressDialog", "SuccessDialog",
                "FailureDialog", "StoppedDialog", "BrowseDialog");
        assertThat(pages()).allSatisfy(dialog -> {
            List<String> names = dialog.controls().stream().map(Control::name).toList();
            assertThat(names.contains("Back")).as(dialog.name()).isEqualTo(!first.contains(dialog.name()));
            assertThat(names).containsAnyOf("Cancel", "Finish");
        });
    }

    @ParameterizedTest
    @MethodSource("dialogs")
    void doesSomethingForEachButton(WizardDialog dialog) {
        assertThat(dialog.controls()).filteredOn(control -> control.type().equals("PushButton"))
                .allSatisfy(button -> assertThat(Msi.english().table("ControlEvent"))
                        .anyMatch(event -> event.get("Dialog_").equals(dialog.name())
                                && event.get("Control_").equals(button.name())));
    }

    @ParameterizedTest
    @MethodSource("packages")
    void givesEachChoiceAKeyOfItsOwn(Msi msi) {
        assertThat(WizardDialog.of(msi).stream().filter(dialog -> !dialog.name().equals(ERRORS))
                .flatMap(dialog -> clashes(dialog, dialog.controls()))).isEmpty();
    }

    /** Windows Installer shows only the buttons that belong to the error. */
    @ParameterizedTest
    @MethodSource("packages")
    void givesEachAnswerToAnErrorAKeyOfItsOwn(Msi msi) {
        WizardDialog dialog =
                WizardDialog.of(msi).stream().filter(each -> each.name().equals(ERRORS)).findFirst().orElseThrow();
        assertThat(Stream.of("YNC", "ARI", "RC", "OC").flatMap(answers -> clashes(dialog,
                answers.chars().mapToObj(answer -> dialog.control(Character.toString(answer))).toList()))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dialogs")
    void givesAKeyToEachChoice(WizardDialog dialog) {
        assertThat(dialog.controls()).filteredOn(control -> Set.of("PushButton", "CheckBox", "RadioButton")
                .contains(control.type()) && !WITHOUT_MNEMONIC.contains(control.name()))
                .allSatisfy(control -> assertThat(control.mnemonic()).as(control.name()).isPresent());
    }

    private static Stream<String> clashes(WizardDialog dialog, List<Control> controls) {
        Map<Character, List<String>> names = controls.stream().filter(control -> control.mnemonic().isPresent())
                .collect(Collectors.groupingBy(control -> control.mnemonic().orElseThrow(),
                        Collectors.mapping(Control::name, Collectors.toList())));
        return names.entrySet().stream().filter(key -> key.getValue().size() > 1).map(key -> dialog + " " + key);
    }

    @Test
    void hidesThePasswordWhileItIsTyped() {
        assertThat(dialogs().flatMap(dialog -> dialog.controls().stream()))
                .filteredOn(control -> control.property().equals("PASSWORD"))
                .isNotEmpty().allMatch(Control::isPassword);
    }
}
