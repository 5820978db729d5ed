package org.omsgateway.installer;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Adds to a bill of materials in CycloneDX what the installation folder has beside the jars: Java and procrun. */
public final class BillOfMaterials {
    private BillOfMaterials() {}

    /**
     * Arguments: the bill of the jars, Java's file {@code release}, procrun, procrun's version, and the file to write.
     */
    public static void main(String[] arguments) throws IOException, NoSuchAlgorithmException {
        Map<String, Object> bill = JSON.std.mapFrom(Path.of(arguments[0]).toFile());
        List<Object> components = new ArrayList<>((List<?>) bill.get("components"));
        components.add(java(Path.of(arguments[1])));
        components.add(procrun(Path.of(arguments[2]), arguments[3]));
        bill.put("components", components);
        JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).write(bill, Path.of(arguments[4]).toFile());
    }

    private static Map<String, Object> java(Path release) throws IOException {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(release)) {
            properties.load(in);
        }
        String version = properties.getProperty("JAVA_VERSION").replace("\"", "");
        Map<String, Object> java = component("platform", "OpenJDK", version, "GPL-2.0-with-classpath-exception");
        java.put("cpe", "cpe:2.3:a:oracle:openjdk:" + version + ":*:*:*:*:*:*:*");
        return java;
    }

    private static Map<String, Object> procrun(Path program, String version)
            throws IOException, NoSuchAlgorithmException {
        byte[] sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(program));
        Map<String, Object> procrun = component("application", "commons-daemon", version, "Apache-2.0");
        procrun.put("purl", "pkg:maven/commons-daemon/commons-daemon@" + version + "?classifier=bin-windows&type=zip");
        procrun.put("hashes", List.of(Map.of("alg", "SHA-256", "content", HexFormat.of().formatHex(sum))));
        return procrun;
    }

    private static Map<String, Object> component(String type, String name, String version, String license) {
        Map<String, Object> component = new LinkedHashMap<>();
        component.put("type", type);
        component.put("name", name);
        component.put("version", version);
        component.put("licenses", List.of(Map.of("license", Map.of("id", license))));
        return component;
    }
}
