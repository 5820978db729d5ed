package org.omsgateway.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules for the sources of setup that compilers do not check. */
class SourcesTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern SERVICE = Pattern.compile("\\bOMS\\w*Service\\b");
    private static final Pattern SERVICE_SID = Pattern.compile("S-1-5-80-[-\\d]+");
    private static final Pattern FIREWALL_RULE = Pattern.compile("(?<=-DisplayName |\\$name = )'OMS[^']*'");
    private static final Pattern OWN_HEADER = Pattern.compile("(?m)^#include \"(\\w+)\\.h\"$");

    @Test
    void nativeSourcesUseEachOtherInOneDirectionOnly() throws IOException {
        Map<String, Set<String>> uses = new TreeMap<>();
        for (Path source : files("installer/native", "c", "h")) {
            String name = source.getFileName().toString().replaceFirst("\\.\\w+$", "");
            Set<String> used = uses.computeIfAbsent(name, key -> new TreeSet<>());
            all(OWN_HEADER, Files.readString(source)).map(header -> header.group(1))
                    .filter(header -> !header.equals(name)).forEach(used::add);
        }
        assertThat(uses.get("checks")).contains("registry");
        uses.put("names", Set.of());
        while (uses.values().removeIf(used -> used.stream().noneMatch(uses::containsKey))) {
            // A file that uses none of the remaining files is in no circle.
        }
        assertThat(uses).as("circles, and what uses them").isEmpty();
    }

    @Test
    void setupWritesTheServiceItsSidAndTheFirewallRuleInOnePlace() throws IOException {
        List<Path> sources = new ArrayList<>(files("installer/native", "c", "h"));
        sources.addAll(files("installer/wix", "wxs", "wxi"));
        assertThat(sources).hasSizeGreaterThan(20).allSatisfy(source -> assertThat(Files.readString(source))
                .doesNotContain(name("service.name"), "S-1-5-80", "rule name=\\\"OMS", "(A;OICI;K"));
    }

    @Test
    void namesAreTheSameInJavaAndPowerShell() throws IOException {
        List<Path> sources = new ArrayList<>(files("service/src/main/java", "java"));
        sources.addAll(files("powershell/OmsGateway", "ps1", "psm1", "psd1"));
        sources.addAll(files(".github", "ps1", "yml"));
        assertThat(found(SERVICE, sources)).containsOnly(name("service.name"));
        assertThat(found(SERVICE_SID, sources)).containsOnly(name("service.sid"));
        assertThat(found(FIREWALL_RULE, sources)).containsOnly("'" + name("firewall.rule") + "'");
    }

    @Test
    void allImagesHaveTheSameRuntime() throws IOException {
        for (String script : List.of("installer/image.xml", "script/image")) {
            assertThat(Files.readString(ROOT.resolve(script))).contains("runtime.options").doesNotContain("java.base,");
        }
    }

    private static String name(String key) throws IOException {
        Properties names = new Properties();
        try (InputStream in = Files.newInputStream(ROOT.resolve("installer/names.properties"))) {
            names.load(in);
        }
        return names.getProperty(key);
    }

    private static Set<String> found(Pattern pattern, List<Path> sources) throws IOException {
        Set<String> found = new TreeSet<>();
        for (Path source : sources) {
            all(pattern, Files.readString(source)).map(MatchResult::group).forEach(found::add);
        }
        return found;
    }

    private static Stream<MatchResult> all(Pattern pattern, String text) {
        return pattern.matcher(text).results();
    }

    private static List<Path> files(String folder, String... endings) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
            return files.filter(file -> file.toString().matches(".*\\.(" + String.join("|", endings) + ")"))
                    .collect(Collectors.toList());
        }
    }
}
