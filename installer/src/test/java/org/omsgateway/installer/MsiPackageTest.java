package org.omsgateway.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A package's declarations to Windows Installer: identity, upgrades, properties. */
class MsiPackageTest {
    private static final String UPGRADE_CODE = "{F0F12C3B-A55A-4B8F-949E-15727D269C03}";
    private static final Msi ENGLISH = Msi.english();

    static List<Msi> packages() {
        return Msi.all();
    }

    @Test
    void comesInSixteenLanguages() {
        assertThat(packages()).hasSize(16).allSatisfy(msi -> assertThat(msi.file()).isNotEmptyFile());
        assertThat(packages()).extracting(msi -> msi.property("ProductLanguage")).doesNotHaveDuplicates();
    }

    @Test
    void isAProductOfItsOwnInEachLanguageAndOneFamilyInAll() {
        assertThat(packages()).extracting(msi -> msi.property("ProductCode")).doesNotHaveDuplicates();
        assertThat(packages()).extracting(msi -> msi.summary(9)).doesNotHaveDuplicates();
        assertThat(packages()).extracting(msi -> msi.property("UpgradeCode")).containsOnly(UPGRADE_CODE);
        assertThat(packages()).extracting(msi -> msi.property("ProductVersion")).containsOnly("1.0.0");
    }

    @ParameterizedTest
    @MethodSource("packages")
    void isForSixtyFourBitsAndItsLanguage(Msi msi) {
        assertThat(msi.summary(7)).isEqualTo("x64;" + msi.property("ProductLanguage"));
        assertThat(msi.summary(14)).as("the least version of Windows Installer").isEqualTo("500");
        assertThat(msi.summary(15)).as("long names, compressed, elevated").isEqualTo("2");
        assertThat(msi.summary(1)).isEqualTo(new LocalizedTexts(msi.texts()).get("Codepage"));
        assertThat(msi.property("ALLUSERS")).isEqualTo("1");
    }

    /** The same identifier as that of the events' texts. */
    @ParameterizedTest
    @MethodSource("packages")
    void saysItsLanguage(Msi msi) throws IOException {
        String id = Integer.toHexString(Integer.parseInt(msi.property("ProductLanguage"))).toUpperCase(Locale.ROOT);
        Path messages = Path.of("../eventlog/src/main/windows/messages", msi.language() + ".mc");
        assertThat(Files.readString(messages)).containsPattern("=0x0?" + id + ":MSG0");
    }

    @Test
    void replacesAnyVersionThatIsNotNewerAndRefusesToReplaceANewer() {
        assertThat(ENGLISH.table("Upgrade")).extracting(row -> row.get("UpgradeCode")).containsOnly(UPGRADE_CODE);
        Map<String, String> older = ENGLISH.row("Upgrade", "ActionProperty", "WIX_UPGRADE_DETECTED");
        assertThat(older).containsEntry("VersionMin", "").containsEntry("VersionMax", "1.0.0");
        assertThat(Integer.parseInt(older.get("Attributes")) & 0x203).as("VersionMax inclusive, features migrate, and "
                + "not only detected").isEqualTo(0x201);
        Map<String, String> newer = ENGLISH.row("Upgrade", "ActionProperty", "WIX_DOWNGRADE_DETECTED");
        assertThat(newer).containsEntry("VersionMin", "1.0.0").containsEntry("VersionMax", "");
        assertThat(Integer.parseInt(newer.get("Attributes")) & 0x102).as("VersionMin exclusive, only detected")
                .isEqualTo(2);
        assertThat(ENGLISH.table("LaunchCondition")).extracting(row -> row.get("Condition"))
                .contains("NOT WIX_DOWNGRADE_DETECTED");
    }

    @Test
    void handsTheDocumentedPropertiesToTheElevatedPart() {
        assertThat(ENGLISH.property("SecureCustomProperties").split(";")).contains("PORTNUMBER", "HASPROXY", "PROXY",
                "HASAUTH", "USERNAME", "PASSWORD", "ALLOWEDCLIENTS", "SETTINGSFILE", "KEEPSETTINGS", "INSTALLDIR",
                "LICENSEACCEPTED", "SERVICEACCOUNT", "SERVICEPASSWORD");
    }

    @Test
    void logsEveryInstallationButNoSecret() {
        assertThat(ENGLISH.property("MsiLogging")).contains("v", "o", "i", "c", "e", "w").doesNotContain("x");
        assertThat(ENGLISH.property("MsiHiddenProperties").split(";"))
                .contains("PASSWORD", "ApplySettings", "ImportSettings", "SERVICEPASSWORD", "SetAccount");
        assertThat(ENGLISH.row("Control", "Property", "PASSWORD")).satisfies(control ->
                assertThat(Integer.parseInt(control.get("Attributes")) & 0x200000).isNotZero());
    }

    @Test
    void leavesTheRegisteredUserAlone() {
        assertThat(ENGLISH.property("NOUSERNAME")).isEqualTo("1");
        assertThat(ENGLISH.property("USERNAME")).isEmpty();
        assertThat(ENGLISH.table("InstallExecuteSequence")).extracting(row -> row.get("Action"))
                .doesNotContain("RegisterUser");
    }

    @Test
    void neverAsksForARestart() {
        assertThat(ENGLISH.property("REBOOT")).isEqualTo("ReallySuppress");
        assertThat(ENGLISH.table("InstallExecuteSequence")).extracting(row -> row.get("Action"))
                .doesNotContain("ForceReboot", "ScheduleReboot");
    }

    /** Windows Installer ignores the property if an action sets it. */
    @Test
    void endsNoProgramsOfOthers() {
        assertThat(ENGLISH.property("MSIRESTARTMANAGERCONTROL")).isEqualTo("DisableShutdown");
        assertThat(ENGLISH.table("ControlEvent")).extracting(row -> row.get("Event"))
                .doesNotContain("RMShutdownAndRestart");
    }

    @Test
    void needsTheLicenseAcceptedOnlyWithoutWizardAndAtFirst() {
        String condition = condition("LICENSEACCEPTED");
        assertThat(MsiCondition.holds(condition, Map.of("UILevel", "2"))).isFalse();
        assertThat(MsiCondition.holds(condition, Map.of("UILevel", "3", "LICENSEACCEPTED", "0"))).isFalse();
        assertThat(MsiCondition.holds(condition, Map.of("UILevel", "2", "LICENSEACCEPTED", "1"))).isTrue();
        assertThat(MsiCondition.holds(condition, Map.of("UILevel", "5"))).isTrue();
        assertThat(MsiCondition.holds(condition, Map.of("UILevel", "2", "Installed", "1"))).isTrue();
    }

    @Test
    void needsWindows10() {
        String condition = condition("WINDOWSMAJORVERSION");
        assertThat(MsiCondition.holds(condition, Map.of("VersionNT64", "603"))).isFalse();
        assertThat(MsiCondition.holds(condition, Map.of("WINDOWSMAJORVERSION", "#10"))).isFalse();
        assertThat(MsiCondition.holds(condition, Map.of("VersionNT64", "603", "WINDOWSMAJORVERSION", "#10"))).isTrue();
        assertThat(MsiCondition.holds(condition, Map.of("Installed", "1"))).isTrue();
    }

    @Test
    void showsItselfWithIconAndDescriptionAmongTheInstalledApps() {
        assertThat(ENGLISH.property("ProductName")).isEqualTo("OMS Gateway");
        assertThat(ENGLISH.property("Manufacturer")).isNotEmpty();
        assertThat(ENGLISH.property("ARPPRODUCTICON")).endsWith(".ico");
        assertThat(ENGLISH.property("ARPCOMMENTS")).isNotEmpty();
        assertThat(List.of("ARPHELPLINK", "ARPURLINFOABOUT", "ARPURLUPDATEINFO"))
                .allSatisfy(link -> assertThat(ENGLISH.property(link)).startsWith("https://"));
        assertThat(ENGLISH.row("CustomAction", "Source", "ARPINSTALLLOCATION")).containsEntry("Target", "[INSTALLDIR]");
    }

    private static String condition(String property) {
        return ENGLISH.table("LaunchCondition").stream().map(row -> row.get("Condition"))
                .filter(condition -> condition.contains(property)).findFirst().orElseThrow();
    }
}
