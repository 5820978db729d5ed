package org.omsgateway.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AzureMonitorAgentTest {
    private static final String KEY = "SOFTWARE\\Microsoft\\AzureMonitorAgent";
    private static final String ID = "5f5c0b0e-2c4e-4f0f-9d6b-1a2b3c4d5e6f";
    private static final String INGESTION = "https://" + ID + ".ods.opinsights.azure.com";
    private static final String GLOBAL = "global.handler.control.monitor.azure.com";

    @TempDir
    private Path root;

    private final FakeRegistry registry = new FakeRegistry().key(KEY);
    private Path mcs;
    private AzureMonitorAgent agent;

    @BeforeEach
    void createStore() throws IOException {
        mcs = Files.createDirectories(root.resolve("Resources/AMADataStore.vm-1/mcs"));
        agent = new AzureMonitorAgent(registry, List.of(root.resolve("absent"), root.resolve("Resources")));
    }

    @Test
    void isInstalledByItsDataStoreAlone() throws IOException {
        latest(document(INGESTION));
        registry.remove(KEY);
        assertThat(read().workspaces()).containsExactly(ID);
        assertThat(read().problems()).isEmpty();
    }

    @Test
    void isNotInstalledWithoutKeyAndDataStore() throws IOException {
        registry.remove(KEY);
        Files.delete(mcs);
        assertThat(agent.read()).isEmpty();
        Files.delete(mcs.getParent());
        assertThat(agent.read()).isEmpty();
    }

    @Test
    void asksForItsConfigurationBeforeItHasAny() throws IOException {
        assertThat(read().hosts()).containsExactly(GLOBAL);
        assertThat(read().problems()).isEmpty();
        Files.delete(mcs);
        assertThat(read().hosts()).containsExactly(GLOBAL);
        assertThat(read().problems()).isEmpty();
    }

    @Test
    void needsItsIngestionAndHandlerHosts() throws IOException {
        latest(document(INGESTION, "https://logs-x1y2.westeurope-1.ingest.monitor.azure.com/some/path"));
        assertThat(read().workspaces()).containsExactly(ID);
        assertThat(read().problems()).isEmpty();
        assertThat(read().hosts()).containsExactlyInAnyOrder(ID + ".ods.opinsights.azure.com", GLOBAL,
                "logs-x1y2.westeurope-1.ingest.monitor.azure.com", "westeurope.handler.control.monitor.azure.com");
    }

    @Test
    void findsTheHandlerOfItsRegionBesideTheInstructions() throws IOException {
        latest(document(INGESTION));
        Files.writeString(mcs.resolve("mcsconfig.latest.json"), """
                {"configurations":[{"tokenBasedChannels":[{"channelId":"ods-%s","tokenEndpointUri":
                "https://westus2-5w48.westus2-1.handler.control.monitor.azure.com/subscriptions/x?a=b"}]}]}
                """.formatted(ID));
        assertThat(read().hosts()).contains("westus2-5w48.westus2-1.handler.control.monitor.azure.com");
    }

    @ParameterizedTest
    @CsvSource({"azure.com, westeurope", "azure.us, usgovvirginia", "azure.cn, chinanorth3"})
    void takesEndpointsAndHandlersOfEachCloud(String cloud, String region) throws IOException {
        latest(document("https://" + ID + ".ods.opinsights." + cloud,
                "https://dce-a1b2." + region + "-1.ingest.monitor." + cloud));
        Files.writeString(mcs.resolve("mcsconfig.latest.json"), "{\"tokenEndpointUri\":\"https://" + region + "-7c9d."
                + region + "-1.handler.control.monitor." + cloud + "/subscriptions/x\"}");
        assertThat(read().workspaces()).containsExactly(ID);
        assertThat(read().problems()).isEmpty();
        assertThat(read().hosts()).containsExactlyInAnyOrder(ID + ".ods.opinsights." + cloud,
                "dce-a1b2." + region + "-1.ingest.monitor." + cloud, "global.handler.control.monitor." + cloud,
                region + ".handler.control.monitor." + cloud,
                region + "-7c9d." + region + "-1.handler.control.monitor." + cloud);
    }

    /** The folders are those of public scripts and documents: an Azure VM, Azure Arc, the client installer. */
    @ParameterizedTest
    @CsvSource({
        "false, WindowsAzure/Resources, AMADataStore.vm-1, false",
        "true, WindowsAzure/Resources, AMADataStore.vm-1, false",
        "false, Resources/Directory, AMADataStore.server1, false",
        "false, Resources/Directory, AzureMonitorAgent.MonitoringDataStore, false",
        "true, Data/AMA, AMADataStore.laptop7, true",
    })
    void isFoundHoweverItWasInstalled(boolean hasKey, String folder, String store, boolean named) throws IOException {
        Path data = Files.createDirectories(root.resolve("disk").resolve(folder).resolve(store).resolve("mcs"));
        Files.writeString(data.resolve("mcsconfig.latest.xml"), document(INGESTION));
        FakeRegistry machine = hasKey ? new FakeRegistry().key(KEY) : new FakeRegistry();
        if (named) {
            machine.value(KEY, "AMADataRootDirPath", root.resolve("disk").resolve(folder).toString());
        }
        AgentNeeds needs = new AzureMonitorAgent(machine, List.of(root.resolve("disk/WindowsAzure/Resources"),
                root.resolve("disk/Resources/Directory"))).read().orElseThrow();
        assertThat(needs.workspaces()).containsExactly(ID);
        assertThat(needs.problems()).isEmpty();
    }

    @Test
    void takesTheWorkspacesOfAllDataStores() throws IOException {
        String other = "00000000-0000-0000-0000-00000000000b";
        latest(document(INGESTION));
        Path second = Files.createDirectories(root.resolve("Resources/AMADataStore.vm-2/mcs"));
        Files.writeString(second.resolve("mcsconfig.lkg.xml"),
                document("https://" + other + ".ods.opinsights.azure.com"));
        assertThat(read().workspaces()).containsExactlyInAnyOrder(ID, other);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<Config endpoint=\"%s\" x=\"1\"/>", "&lt;Config endpoint=&quot;%s&quot;/&gt;",
            "<![CDATA[<Config\n priority='High' endpoint = '%s'/>]]>"})
    void readsAnEndpointHoweverItIsWritten(String content) throws IOException {
        latest(documentOf(content.formatted(INGESTION)));
        assertThat(read().workspaces()).containsExactly(ID);
    }

    @Test
    void readsEndpointsInTheRightPlaceOnly() throws IOException {
        latest("""
                <MonitoringManagement><Events><OMS><Content>endpoint="https://%1$s.ods.opinsights.azure.com"</Content>
                </OMS></Events><EventStreamingAnnotations><EventStreamingAnnotation><Other><Content>
                endpoint="https://%1$s.ods.opinsights.azure.com"</Content></Other></EventStreamingAnnotation>
                </EventStreamingAnnotations></MonitoringManagement>""".formatted(ID));
        assertThat(read().workspaces()).isEmpty();
        assertThat(read().problems()).isEmpty();
    }

    @Test
    void fallsBackToTheInstructionsThatWorkedLast() throws IOException {
        Files.writeString(mcs.resolve("mcsconfig.lkg.xml"), document(INGESTION));
        assertThat(read().workspaces()).containsExactly(ID);
        assertThat(read().problems()).isEmpty();
    }

    @Test
    void reportsEveryHalfWrittenDocumentAndFallsBack() throws IOException {
        Files.writeString(mcs.resolve("mcsconfig.lkg.xml"), document(INGESTION));
        String other = document("https://00000000-0000-0000-0000-000000000000.ods.opinsights.azure.com");
        for (int length = 0; length < other.length(); length += 7) {
            latest(other.substring(0, length));
            assertThat(read().workspaces()).as("cut at %d", length).containsExactly(ID);
            assertThat(read().problems()).singleElement().asString().contains("mcsconfig.latest.xml", "complete XML");
        }
    }

    @Test
    void readsNoFileThatADocumentNames() throws IOException {
        Path secret = Files.writeString(root.resolve("secret"), INGESTION);
        latest("<!DOCTYPE x [<!ENTITY e SYSTEM \"" + secret.toUri() + "\">]>"
                + documentOf("endpoint=\"&e;\"").replaceFirst("<\\?.*\\?>", ""));
        assertThat(read().workspaces()).isEmpty();
        assertThat(read().problems()).singleElement().asString().contains("mcsconfig.latest.xml");
    }

    @Test
    void refusesEntitiesThatGrow() throws IOException {
        String entities = IntStream.range(1, 12).mapToObj(i -> "<!ENTITY e" + i + " \""
                + ("&e" + (i - 1) + ";").repeat(10) + "\">").collect(Collectors.joining());
        latest("<!DOCTYPE x [<!ENTITY e0 \"ha\">" + entities + "]><MonitoringManagement>&e11;</MonitoringManagement>");
        assertThat(read().problems()).hasSize(1);
    }

    @Test
    void refusesDocumentsThatAreTooDeepOrTooLarge() throws IOException {
        latest("<a>".repeat(100_000));
        assertThat(read().problems()).singleElement().asString().contains("nested");
        latest("<MonitoringManagement>" + " ".repeat(AgentFiles.MAX_SIZE) + "</MonitoringManagement>");
        assertThat(read().problems()).singleElement().asString().contains("larger");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://user:geheim@evil.example/", "https://evil.example/?sig=geheim", "user:geheim"})
    void showsNothingOfAnEndpointThatMayBeSecret(String endpoint) throws IOException {
        latest(document(endpoint));
        assertThat(read().problems()).singleElement().asString().contains("known cloud", "***")
                .doesNotContain("geheim");
    }

    @Test
    void quotesNothingOfADocumentThatIsNotXml() throws IOException {
        latest("<a><geheim></a>");
        assertThat(read().problems()).singleElement().asString().contains("complete XML document: line 1, column ")
                .doesNotContain("geheim");
    }

    @Test
    void printsNothingAboutADocumentThatIsNotText() throws IOException {
        PrintStream standardError = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            Files.write(mcs.resolve("mcsconfig.latest.xml"), new byte[] {(byte) 0xff, (byte) 0xfe, (byte) 0xff});
            assertThat(read().problems()).singleElement().asString().contains("complete XML document");
            Files.write(mcs.resolve("mcsconfig.latest.xml"), "<a>\u00fc</a>".getBytes(StandardCharsets.ISO_8859_1));
            assertThat(read().problems()).singleElement().asString().contains("complete XML document");
        } finally {
            System.setErr(standardError);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "http://" + ID + ".ods.opinsights.azure.com", "https://evil.example",
            "https://" + ID + ".ods.opinsights.azure.com.evil.example", "https://user@evil.example",
            "https://" + ID + ".ods.opinsights.azure.eaglex.ic.gov", "https://\u0007.monitor.azure.com"})
    void reportsAnEndpointOfNoKnownCloudAndUsesTheRest(String endpoint) throws IOException {
        String content = "endpoint=\"" + endpoint.replace("\u0007", "%07") + "\"";
        latest(document(INGESTION).replace("</EventStreamingAnnotations>", "<EventStreamingAnnotation><OMS><Content>"
                + content + "</Content></OMS></EventStreamingAnnotation></EventStreamingAnnotations>"));
        assertThat(read().hosts()).containsExactlyInAnyOrder(ID + ".ods.opinsights.azure.com", GLOBAL);
        assertThat(read().problems()).singleElement().asString().contains("known cloud");
    }

    @Test
    void usesTenWorkspacesAndReportsTheEleventh() throws IOException {
        latest(document(IntStream.range(10, 21)
                .mapToObj(i -> "https://000000" + i + "-0000-0000-0000-000000000000.ods.opinsights.azure.com")
                .toArray(String[]::new)));
        assertThat(read().workspaces()).hasSize(10).doesNotContain("00000020-0000-0000-0000-000000000000");
        assertThat(read().hosts()).hasSize(11);
        assertThat(read().problems()).singleElement().asString().contains("00000020", "at most 10");
    }

    @Test
    void keepsWhatItReadLastWhileAFileIsHalfWritten() throws IOException {
        String whole = document(INGESTION);
        latest(whole);
        Set<String> hosts = read().hosts();
        Files.writeString(mcs.resolve("mcsconfig.lkg.xml"), documentOf(""));
        for (int length = 0; length < whole.length(); length += 7) {
            latest(whole.substring(0, length));
            assertThat(read().hosts()).as("cut at %d", length).isEqualTo(hosts);
            assertThat(read().problems()).singleElement().asString().contains("mcsconfig.latest.xml", "complete XML");
        }
        latest(documentOf(""));
        assertThat(read().hosts()).as("read to be gone").containsExactly(GLOBAL);
        assertThat(read().problems()).isEmpty();
    }

    @Test
    void forgetsWhatIsGone() throws IOException {
        latest(document(INGESTION));
        assertThat(read().workspaces()).containsExactly(ID);
        Files.delete(mcs.resolve("mcsconfig.latest.xml"));
        assertThat(read().workspaces()).isEmpty();
        assertThat(read().problems()).isEmpty();
    }

    @Test
    void keepsWhatItReadLastWhileTheRegistryCannotBeRead() throws IOException {
        Path store = Files.createDirectories(root.resolve("elsewhere/AMADataStore.pc/mcs"));
        Files.writeString(store.resolve("mcsconfig.latest.xml"), document(INGESTION));
        registry.value(KEY, "AMADataRootDirPath", root.resolve("elsewhere").toString());
        AgentNeeds before = read();
        registry.deny(KEY);
        assertThat(read().hosts()).isEqualTo(before.hosts());
        assertThat(read().workspaces()).isEqualTo(before.workspaces());
        assertThat(read().problems()).isNotEmpty().allMatch(problem -> problem.contains("denied"));
        registry.permit(KEY);
        assertThat(read()).isEqualTo(before);
    }

    @Test
    void doesNotWaitForAPipeInPlaceOfAFile() throws Exception {
        latest(document(INGESTION));
        AgentNeeds before = read();
        Files.delete(mcs.resolve("mcsconfig.latest.xml"));
        assertThat(new ProcessBuilder("mkfifo", mcs.resolve("mcsconfig.latest.xml").toString()).start().waitFor())
                .isZero();
        AgentNeeds now = assertTimeoutPreemptively(Duration.ofMinutes(5), this::read);
        assertThat(now.hosts()).isEqualTo(before.hosts());
        assertThat(now.problems()).singleElement().asString().endsWith("mcsconfig.latest.xml: is not a file");
    }

    @Test
    void findsTheStoreThatTheRegistryNames() throws IOException {
        Path store = Files.createDirectories(root.resolve("elsewhere/AMADataStore.pc/mcs"));
        Files.writeString(store.resolve("mcsconfig.latest.xml"), document(INGESTION));
        registry.value(KEY, "AMADataRootDirPath", root.resolve("elsewhere").toString());
        assertThat(read().workspaces()).containsExactly(ID);
    }

    @Test
    void reportsMissingRightsToTheRegistry() {
        registry.deny(KEY);
        assertThat(read().problems()).isNotEmpty().allMatch(problem ->
                problem.contains(KEY) && problem.contains("denied"));
    }

    @Test
    void reportsWhatIsNoFile() throws IOException {
        Files.createDirectory(mcs.resolve("mcsconfig.latest.xml"));
        assertThat(read().problems()).singleElement().asString().contains("mcsconfig.latest.xml");
    }

    private AgentNeeds read() {
        return agent.read().orElseThrow();
    }

    private void latest(String document) throws IOException {
        Files.writeString(mcs.resolve("mcsconfig.latest.xml"), document);
    }

    private static String document(String... endpoints) {
        return documentOf(List.of(endpoints).stream()
                .map(endpoint -> "<![CDATA[<Config logType=\"X_BLOB\" endpoint=\"" + endpoint + "\"/>]]>")
                .collect(Collectors.joining("</Content></OMS></EventStreamingAnnotation>"
                        + "<EventStreamingAnnotation name=\"c2\"><OMS><Content>")));
    }

    private static String documentOf(String content) {
        return "<?xml version=\"1.0\" encoding=\"utf-8\"?><MonitoringManagement version=\"1.0\"><Events/>"
                + "<EventStreamingAnnotations><EventStreamingAnnotation name=\"c1\"><OMS><Content>" + content
                + "</Content></OMS></EventStreamingAnnotation></EventStreamingAnnotations></MonitoringManagement>";
    }
}
