package org.omsgateway.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An Azure Monitor Agent whose data store is a folder of the test. */
public final class TestAgent {
    private static final String KEY = "SOFTWARE\\Microsoft\\AzureMonitorAgent";

    private TestAgent() {}

    public static LocalAgents below(Path root) {
        return new LocalAgents(List.of(new AzureMonitorAgent(new FakeRegistry().key(KEY), List.of(root))));
    }

    /** The file that tells the agent below {@code root} what to do; its folder exists. */
    public static Path instructions(Path root) throws IOException {
        return Files.createDirectories(root.resolve("AMADataStore.test/mcs")).resolve("mcsconfig.latest.xml");
    }

    /** Instructions to send to {@code endpoint}. */
    public static String sendingTo(String endpoint) {
        return "<MonitoringManagement><EventStreamingAnnotations><EventStreamingAnnotation><OMS><Content>"
                + "<![CDATA[<Config endpoint=\"" + endpoint + "\"/>]]>"
                + "</Content></OMS></EventStreamingAnnotation></EventStreamingAnnotations></MonitoringManagement>";
    }
}
