package org.omsgateway.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The actions of an installation, their order, conditions and rights. */
class MsiSequencesTest {
    private static final int DLL = 1;
    private static final int SET_PROPERTY = 51;
    private static final int ROLLBACK = 0x100;
    private static final int COMMIT = 0x200;
    private static final int DEFERRED = 0x400;
    private static final int AS_SYSTEM = 0x800;
    private static final int HIDE_TARGET = 0x2000;

    private static final Map<String, String> FIRST = Map.of();
    private static final Map<String, String> UPGRADE = Map.of("WIX_UPGRADE_DETECTED", "{X}");
    private static final Map<String, String> OLD_VERSION_REMOVED =
            Map.of("Installed", "1", "REMOVE", "ALL", "UPGRADINGPRODUCTCODE", "{X}");
    private static final Map<String, String> REPAIR = Map.of("Installed", "1", "REINSTALL", "ALL");
    private static final Map<String, String> REMOVAL = Map.of("Installed", "1", "REMOVE", "ALL");
    private static final Map<String, String> REMOVAL_KEEPING_SETTINGS =
            Map.of("Installed", "1", "REMOVE", "ALL", "KEEPSETTINGS", "1");

    private static final Msi MSI = Msi.english();

    @Test
    void changesTheMachineOnlyAsSystemAndInsideTheTransaction() {
        assertThat(deferred()).isNotEmpty().allSatisfy(action -> {
            assertThat(type(action) & AS_SYSTEM).as(action).isNotZero();
            assertThat(sequence(action)).as(action)
                    .isBetween(sequence("InstallInitialize"), sequence("InstallFinalize"));
        });
    }

    @Test
    void readsChecksAndPlansBeforeTheTransactionAsTheUser() {
        assertThat(List.of("LoadSettings", "ValidateSettings", "PlanSettings", "PlanService",
                "PlanAccount"))
                .allSatisfy(action -> assertThat(type(action)).isEqualTo(DLL));
        assertThat(List.of("PlanSettings", "PlanService", "PlanAccount")).allSatisfy(action ->
                assertThat(sequence(action)).isBetween(sequence("CostFinalize"), sequence("InstallInitialize")));
    }

    @Test
    void keepsThePasswordsBlobAndTheFileOfSettingsOutOfTheLog() {
        assertThat(List.of("ApplySettings", "ImportSettings", "SetAccount"))
                .allSatisfy(action -> assertThat(type(action) & HIDE_TARGET).isNotZero());
    }

    @Test
    void plansTheUndoingOfEachStepBeforeTheStep() {
        assertTwin("RestoreSettings", "ApplySettings");
        assertTwin("RestoreSettings", "RemoveSettings");
        assertTwin("RollbackOpenFirewall", "OpenFirewall");
        assertTwin("ReopenFirewall", "CloseFirewall");
        assertTwin("ReopenFirewall", "OpenFirewall");
        assertTwin("RollbackRegisterCounters", "RegisterCounters");
        assertTwin("ReregisterCounters", "UnregisterCounters");
        assertTwin("ReregisterCounters", "RegisterCounters");
        assertTwin("RestoreAccount", "SetAccount");
    }

    /** A rollback goes backwards: the rule's port comes from the settings, the counters' manifest from the files. */
    @Test
    void undoesTheSettingsBeforeWhatFollowsFromThem() {
        assertThat(sequence("RestoreSettings")).isGreaterThan(sequence("ReopenFirewall"));
        assertThat(sequence("ReopenFirewall")).as("needs what was saved")
                .isGreaterThan(sequence("RollbackSavedSettings"));
        assertThat(sequence("RemoveFiles")).isGreaterThan(sequence("ReregisterCounters"));
        assertThat(sequence("InstallFiles")).isGreaterThan(sequence("ReregisterCounters"));
    }

    @Test
    void undoesAFirstInstallationByRemovingAndAnyOtherByPuttingBack() {
        List<String> removing = List.of("RollbackOpenFirewall", "RollbackRegisterCounters");
        List<String> puttingBack = List.of("ReopenFirewall", "ReregisterCounters");
        assertThat(custom(FIRST)).containsAll(removing).doesNotContainAnyElementsOf(puttingBack);
        for (Map<String, String> situation : List.of(UPGRADE, REPAIR, REMOVAL)) {
            assertThat(custom(situation)).containsAll(puttingBack).doesNotContainAnyElementsOf(removing);
        }
    }

    @Test
    void savesTheSettingsForARollbackAndForgetsThemAtTheEnd() {
        assertThat(type("ForgetSavedSettings") & (DEFERRED | COMMIT)).isEqualTo(DEFERRED | COMMIT);
        assertThat(List.of(FIRST, UPGRADE, REPAIR, REMOVAL)).allSatisfy(situation ->
                assertThat(custom(situation)).containsSubsequence("RollbackSavedSettings", "RestoreSettings",
                        "SaveSettings"));
        assertThat(List.of(FIRST, UPGRADE, REPAIR, REMOVAL)).allSatisfy(situation ->
                assertThat(custom(situation)).contains("ForgetSavedSettings"));
    }

    @Test
    void setsUpEverythingInAFirstInstallationAnUpgradeAndARepair() {
        assertThat(List.of(FIRST, UPGRADE, REPAIR)).allSatisfy(situation -> assertThat(custom(situation))
                .containsSubsequence("PlanSettings", "RegisterCounters", "ApplySettings", "OpenFirewall",
                        "ConfigureService")
                .doesNotContain("RemoveSettings", "CloseFirewall", "UnregisterCounters"));
        // The firewall rule takes its port from the settings, and the counters need their manifest.
        assertThat(sequence("RegisterCounters")).isGreaterThan(sequence("InstallFiles"));
        assertThat(sequence("ConfigureService")).isGreaterThan(sequence("InstallServices"));
    }

    @Test
    void undoesEverythingInARemoval() {
        assertThat(custom(REMOVAL)).contains("RemoveSettings", "CloseFirewall", "UnregisterCounters")
                .doesNotContain("ApplySettings", "OpenFirewall", "RegisterCounters", "ConfigureService");
        assertThat(sequence("UnregisterCounters")).isLessThan(sequence("RemoveFiles"));
        assertThat(custom(REMOVAL_KEEPING_SETTINGS)).contains("CloseFirewall", "UnregisterCounters")
                .doesNotContain("RemoveSettings");
    }

    @Test
    void leavesWhatTheNewVersionHasSetUpWhenTheOldOneGoes() {
        assertThat(custom(OLD_VERSION_REMOVED)).doesNotContainAnyElementsOf(deferred());
        assertThat(sequence("RemoveExistingProducts"))
                .isBetween(sequence("InstallExecute"), sequence("InstallFinalize"));
    }

    @Test
    void appliesSettingsThatAreGivenToTheSamePackageAgain() {
        String condition = MSI.row("InstallExecuteSequence", "Action", "SetAPPLYSETTINGS").get("Condition");
        assertThat(MsiCondition.holds(condition, Map.of("Installed", "1", "PORTNUMBER", "1"))).isTrue();
        assertThat(MsiCondition.holds(condition, Map.of("Installed", "1", "HASPROXY", "0"))).isTrue();
        assertThat(MsiCondition.holds(condition, Map.of("Installed", "1", "ALLOWEDCLIENTS", "::1"))).isTrue();
        assertThat(MsiCondition.holds(condition, Map.of("Installed", "1", "SERVICEACCOUNT", "a"))).isTrue();
        assertThat(MsiCondition.holds(condition, Map.of("PORTNUMBER", "1"))).isFalse();
        assertThat(MsiCondition.holds(condition, Map.of("Installed", "1"))).isFalse();
        assertThat(MsiCondition.holds(condition, Map.of("Installed", "1", "PORTNUMBER", "1", "REMOVE", "ALL")))
                .isFalse();
        assertThat(sequence("SetREINSTALL")).isBetween(sequence("SetAPPLYSETTINGS"), sequence("CostInitialize"));
    }

    /** The letters of msiexec's /f are in REINSTALLMODE: without m, for example, no registry key is written. */
    @Test
    void repairsEverythingWhateverLettersAreGiven() {
        String condition = MSI.row("InstallExecuteSequence", "Action", "CompleteRepair").get("Condition");
        for (String letters : List.of("a", "o", "p", "m", "u", "s", "omu", "va")) {
            assertThat(MsiCondition.holds(condition, Map.of("REINSTALL", "ALL", "REINSTALLMODE", letters))).isTrue();
        }
        for (String letters : List.of("omus", "amus", "vAMUS", "")) {
            assertThat(MsiCondition.holds(condition, Map.of("REINSTALL", "ALL", "REINSTALLMODE", letters))).isFalse();
        }
        assertThat(MsiCondition.holds(condition, Map.of("REINSTALLMODE", "a"))).isFalse();
        assertThat(MSI.row("CustomAction", "Action", "CompleteRepair")).containsEntry("Target", "amus");
        assertThat(sequence("CompleteRepair")).isBetween(sequence("SetREINSTALL"), sequence("CostInitialize"));
    }

    /** Windows Installer would set the virtual account, and forget the password of the other one. */
    @Test
    void leavesAServiceWithAnAccountOfItsOwnAlone() {
        assertThat(running("InstallExecuteSequence", with(UPGRADE, "OWNACCOUNT"))).doesNotContain("InstallServices");
        assertThat(running("InstallExecuteSequence", with(UPGRADE, "VersionNT"))).contains("InstallServices");
        assertThat(sequence("PlanAccount")).isLessThan(sequence("InstallServices"));
    }

    @Test
    void changesTheAccountOnlyWhenAskedAndTakesTheFormerRightAtTheEnd() {
        assertThat(List.of(FIRST, UPGRADE, REPAIR))
                .allSatisfy(situation -> assertThat(custom(situation)).doesNotContain("SetAccount")
                        .contains("RestoreAccount", "RevokeLogonRight"));
        assertThat(custom(with(UPGRADE, "SERVICEACCOUNT")))
                .containsSubsequence("RestoreAccount", "SetAccount", "ConfigureService", "StartGateway");
        assertThat(sequence("RestoreAccount")).isGreaterThan(sequence("InstallServices"));
        assertThat(type("RevokeLogonRight") & (DEFERRED | COMMIT)).isEqualTo(DEFERRED | COMMIT);
        assertThat(custom(REMOVAL)).contains("RevokeLogonRight");
    }

    private static Map<String, String> with(Map<String, String> situation, String property) {
        Map<String, String> more = new HashMap<>(situation);
        more.put("VersionNT", "603");
        more.put(property, "1");
        return more;
    }

    /** The virtual account's profile: the folder, and the key in ProfileList. */
    @Test
    void deletesTheProfileOfTheServiceOnceTheServiceIsGone() {
        assertThat(custom(REMOVAL)).containsSubsequence("StopGateway", "DeleteAccountProfile");
        assertThat(sequence("DeleteAccountProfile")).isGreaterThan(sequence("DeleteServices"));
        assertThat(custom(FIRST)).containsSubsequence("RollbackAccountProfile", "RollbackStartGateway", "StartGateway");
        assertThat(List.of(UPGRADE, REPAIR)).allSatisfy(situation ->
                assertThat(custom(situation)).doesNotContain("DeleteAccountProfile", "RollbackAccountProfile"));
    }

    @Test
    void looksForThePreviousFolderBeforeTheWizardAndBeforeTheInstallation() {
        for (String table : List.of("InstallUISequence", "InstallExecuteSequence")) {
            assertThat(sequence(table, "SetINSTALLDIR"))
                    .isBetween(sequence(table, "AppSearch"), sequence(table, "CostInitialize"));
        }
    }

    @Test
    void showsTheFirstPageThatFits() {
        assertThat(shown(FIRST)).containsExactly("WelcomeDialog", "ProgressDialog");
        assertThat(shown(UPGRADE)).containsExactly("WelcomeDialog", "ProgressDialog");
        assertThat(shown(Map.of("Installed", "1"))).containsExactly("MaintenanceDialog", "ProgressDialog");
        assertThat(shown(REPAIR)).containsExactly("ProgressDialog");
        assertThat(shown(REMOVAL)).containsExactly("ProgressDialog");
        assertThat(sequence("InstallUISequence", "SuccessDialog")).isEqualTo(-1);
        assertThat(sequence("InstallUISequence", "StoppedDialog")).isEqualTo(-2);
        assertThat(sequence("InstallUISequence", "FailureDialog")).isEqualTo(-3);
    }

    @Test
    void handsEachDeferredActionOnlyWhatItNeeds() {
        assertThat(MSI.table("CustomAction")).filteredOn(row -> row.get("Type").equals("" + SET_PROPERTY))
                .extracting(row -> row.get("Target"))
                .allSatisfy(value -> assertThat(value).doesNotContainIgnoringCase("password"));
    }

    private static void assertTwin(String undo, String step) {
        assertThat(type(undo) & (DEFERRED | ROLLBACK)).as(undo).isEqualTo(DEFERRED | ROLLBACK);
        assertThat(sequence(undo)).as("%s before %s", undo, step).isLessThan(sequence(step));
    }

    /** The deferred, elevated actions, without rollback and commit actions. */
    private static List<String> deferred() {
        return MSI.table("CustomAction").stream().map(row -> row.get("Action"))
                .filter(action -> (type(action) & DEFERRED) != 0).toList();
    }

    /** The custom actions that run with the given properties, in order. */
    private static List<String> custom(Map<String, String> situation) {
        List<String> custom = MSI.table("CustomAction").stream().map(row -> row.get("Action")).toList();
        return running("InstallExecuteSequence", situation).stream().filter(custom::contains).toList();
    }

    private static List<String> shown(Map<String, String> situation) {
        return running("InstallUISequence", situation).stream().filter(action -> action.endsWith("Dialog")).toList();
    }

    private static List<String> running(String table, Map<String, String> situation) {
        return MSI.table(table).stream()
                .filter(row -> Integer.parseInt(row.get("Sequence")) > 0)
                .filter(row -> MsiCondition.holds(row.get("Condition"), situation))
                .sorted(Comparator.comparing(row -> Integer.parseInt(row.get("Sequence"))))
                .map(row -> row.get("Action")).toList();
    }

    private static int type(String action) {
        return Integer.parseInt(MSI.row("CustomAction", "Action", action).get("Type"));
    }

    private static int sequence(String action) {
        return sequence("InstallExecuteSequence", action);
    }

    private static int sequence(String table, String action) {
        return Integer.parseInt(MSI.row(table, "Action", action).get("Sequence"));
    }
}
