package org.omsgateway.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rules of Windows Installer's validation that tables can show; other tests of the tables show more of them. WiX runs
 * the validation itself (ICE, internal consistency evaluators) on Windows only, and there an error stops the build.
 */
class MsiRulesTest {
    private static final Msi ENGLISH = Msi.english();
    private static final List<String> SEQUENCES = List.of("InstallUISequence", "InstallExecuteSequence",
            "AdminUISequence", "AdminExecuteSequence", "AdvtExecuteSequence");
    private static final Pattern STYLE = Pattern.compile("\\{[\\\\&]\\w+}");

    static List<Msi> packages() {
        return Msi.all();
    }

    /** ICE03: required values, ranges, sets of values, and references to other tables, as _Validation has them. */
    @ParameterizedTest
    @MethodSource("packages")
    void keepsToTheRulesOfEachColumn(Msi msi) {
        // msiinfo would write the files in these two tables into the current folder.
        Set<String> tables = msi.tables().stream().filter(table -> !Set.of("Binary", "Icon").contains(table))
                .collect(Collectors.toSet());
        List<Map<String, String>> rules =
                msi.table("_Validation").stream().filter(rule -> tables.contains(rule.get("Table"))).toList();
        assertThat(rules).hasSizeGreaterThan(150);
        List<String> broken = new ArrayList<>();
        for (Map<String, String> rule : rules) {
            for (Map<String, String> row : msi.table(rule.get("Table"))) {
                String value = row.get(rule.get("Column"));
                boolean fits = value.isEmpty() ? rule.get("Nullable").equals("Y")
                        : inRange(value, rule) && inSet(value, rule) && isReference(value, rule, msi, tables);
                if (!fits) {
                    broken.add(rule.get("Table") + "." + rule.get("Column") + ": " + value);
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    private static boolean inRange(String value, Map<String, String> rule) {
        String least = rule.get("MinValue");
        String most = rule.get("MaxValue");
        return (least.isEmpty() || Long.parseLong(value) >= Long.parseLong(least))
                && (most.isEmpty() || Long.parseLong(value) <= Long.parseLong(most));
    }

    private static boolean inSet(String value, Map<String, String> rule) {
        return rule.get("Set").isEmpty() || List.of(rule.get("Set").split(";")).contains(value);
    }

    /** A column that also may hold other values, such as a formatted text, has a category of its own. */
    private static boolean isReference(String value, Map<String, String> rule, Msi msi, Set<String> tables) {
        String column = rule.get("KeyColumn");
        if (column.isEmpty() || !rule.get("Category").equals("Identifier")) {
            return true;
        }
        int place = Integer.parseInt(column) - 1;
        return List.of(rule.get("KeyTable").split(";")).stream().filter(tables::contains)
                .anyMatch(table -> msi.table(table).stream()
                        .anyMatch(row -> List.copyOf(row.values()).get(place).equals(value)));
    }

    /** ICE20: -1 is success, -2 is cancelled by the user, -3 is an error. */
    @ParameterizedTest
    @MethodSource("packages")
    void showsADialogAfterEachEndOfTheWizard(Msi msi) {
        for (String sequence : List.of("InstallUISequence", "AdminUISequence")) {
            Map<String, String> dialogs = msi.table(sequence).stream()
                    .filter(row -> row.get("Sequence").startsWith("-"))
                    .collect(Collectors.toMap(row -> row.get("Sequence"), row -> row.get("Action")));
            assertThat(dialogs).as(sequence).containsOnlyKeys("-1", "-2", "-3")
                    .allSatisfy((end, dialog) -> msi.row("Dialog", "Dialog", dialog));
        }
    }

    /** ICE20: an error dialog with its text, and a list of programs that have files open. */
    @Test
    void hasTheDialogsThatWindowsInstallerAsksFor() {
        String error = ENGLISH.property("ErrorDialog");
        assertThat(Integer.parseInt(ENGLISH.row("Dialog", "Dialog", error).get("Attributes")) & 0x10000).isNotZero();
        assertThat(controls(error)).extracting(control -> control.get("Control")).contains("ErrorText");
        assertThat(controls("FilesInUse")).filteredOn(control -> control.get("Type").equals("ListBox"))
                .extracting(control -> control.get("Property")).containsExactly("FileInUseProcess");
    }

    /** ICE17, ICE34. */
    @Test
    void offersChoicesAndSetsOneAtFirst() {
        assertThat(ENGLISH.table("Control")).filteredOn(control -> control.get("Type").equals("RadioButtonGroup"))
                .allSatisfy(group -> assertThat(ENGLISH.table("RadioButton"))
                        .filteredOn(button -> button.get("Property").equals(group.get("Property")))
                        .extracting(button -> button.get("Value")).contains(ENGLISH.property(group.get("Property"))));
    }

    /** ICE31. */
    @ParameterizedTest
    @MethodSource("packages")
    void knowsEachStyleOfText(Msi msi) {
        Set<String> used = msi.table("Control").stream()
                .flatMap(control -> STYLE.matcher(control.get("Text")).results())
                .map(MatchResult::group).map(style -> style.replaceAll("[{}\\\\&]", "")).collect(Collectors.toSet());
        used.add(msi.property("DefaultUIFont"));
        assertThat(msi.table("TextStyle")).extracting(style -> style.get("TextStyle")).containsAll(used);
    }

    /** ICE44: the event that leaves a dialog is the last one of its control, and names a dialog that exists. */
    @Test
    void opensOnlyDialogsThatExist() {
        assertThat(ENGLISH.table("ControlEvent"))
                .filteredOn(event -> Set.of("NewDialog", "SpawnDialog", "SpawnWaitDialog").contains(event.get("Event")))
                .isNotEmpty().allSatisfy(event -> ENGLISH.row("Dialog", "Dialog", event.get("Argument")));
    }

    /** ICE26, ICE27, ICE82, ICE96. */
    @ParameterizedTest
    @MethodSource("packages")
    void runsTheActionsThatEachSequenceNeedsInTheirOrder(Msi msi) {
        for (String sequence : SEQUENCES) {
            List<String> numbers = msi.table(sequence).stream().map(row -> row.get("Sequence")).toList();
            assertThat(numbers).as(sequence).doesNotHaveDuplicates();
            assertThat(actions(msi, sequence)).as(sequence).containsSubsequence("CostInitialize", "CostFinalize");
        }
        for (String sequence : List.of("InstallUISequence", "AdminUISequence")) {
            assertThat(actions(msi, sequence)).containsSubsequence("CostInitialize", "FileCost", "CostFinalize",
                    "ExecuteAction");
        }
        assertThat(actions(msi, "AdminExecuteSequence")).containsSubsequence("InstallValidate", "InstallInitialize",
                "InstallAdminPackage", "InstallFiles", "InstallFinalize");
        assertThat(actions(msi, "AdvtExecuteSequence")).containsSubsequence("InstallValidate", "InstallInitialize",
                "PublishFeatures", "PublishProduct", "InstallFinalize");
        assertThat(actions(msi, "InstallExecuteSequence")).containsSubsequence("InstallValidate", "InstallInitialize",
                "ProcessComponents", "UnpublishFeatures", "StopServices", "DeleteServices", "RemoveRegistryValues",
                "RemoveFiles", "CreateFolders", "InstallFiles", "WriteRegistryValues", "InstallServices",
                "StartServices", "RegisterProduct", "PublishFeatures", "PublishProduct", "InstallFinalize");
    }

    /** ICE13, ICE78. */
    @Test
    void showsDialogsOnlyInTheSequencesOfTheWizard() {
        Set<String> dialogs =
                ENGLISH.table("Dialog").stream().map(row -> row.get("Dialog")).collect(Collectors.toSet());
        assertThat(ENGLISH.tables()).doesNotContain("AdvtUISequence");
        for (String sequence : List.of("InstallExecuteSequence", "AdminExecuteSequence", "AdvtExecuteSequence")) {
            assertThat(actions(ENGLISH, sequence)).doesNotContainAnyElementsOf(dialogs);
        }
    }

    /** ICE46 and ICE52: no two properties that differ only in letter case, and public ones for searches. */
    @Test
    void namesPropertiesSoThatNoneIsTakenForAnother() {
        List<String> names = ENGLISH.table("Property").stream().map(row -> row.get("Property")).toList();
        assertThat(names.stream().map(name -> name.toUpperCase(Locale.ROOT))).doesNotHaveDuplicates();
        assertThat(ENGLISH.table("AppSearch")).allSatisfy(row ->
                assertThat(row.get("Property")).isUpperCase());
        assertThat(names).as("ICE40").doesNotContain("REINSTALLMODE", "REINSTALL", "REMOVE");
    }

    private static List<Map<String, String>> controls(String dialog) {
        return ENGLISH.table("Control").stream().filter(control -> control.get("Dialog_").equals(dialog)).toList();
    }

    /** The actions in their order. */
    private static List<String> actions(Msi msi, String sequence) {
        return msi.table(sequence).stream().filter(row -> !row.get("Sequence").startsWith("-"))
                .sorted((a, b) -> Integer.compare(number(a), number(b))).map(row -> row.get("Action")).toList();
    }

    private static int number(Map<String, String> row) {
        return Integer.parseInt(row.get("Sequence"));
    }
}
