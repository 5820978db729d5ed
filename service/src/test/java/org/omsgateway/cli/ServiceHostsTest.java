package org.omsgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.omsgateway.policy.HostPattern;

/** The table, beside what the pages say that it names. */
class ServiceHostsTest {
    private static final String ID = "5f5c0b0e-2c4e-4f0f-9d6b-1a2b3c4d5e6f";

    private static List<ServiceHosts.Entry> entries(String service, String cloud) throws CommandFailure {
        List<String> locations = service.matches("JobRuntimeData|Agent") ? List.of() : List.of("West Europe");
        return new ServiceHosts(locations, List.of(ID.toUpperCase(Locale.ROOT))).of(service, cloud);
    }

    private static Stream<Path> pages() throws Exception {
        URI folder = ServiceHostsTest.class.getResource("/service-hosts").toURI();
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            return files.sorted().toList().stream();
        }
    }

    /** A page's host, with this test's values for what is in angle brackets. */
    private static String filledIn(String line) {
        return line.replace("<region>", "westeurope").replace("<virtual-machine-region-name>", "westeurope")
                .replace("<log-analytics-workspace-id>", ID).replaceAll("^<[a-z-]+>", "x");
    }

    private static boolean covers(String pattern, String host) {
        return pattern.equals(host) || pattern.startsWith("*.") && host.startsWith("x.")
                && host.endsWith(pattern.substring(1))
                || pattern.startsWith("*.") && host.equals("westeurope" + pattern.substring(1));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void hasEachHostOfThePageAndNoOther(Path page) throws Exception {
        String[] name = page.getFileName().toString().replace(".txt", "").split("-");
        List<String> expected = Files.readAllLines(page).stream().map(ServiceHostsTest::filledIn).toList();
        List<String> hosts = entries(name[0], name[1]).stream().map(ServiceHosts.Entry::host).toList();
        assertThat(expected).allSatisfy(host ->
                assertThat(hosts).filteredOn(pattern -> covers(pattern, host)).as(host).hasSize(1));
        assertThat(hosts).hasSameSizeAs(expected);
    }

    @Test
    void hasAPageForEachServiceInEachCloud() throws Exception {
        TreeSet<String> known = new TreeSet<>();
        for (Object service : (List<?>) ServiceHosts.table().get("services")) {
            Map<?, ?> object = (Map<?, ?>) service;
            ((Map<?, ?>) object.get("clouds")).keySet().forEach(cloud -> known.add(object.get("name") + "-" + cloud));
            for (Object source : (List<?>) object.get("sources")) {
                assertThat(URI.create((String) ((Map<?, ?>) source).get("page")).getHost())
                        .isEqualTo("learn.microsoft.com");
                assertThat(LocalDate.parse((String) ((Map<?, ?>) source).get("date"))).isAfter("2019-01-01");
            }
        }
        assertThat(pages().map(page -> page.getFileName().toString().replace(".txt", ""))).containsExactlyElementsOf(
                known);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void listsToAllowOnlyWhatTheGatewayTakesAndForwards(Path page) throws Exception {
        String[] name = page.getFileName().toString().replace(".txt", "").split("-");
        assertThat(entries(name[0], name[1])).filteredOn(entry -> entry.leftOut() == null).isNotEmpty()
                .allSatisfy(entry -> assertThat(HostPattern.parse(entry.host())).hasToString(entry.host()));
    }

    @Test
    void asksForWhatAHostNeeds() {
        assertThatThrownBy(() -> new ServiceHosts(List.of(), List.of(ID)).of("AzureMonitorAgent", "Public"))
                .isInstanceOf(CommandFailure.class).hasMessage("AzureMonitorAgent needs --location");
        assertThatThrownBy(() -> new ServiceHosts(List.of("eastus"), List.of()).of("AzureMonitorAgent", "China"))
                .isInstanceOf(CommandFailure.class).hasMessage("AzureMonitorAgent needs --workspace-id");
        assertThatThrownBy(() -> new ServiceHosts(List.of("eastus"), List.of()).of("ArcGateway", "China"))
                .isInstanceOf(CommandFailure.class).hasMessage("ArcGateway has no hosts in the cloud China");
    }

    @ParameterizedTest
    @CsvSource({"West Europe, we", "westeurope, we", "JAPANEAST, jpe", "Japan, jpe"})
    void findsTheAutomationServicesOfALocation(String location, String code) throws CommandFailure {
        assertThat(new ServiceHosts(List.of(location), List.of()).of("jobruntimedata", "public"))
                .extracting(ServiceHosts.Entry::host)
                .containsExactly(code + "-jobruntimedata-prod-su1.azure-automation.net");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Atlantis      | 00000000-0000-0000-0000-000000000001 | Agent    | Public | --location: expected: one of North
        west/europe   | 00000000-0000-0000-0000-000000000001 | AzureArc | Public | --location: expected: a region
        westeurope    | 1234                                 | AzureArc | Public | --workspace-id: expected: a GUID
        westeurope    | 00000000-0000-0000-0000-000000000001 | Arc      | Public | --service: Arc (expected: one of Job
        westeurope    | 00000000-0000-0000-0000-000000000001 | AzureArc | Mars   | --cloud: Mars (expected: one of Pub
        """)
    void refusesWhatIsNoLocationWorkspaceServiceOrCloud(String location, String workspace, String service,
            String cloud, String message) {
        assertThatThrownBy(() -> new ServiceHosts(List.of(location), List.of(workspace)).of(service, cloud))
                .isInstanceOf(CommandFailure.class).hasMessageStartingWith(message);
    }
}
