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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Writes the bill of materials of the installation folder, in CycloneDX: each jar, Java, and procrun. */
public final class BillOfMaterials {
    private static final Pattern JAR = Pattern.compile("(.+?)-(\\d[\\w.]*)\\.jar");
    private static final String APACHE = "Apache-2.0";

    /** Who makes the jars whose name begins so. A jar of somebody else fails the build until it has an entry. */
    private enum Origin {
        GATEWAY("oms-gateway", "org.omsgateway", APACHE),
        NETTY("netty-", "io.netty", APACHE),
        LOG4J("log4j-", "org.apache.logging.log4j", APACHE),
        JACKSON("jackson-core", "com.fasterxml.jackson.core", APACHE),
        JACKSON_JR("jackson-jr-", "com.fasterxml.jackson.jr", APACHE),
        JNA("jna", "net.java.dev.jna", APACHE),
        PICOCLI("picocli", "info.picocli", APACHE);

        private final String prefix;
        private final String group;
        private final String license;

        Origin(String prefix, String group, String license) {
            this.prefix = prefix;
            this.group = group;
            this.license = license;
        }
    }

    private BillOfMaterials() {}

    /** Arguments: the installation folder, the product's version, procrun's name and version, and the file to write. */
    public static void main(String[] arguments) throws IOException, NoSuchAlgorithmException {
        Path image = Path.of(arguments[0]);
        List<Object> components = new ArrayList<>();
        try (Stream<Path> files = Files.list(image.resolve("lib"))) {
            for (Path file : files.filter(name -> name.toString().endsWith(".jar")).sorted().toList()) {
                components.add(jar(file, arguments[1]));
            }
        }
        components.add(java(image.resolve("runtime/release")));
        Map<String, Object> procrun = component("application", "commons-daemon", arguments[3], APACHE);
        procrun.put("hashes", hashes(image.resolve(arguments[2])));
        components.add(procrun);
        Map<String, Object> bill = new LinkedHashMap<>();
        bill.put("bomFormat", "CycloneDX");
        bill.put("specVersion", "1.6");
        bill.put("version", 1);
        bill.put("metadata", Map.of("component", component("application", "OMS Gateway", arguments[1], APACHE)));
        bill.put("components", components);
        JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).write(bill, Path.of(arguments[4]).toFile());
    }

    private static Map<String, Object> jar(Path file, String productVersion)
            throws IOException, NoSuchAlgorithmException {
        String name = file.getFileName().toString();
        Matcher parts = JAR.matcher(name);
        boolean versioned = parts.matches();
        Origin origin = Stream.of(Origin.values()).filter(each -> name.startsWith(each.prefix)).findFirst()
                .orElseThrow(() -> new IllegalStateException(name + ": no licence is known"));
        String artifact = versioned ? parts.group(1) : "oms-gateway-service";
        String version = versioned ? parts.group(2) : productVersion;
        Map<String, Object> jar = component("library", artifact, version, origin.license);
        jar.put("group", origin.group);
        jar.put("purl", "pkg:maven/" + origin.group + "/" + artifact + "@" + version + "?type=jar");
        jar.put("hashes", hashes(file));
        return jar;
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

    private static Map<String, Object> component(String type, String name, String version, String license) {
        Map<String, Object> component = new LinkedHashMap<>();
        component.put("type", type);
        component.put("name", name);
        component.put("version", version);
        component.put("licenses", List.of(Map.of("license", Map.of("id", license))));
        return component;
    }

    private static List<?> hashes(Path file) throws IOException, NoSuchAlgorithmException {
        byte[] sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        Map<String, Object> hash = new LinkedHashMap<>();
        hash.put("alg", "SHA-256");
        hash.put("content", HexFormat.of().formatHex(sum));
        return List.of(hash);
    }
}
