package org.omsgateway.perfcounters;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Compares the manifest and its strings with the catalogue. */
class CounterManifestTest {
    private static final Path SOURCES = Path.of("src/main/windows");
    private static final Pattern TABLE = Pattern.compile("STRINGTABLE\nBEGIN\n((?: {4}\\d+ \"[^\"\\\\]+\"\n)+)END\n");
    private static final Pattern STRING = Pattern.compile("(\\d+) \"(.+)\"\n");

    @Test
    void describesTheProviderAndItsCounterSet() throws Exception {
        Element provider = only(manifest().getElementsByTagName("provider"));
        Element set = only(provider.getElementsByTagName("counterSet"));

        assertThat(provider.getAttribute("providerGuid")).isEqualTo("{" + PerfLibStructures.PROVIDER + "}");
        assertThat(provider.getAttribute("applicationIdentity")).isEqualTo("oms-gateway-messages.dll");
        assertThat(set.getAttribute("guid")).isEqualTo("{" + PerfLibStructures.COUNTER_SET + "}");
        assertThat(set.getAttribute("name")).isEqualTo(GatewayCounter.OBJECT_NAME);
        assertThat(set.getAttribute("instances")).isEqualTo("single");
    }

    @Test
    void describesEachCounterOfTheCatalogue() throws Exception {
        NodeList counters = manifest().getElementsByTagName("counter");

        assertThat(counters.getLength()).isEqualTo(GatewayCounter.values().length);
        for (GatewayCounter counter : GatewayCounter.values()) {
            Element element = (Element) counters.item(counter.ordinal());
            assertThat(element.getAttribute("id")).isEqualTo(String.valueOf(PerfLibStructures.idOf(counter)));
            assertThat(element.getAttribute("name")).isEqualTo(counter.displayName());
            assertThat(element.getAttribute("description")).isEqualTo(counter.description());
            assertThat(element.getAttribute("type")).isEqualTo(counter.type().manifestName());
            boolean isBase = counter.type() == GatewayCounter.Type.BASE;
            boolean hasBase = counter.type() == GatewayCounter.Type.AVERAGE;
            assertThat(attributes(element))
                    .isEqualTo(isBase ? List.of("reference", "noDisplay") : List.of("reference"));
            assertThat(element.getAttribute("baseID"))
                    .isEqualTo(hasBase ? String.valueOf(PerfLibStructures.idOf(counter) + 1) : "");
            assertThat(isBase).isEqualTo(counter.ordinal() > 0
                    && GatewayCounter.values()[counter.ordinal() - 1].type() == GatewayCounter.Type.AVERAGE);
        }
    }

    @Test
    void hasTheStringsOfTheManifestInSixteenLanguagesUnderTheNumbersThatLodctrGives() throws Exception {
        Map<String, Map<Integer, String>> tables = tables();

        assertThat(tables.keySet()).containsExactlyInAnyOrder("cs", "de", "en", "es", "fr", "hu", "it", "ja", "ko",
                "nl", "pl", "pt-BR", "pt-PT", "ru", "zh-Hans", "zh-Hant");
        tables.forEach((language, strings) -> {
            assertThat(strings).as(language).hasSize(3 + 3 * GatewayCounter.values().length)
                    .containsEntry(1, GatewayCounter.OBJECT_NAME)
                    .containsEntry(2, GatewayCounter.OBJECT_NAME).containsKey(3);
            for (GatewayCounter counter : GatewayCounter.values()) {
                int id = 4 * PerfLibStructures.idOf(counter);
                assertThat(strings).as(language).containsEntry(id + 1, counter.displayName())
                        .containsEntry(id + 2, counter.displayName()).containsKey(id + 3);
            }
        });
    }

    @Test
    void saysTheSameInEnglishAsTheManifest() throws Exception {
        List<String> described = new ArrayList<>();
        for (String tag : List.of("counterSet", "counter")) {
            NodeList elements = manifest().getElementsByTagName(tag);
            for (int i = 0; i < elements.getLength(); i++) {
                described.add(((Element) elements.item(i)).getAttribute("description"));
            }
        }

        Map<Integer, String> english = tables().get("en");
        assertThat(described).isEqualTo(IntStream.rangeClosed(0, GatewayCounter.values().length)
                .mapToObj(id -> english.get(4 * id + 3)).toList());
    }

    private static List<String> attributes(Element counter) {
        NodeList attributes = counter.getElementsByTagName("counterAttribute");
        return IntStream.range(0, attributes.getLength())
                .mapToObj(i -> ((Element) attributes.item(i)).getAttribute("name")).toList();
    }

    private static Document manifest() throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(SOURCES.resolve("counters.man").toFile());
    }

    private static Element only(NodeList elements) {
        assertThat(elements.getLength()).isEqualTo(1);
        return (Element) elements.item(0);
    }

    /** The strings of each language by number. */
    private static Map<String, Map<Integer, String>> tables() throws IOException {
        Map<String, Map<Integer, String>> tables = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(SOURCES.resolve("counters"))) {
            for (Path file : files.toList()) {
                Matcher table = TABLE.matcher(Files.readString(file));
                assertThat(table.matches()).as(file.toString()).isTrue();
                Map<Integer, String> strings = new TreeMap<>();
                STRING.matcher(table.group(1)).results()
                        .forEach(string -> strings.put(Integer.valueOf(string.group(1)), string.group(2)));
                tables.put(file.getFileName().toString().replace(".rc", ""), strings);
            }
        }
        return tables;
    }
}
