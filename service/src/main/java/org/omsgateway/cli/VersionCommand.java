package org.omsgateway.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code oms-gateway version}. */
@Command(name = "version", description = "Show the version of the gateway, of Java, and of the operating system.")
public final class VersionCommand implements Runnable {
    private final String version;

    @Mixin
    private Format format;

    /** @param version of the gateway */
    public VersionCommand(String version) {
        this.version = version;
    }

    @Override
    public void run() {
        Map<String, String> versions = versions(version);
        format.print(versions, List.of("OMS Gateway " + version, JavaRelease.current().toString(),
                versions.get("os")));
    }

    /** The versions of the gateway, which is {@code version}, of Java, and of the operating system. */
    static Map<String, String> versions(String version) {
        JavaRelease java = JavaRelease.current();
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("version", version);
        versions.put("java", java.version());
        versions.put("javaDate", java.date().toString());
        versions.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        return versions;
    }
}
