package org.omsgateway.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogAnalyticsAgentTest {
    private static final String SERVICE = "SYSTEM\\CurrentControlSet\\Services\\HealthService";
    private static final String WORKSPACES = SERVICE + "\\Parameters\\Service Connector Services";
    private static final String ID = "5f5c0b0e-2c4e-4f0f-9d6b-1a2b3c4d5e6f";
    private static final String KEY = WORKSPACES + "\\Log Analytics - " + ID;
    private static final String URL = "Topology Request Url";

    private final FakeRegistry registry = new FakeRegistry();
    private final LogAnalyticsAgent agent = new LogAnalyticsAgent(registry);

    @Test
    void isNotInstalledWithoutItsService() {
        assertThat(agent.read()).isEmpty();
    }

    @Test
    void needsNothingWithoutAWorkspace() {
        registry.key(SERVICE);
        assertThat(read().hosts()).isEmpty();
        assertThat(read().problems()).isEmpty();
    }

    @Test
    void needsTheHostsOfItsWorkspace() {
        registry.value(KEY, URL, "https://" + ID + ".oms.opinsights.azure.com/AgentService.svc/AgentTopologyRequest");
        assertThat(read().workspaces()).containsExactly(ID);
        assertThat(read().problems()).isEmpty();
        assertThat(read().hosts()).containsExactlyInAnyOrder(ID + ".oms.opinsights.azure.com",
                ID + ".ods.opinsights.azure.com", ID + ".agentsvc.azure-automation.net",
                "scadvisorcontent.blob.core.windows.net");
    }

    @ParameterizedTest
    @CsvSource({"azure.us,azure-automation.us", "azure.cn,azure-automation.cn"})
    void knowsTheNationalCloudsByTheUrl(String suffix, String automationSuffix) {
        registry.value(KEY, URL, "https://" + ID + ".oms.opinsights." + suffix + "/AgentService.svc");
        assertThat(read().hosts()).contains(ID + ".oms.opinsights." + suffix, ID + ".ods.opinsights." + suffix,
                ID + ".agentsvc." + automationSuffix);
    }

    @ParameterizedTest
    @CsvSource({"0,azure.com", "1,azure.us", "2,azure.cn"})
    void knowsTheCloudByItsNumberBeforeTheFirstConnection(int type, String suffix) {
        registry.value(KEY, "Azure Cloud Type", type);
        assertThat(read().hosts()).contains(ID + ".ods.opinsights." + suffix);
        assertThat(read().problems()).isEmpty();
    }

    @Test
    void takesIdsAndHostsInAnyCase() {
        String upper = "5F5C0B0E-2C4E-4F0F-9D6B-1A2B3C4D5E6F";
        registry.value(WORKSPACES + "\\LOG ANALYTICS - " + upper, URL,
                "HTTPS://" + upper + ".OMS.OPINSIGHTS.AZURE.COM/x");
        assertThat(read().workspaces()).containsExactly(ID);
        assertThat(read().hosts()).contains(ID + ".ods.opinsights.azure.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {SERVICE, WORKSPACES, KEY})
    void keepsWhatItReadLastWhileAKeyCannotBeRead(String key) {
        registry.value(KEY, "Azure Cloud Type", 0);
        AgentNeeds before = read();
        registry.deny(key);
        assertThat(read().workspaces()).isEqualTo(before.workspaces());
        assertThat(read().hosts()).isEqualTo(before.hosts());
        assertThat(read().problems()).containsExactly("HKLM\\" + key + ": Access is denied.");
        registry.permit(key);
        assertThat(read()).isEqualTo(before);
    }

    @Test
    void keepsTheHostsOfAWorkspaceWhoseValuesAreHalfWritten() {
        registry.value(KEY, URL, "https://" + ID + ".oms.opinsights.azure.us/x");
        AgentNeeds before = read();
        registry.value(KEY, URL, "https://" + ID);
        assertThat(read().hosts()).isEqualTo(before.hosts());
        assertThat(read().problems()).hasSize(1);
    }

    @Test
    void forgetsAWorkspaceThatIsGone() {
        registry.key(SERVICE).value(KEY, "Azure Cloud Type", 0);
        assertThat(read().workspaces()).containsExactly(ID);
        registry.remove(KEY);
        assertThat(read().workspaces()).isEmpty();
        assertThat(read().hosts()).isEmpty();
        assertThat(read().problems()).isEmpty();
    }

    @Test
    void leavesOtherConnectorsAlone() {
        registry.key(WORKSPACES + "\\AD FS - something");
        assertThat(read().problems()).isEmpty();
    }

    @Test
    void reportsAnUnknownCloudAndKeepsTheWorkspace() {
        registry.value(KEY, "Azure Cloud Type", 7);
        assertThat(read().workspaces()).containsExactly(ID);
        assertThat(read().hosts()).isEmpty();
        assertThat(read().problems()).singleElement().asString().contains(ID, "Azure Cloud Type: 7", "expected: 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "https://", "not a url", "http://" + ID + ".oms.opinsights.azure.com/",
            "https://" + ID + ".oms.opinsights.azure.com.evil.example/", "https://evil.example/",
            "https://11111111-2c4e-4f0f-9d6b-1a2b3c4d5e6f.oms.opinsights.azure.com/",
            "https://" + ID + ".oms.opinsights.azure.com\u0000.evil.example/"})
    void reportsAUrlThatIsNotTheWorkspacesOwn(String url) {
        registry.value(KEY, URL, url);
        assertThat(read().workspaces()).containsExactly(ID);
        assertThat(read().hosts()).isEmpty();
        assertThat(read().problems()).singleElement().asString().contains(URL + ": ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://user:geheim@evil.example/", "https://evil.example/?sig=geheim", "user:geheim"})
    void showsNothingOfAUrlThatMayBeSecret(String url) {
        registry.value(KEY, URL, url);
        assertThat(read().problems()).singleElement().asString().contains(URL + ": ", "***")
                .doesNotContain("geheim");
    }

    @Test
    void showsNoCloudTypeThatIsNoNumber() {
        registry.value(KEY, "Azure Cloud Type", "geheim");
        assertThat(read().problems()).singleElement().asString().contains("Azure Cloud Type: *** (6 characters)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", ID + "0", ID + "\n", "..\\..", "*", "5f5c0b0e2c4e4f0f9d6b1a2b3c4d5e6f"})
    void reportsAKeyWithoutAWorkspaceIdAndUsesTheRest(String id) {
        registry.value(KEY, "Azure Cloud Type", 0).key(WORKSPACES + "\\Log Analytics - " + id);
        assertThat(read().workspaces()).containsExactly(ID);
        assertThat(read().hosts()).hasSize(4);
        assertThat(read().problems()).hasSize(1);
    }

    @Test
    void reportsAValueOfAWrongTypeAndUsesTheRest() {
        String other = "00000000-2c4e-4f0f-9d6b-1a2b3c4d5e6f";
        registry.value(KEY, URL, new byte[4])
                .value(WORKSPACES + "\\Log Analytics - " + other, "Azure Cloud Type", 0);
        assertThat(read().workspaces()).containsExactly(other, ID);
        assertThat(read().hosts()).contains(other + ".ods.opinsights.azure.com").hasSize(4);
        assertThat(read().problems()).singleElement().asString().contains(ID, "wrong type");
    }

    @Test
    void usesFourWorkspacesAndReportsFurtherOnes() {
        for (int i = 0; i < 6; i++) {
            registry.value(WORKSPACES + "\\Log Analytics - 0000000" + i + "-0000-0000-0000-000000000000",
                    "Azure Cloud Type", 0);
        }
        assertThat(read().workspaces()).hasSize(4).doesNotContain("00000004-0000-0000-0000-000000000000");
        assertThat(read().problems()).hasSize(2).allMatch(problem -> problem.contains("at most 4"));
    }

    @Test
    void reportsMissingRights() {
        registry.key(KEY).deny(WORKSPACES);
        assertThat(read().workspaces()).isEmpty();
        assertThat(read().problems()).singleElement().asString().contains(WORKSPACES, "denied");
    }

    private AgentNeeds read() {
        return agent.read().orElseThrow();
    }
}
