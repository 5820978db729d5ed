package org.omsgateway.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.omsgateway.config.Setting;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The administrative template that {@link PolicyTemplates} writes. */
class PolicyTemplatesTest {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\((string|presentation)\\.(\\w+)\\)");

    @TempDir
    private static Path folder;
    private static Document admx;

    @BeforeAll
    static void write() throws Exception {
        PolicyTemplates.main(new String[] {"..", folder.toString()});
        admx = parse(folder.resolve("OMSGateway.admx"));
    }

    static List<Path> languages() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".adml")).sorted().toList();
        }
    }

    private static Document parse(Path file) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
    }

    private static List<Element> elements(Document document, String name) {
        NodeList nodes = document.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    private static Element policy(Setting setting) {
        return elements(admx, "policy").stream()
                .filter(policy -> policy.getAttribute("name").equals(setting.displayName()))
                .findFirst().orElseThrow();
    }

    private static Element only(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        assertThat(found.getLength()).as(name).isEqualTo(1);
        return (Element) found.item(0);
    }

    private static Set<String> ids(Document document, String element) {
        return elements(document, element).stream().map(it -> it.getAttribute("id"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void hasAPolicyForEachSettingButThePassword() {
        assertThat(elements(admx, "policy")).extracting(policy -> policy.getAttribute("name"))
                .containsExactlyElementsOf(Arrays.stream(Setting.values()).filter(it -> !it.isSecret())
                        .map(Setting::displayName).toList());
        assertThat(elements(admx, "policy")).allSatisfy(policy -> {
            assertThat(policy.getAttribute("class")).isEqualTo("Machine");
            assertThat(policy.getAttribute("key")).isEqualTo("SOFTWARE\\Policies\\OMS Gateway");
        });
    }

    /** Group Policy writes these elements as REG_MULTI_SZ, REG_DWORD and REG_SZ. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = {"RELAY_PROXY_PASSWORD", "RELAY_PROXY_CREDENTIALS"})
    void writesTheTypeThatTheGatewayReads(Setting setting) {
        Element policy = policy(setting);
        List<String> facts = setting.expected().facts();
        if (setting.isList()) {
            assertThat(only(policy, "multiText").getAttribute("valueName")).isEqualTo(setting.displayName());
        } else if (facts.equals(List.of("true, false"))) {
            assertThat(policy.getAttribute("valueName")).isEqualTo(setting.displayName());
            assertThat(only(policy, "enabledValue").getTextContent()).isEqualTo("true");
            assertThat(only(policy, "disabledValue").getTextContent()).isEqualTo("false");
        } else {
            String type = switch (setting.expected().code().orElseThrow()) {
                case "WholeNumber" -> "decimal";
                case "Choice" -> "enum";
                default -> "text";
            };
            Element value = only(policy, type);
            assertThat(value.getAttribute("valueName")).isEqualTo(setting.displayName());
            if (type.equals("decimal")) {
                assertThat(List.of(value.getAttribute("minValue"), value.getAttribute("maxValue"))).isEqualTo(facts);
            } else if (type.equals("enum")) {
                assertThat(elements(admx, "item")).filteredOn(item -> item.getParentNode() == value)
                        .extracting(item -> only(item, "string").getTextContent())
                        .containsExactly(facts.get(0).split(", "));
            }
        }
    }

    @Test
    void isValidInTheSchemaOfTemplates() throws Exception {
        Validator validator = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(getClass().getResource("policy-definitions.xsd")).newValidator();
        validator.validate(new StreamSource(folder.resolve("OMSGateway.admx").toFile()));
        for (Path adml : languages()) {
            validator.validate(new StreamSource(adml.toFile()));
        }
    }

    @Test
    void isInSixteenLanguages() throws IOException {
        assertThat(languages()).hasSize(16).extracting(file -> file.getParent().getFileName().toString())
                .contains("en-US", "pt-BR", "zh-TW").allMatch(culture -> culture.matches("[a-z]{2}-[A-Z]{2}"));
    }

    @ParameterizedTest
    @MethodSource("languages")
    void hasAllTextsInEachLanguageAndNoOther(Path adml) throws Exception {
        Document texts = parse(adml);
        Set<String> named = REFERENCE.matcher(Files.readString(folder.resolve("OMSGateway.admx"))).results()
                .map(reference -> reference.group(1) + " " + reference.group(2)).collect(Collectors.toSet());
        List<String> present = new ArrayList<>();
        ids(texts, "string").forEach(id -> present.add("string " + id));
        ids(texts, "presentation").forEach(id -> present.add("presentation " + id));
        assertThat(present).containsExactlyInAnyOrderElementsOf(named);
        assertThat(elements(texts, "string")).extracting(Element::getTextContent)
                .allSatisfy(text -> assertThat(text).isNotBlank().doesNotContain("{0}"));
        for (Element presentation : elements(texts, "presentation")) {
            Element control = (Element) presentation.getFirstChild();
            assertThat(control.getAttribute("refId")).isEqualTo(presentation.getAttribute("id"));
            assertThat(control.getTextContent()).isNotBlank().doesNotContain("{0}");
        }
    }

    @Test
    void describesEachPolicyInItsLanguage() throws Exception {
        String german = Files.readString(folder.resolve("de-DE/OMSGateway.adml"));
        assertThat(german).contains("TCP-Port, an dem das Gateway Verbindungen annimmt",
                "eine ganze Zahl von 1 bis 65535", "Legt diese Richtlinie keinen Wert fest, gilt der lokale Wert");
        String french = Files.readString(folder.resolve("fr-FR/OMSGateway.adml"));
        assertThat(french).contains("l'agent de cet ordinateur").doesNotContain("''");
    }
}
