package org.omsgateway.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The contents of an installation: components, files, the service, access rights, registry. */
class MsiComponentsTest {
    private static final int REGISTRY_KEY_PATH = 4;
    private static final int FOR_64_BITS = 256;
    /** Normal error control, and the flag by which the installation fails if that of the service does. */
    private static final String VITAL = "32769";
    private static final String SERVICE_SID =
            "S-1-5-80-1904136137-1979377742-768396267-4009604827-1382213832";
    private static final Msi MSI = Msi.english();

    @Test
    void givesEachComponentAnIdentityOfItsOwnThatIsTheSameInAllPackages() {
        assertThat(MSI.table("Component")).extracting(row -> row.get("ComponentId")).doesNotHaveDuplicates()
                .allSatisfy(id -> assertThat(id).matches("\\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}}"));
        Map<String, String> identities = identities(MSI);
        assertThat(Msi.all()).allSatisfy(msi -> assertThat(identities(msi)).isEqualTo(identities));
    }

    /**
     * Windows Installer counts references by these GUIDs. If one changed between versions, an upgrade would delete the
     * new file.
     */
    @Test
    void keepsTheIdentitiesOfEarlierVersions() {
        assertThat(identity("OMSGatewayService.exe")).isEqualTo("{A8F166AE-0019-48C8-9BD6-1A7FE5508287}");
        assertThat(identity("oms-gateway.jar")).isEqualTo("{6DCAA092-AEA0-3F41-8451-68422D76C29B}");
        assertThat(identity("jvm.dll")).isEqualTo("{585088B1-EE2F-3D8B-BBB7-B611D4A30236}");
    }

    @Test
    void hasAKeyPathInEachComponent() {
        Set<String> files = keys("File", "File");
        Set<String> values = keys("Registry", "Registry");
        Set<String> folders = keys("CreateFolder", "Component_");
        assertThat(MSI.table("Component")).allSatisfy(component -> {
            if (component.get("KeyPath").isEmpty()) {
                assertThat(folders).contains(component.get("Component"));
            } else {
                assertThat(has(component, REGISTRY_KEY_PATH) ? values : files).contains(component.get("KeyPath"));
            }
        });
    }

    @Test
    void isForSixtyFourBitsButForProcrunsParameters() {
        assertThat(MSI.table("Component")).filteredOn(component -> !has(component, FOR_64_BITS))
                .extracting(component -> component.get("Component")).containsExactly("ServiceParameters");
        assertThat(registry("ServiceParameters")).isNotEmpty().allSatisfy(key ->
                assertThat(key).startsWith("SOFTWARE\\Apache Software Foundation\\Procrun 2.0\\OMSGatewayService\\"));
    }

    @Test
    void holdsEveryFileOfTheImageAndOfTheModule() throws IOException {
        assertThat(MSI.table("File")).extracting(MsiComponentsTest::name)
                .containsAll(files("windows")).containsAll(files("../../powershell/OmsGateway"));
    }

    @Test
    void knowsTheLanguageOfProgramsThatHaveOne() {
        assertThat(MSI.table("File")).filteredOn(row -> name(row).equals("java.dll")).singleElement()
                .satisfies(row -> assertThat(row).containsEntry("Language", "1033"));
        assertThat(MSI.table("File")).extracting(row -> row.get("Language"))
                .isSubsetOf("", "0", "1033");
    }

    @Test
    void registersAnAutomaticServiceWithAnAccountOfItsOwn() {
        assertThat(MSI.table("ServiceInstall")).singleElement().satisfies(service -> assertThat(service)
                .containsEntry("Name", "OMSGatewayService").containsEntry("DisplayName", "OMS Gateway")
                .containsEntry("ServiceType", "16").containsEntry("StartType", "2").containsEntry("ErrorControl", VITAL)
                .containsEntry("StartName", "NT SERVICE\\OMSGatewayService").containsEntry("Password", "")
                .containsEntry("Component_", "Service"));
        assertThat(MSI.row("Component", "Component", "Service")).containsEntry("KeyPath", "OMSGatewayService.exe");
    }

    @Test
    void stopsTheServiceBeforeItsFilesChangeAndDeletesItWithThem() {
        assertThat(MSI.table("ServiceControl")).singleElement().satisfies(control -> {
            assertThat(control).containsEntry("Name", "OMSGatewayService").containsEntry("Wait", "1");
            int stopAtInstallation = 0x2;
            int stopAndDeleteAtRemoval = 0xa0;
            int deleteAtInstallation = 0x8;
            assertThat(Integer.parseInt(control.get("Event")))
                    .matches(event -> (event & (stopAtInstallation | stopAndDeleteAtRemoval | deleteAtInstallation))
                            == (stopAtInstallation | stopAndDeleteAtRemoval));
        });
    }

    @Test
    void letsOnlyAdministratorsWriteWhereTheServiceRunsAndOnlyTheServiceWriteItsLogs() {
        assertThat(sddl("INSTALLDIR")).startsWith("D:P").contains("(A;OICI;FA;;;SY)", "(A;OICI;FA;;;BA)",
                "(A;OICI;FRFX;;;BU)", "(A;OICI;FRFX;;;" + SERVICE_SID + ")");
        assertThat(sddl("LogFolder")).startsWith("D:P").contains("(A;OICI;FA;;;SY)", "(A;OICI;FA;;;BA)",
                "(A;OICI;0x1301bf;;;" + SERVICE_SID + ")").doesNotContain(";BU)", ";WD)", ";AU)");
    }

    @Test
    void registersTheEventLogWithItsTextsAndSize() {
        String key = "SYSTEM\\CurrentControlSet\\Services\\EventLog\\OMS Gateway Log";
        assertThat(MSI.table("Registry")).filteredOn(row -> row.get("Component_").equals("EventLog"))
                .extracting(row -> row.get("Key") + " " + row.get("Name") + " " + row.get("Value"))
                .contains(key + " MaxSize #16777216", key + " Retention #0",
                        key + "\\OMS Gateway EventMessageFile #%[INSTALLDIR]oms-gateway-messages.dll",
                        key + "\\OMS Gateway TypesSupported #7");
    }

    /**
     * "=-": set at installation and removed at removal; "*": a variable of the machine; "[~];": after the present
     * value.
     */
    @Test
    void addsTheFolderOfTheCommandLineToThePathOfTheMachine() {
        assertThat(MSI.table("Environment")).singleElement().satisfies(variable -> assertThat(variable)
                .containsEntry("Name", "=-*PATH").containsEntry("Value", "[~];[INSTALLDIR]")
                .containsEntry("Component_", "InstallFolder"));
    }

    private static Map<String, String> identities(Msi msi) {
        return msi.table("Component").stream()
                .collect(Collectors.toMap(row -> row.get("Component"), row -> row.get("ComponentId")));
    }

    private static String identity(String file) {
        String component = MSI.table("File").stream()
                .filter(row -> name(row).equals(file)).map(row -> row.get("Component_")).findFirst().orElseThrow();
        return MSI.row("Component", "Component", component).get("ComponentId");
    }

    private static boolean has(Map<String, String> component, int attribute) {
        return (Integer.parseInt(component.get("Attributes")) & attribute) != 0;
    }

    private static Set<String> keys(String table, String column) {
        return MSI.table(table).stream().map(row -> row.get(column)).collect(Collectors.toSet());
    }

    private static List<String> registry(String component) {
        return MSI.table("Registry").stream().filter(row -> row.get("Component_").equals(component))
                .map(row -> row.get("Key")).toList();
    }

    private static String sddl(String folder) {
        return MSI.row("MsiLockPermissionsEx", "LockObject", folder).get("SDDLText");
    }

    /** The long name in a row of File. */
    private static String name(Map<String, String> row) {
        return row.get("FileName").replaceAll(".*\\|", "");
    }

    private static List<String> files(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(Wine.IMAGE.resolveSibling(folder))) {
            return files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()).toList();
        }
    }
}
