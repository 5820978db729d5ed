package org.omsgateway.installer;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.omsgateway.config.Setting;

/**
 * Writes the administrative template: {@code OMSGateway.admx} with a policy for each setting but the password, and an
 * {@code OMSGateway.adml} for each language, from the texts of setup and the cmdlets.
 *
 * @see <a href="https://learn.microsoft.com/previous-versions/windows/desktop/Policy/admx-schema">ADMX schema</a>
 */
public final class PolicyTemplates {
    private static final String NAMESPACE = "http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions";
    private static final String KEY = "SOFTWARE\\Policies\\OMS Gateway";
    private static final String PRODUCT = "OMS Gateway";
    private static final String NAME = "OMSGateway";
    /** In characters. */
    private static final String LONGEST_TEXT = "1023";
    private static final String LONGEST_LIST = "1000000";
    /** The folder that Windows has for each language. */
    private static final Map<String, String> CULTURES = new TreeMap<>(Map.ofEntries(
            Map.entry("cs", "cs-CZ"), Map.entry("de", "de-DE"), Map.entry("en", "en-US"), Map.entry("es", "es-ES"),
            Map.entry("fr", "fr-FR"), Map.entry("hu", "hu-HU"), Map.entry("it", "it-IT"), Map.entry("ja", "ja-JP"),
            Map.entry("ko", "ko-KR"), Map.entry("nl", "nl-NL"), Map.entry("pl", "pl-PL"),
            Map.entry("pt-BR", "pt-BR"), Map.entry("pt-PT", "pt-PT"), Map.entry("ru", "ru-RU"),
            Map.entry("zh-Hans", "zh-CN"), Map.entry("zh-Hant", "zh-TW")));

    private final XMLStreamWriter xml;

    private PolicyTemplates(XMLStreamWriter xml) {
        this.xml = xml;
    }

    /** Arguments: the root of the sources, the folder to write. */
    public static void main(String[] arguments) throws IOException, XMLStreamException {
        Path root = Path.of(arguments[0]);
        Path folder = Path.of(arguments[1]);
        write(folder.resolve(NAME + ".admx"), PolicyTemplates::writePolicies);
        for (Map.Entry<String, String> language : CULTURES.entrySet()) {
            PolicyTexts texts = PolicyTexts.read(root, language.getKey());
            write(folder.resolve(language.getValue()).resolve(NAME + ".adml"), file -> file.writeTexts(texts));
        }
    }

    /** Writes the content of a document. */
    @FunctionalInterface
    private interface Content {
        void write(PolicyTemplates file) throws XMLStreamException;
    }

    private static void write(Path file, Content content) throws IOException, XMLStreamException {
        Files.createDirectories(file.getParent());
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out);
            xml.writeStartDocument("utf-8", "1.0");
            content.write(new PolicyTemplates(xml));
            xml.writeEndDocument();
            xml.close();
        }
    }

    private static List<Setting> settings() {
        return Arrays.stream(Setting.values()).filter(setting -> !setting.isSecret()).toList();
    }

    private void writePolicies() throws XMLStreamException {
        start("policyDefinitions", "xmlns", NAMESPACE, "revision", "1.0", "schemaVersion", "1.0");
        start("policyNamespaces");
        empty("target", "prefix", "omsgateway", "namespace", "OMSGateway.Policies");
        end();
        empty("resources", "minRequiredRevision", "1.0");
        start("supportedOn");
        start("definitions");
        empty("definition", "name", NAME, "displayName", "$(string.Product)");
        end();
        end();
        start("categories");
        empty("category", "name", NAME, "displayName", "$(string.Product)");
        end();
        start("policies");
        for (Setting setting : settings()) {
            writePolicy(setting);
        }
        end();
        end();
    }

    private void writePolicy(Setting setting) throws XMLStreamException {
        String name = setting.displayName();
        start("policy", "name", name, "class", "Machine", "displayName", "$(string." + name + ")",
                "explainText", "$(string." + name + "_Help)", "key", KEY);
        if (isSwitch(setting)) {
            xml.writeAttribute("valueName", name);
        } else {
            xml.writeAttribute("presentation", "$(presentation." + name + ")");
        }
        empty("parentCategory", "ref", NAME);
        empty("supportedOn", "ref", NAME);
        if (isSwitch(setting)) {
            writeValue("enabledValue", "true");
            writeValue("disabledValue", "false");
        } else {
            start("elements");
            writeElement(setting, name);
            end();
        }
        end();
    }

    private void writeElement(Setting setting, String name) throws XMLStreamException {
        List<String> facts = setting.expected().facts();
        if (isNumber(setting)) {
            empty("decimal", "id", name, "valueName", name, "required", "true",
                    "minValue", facts.get(0), "maxValue", facts.get(1));
        } else if (isChoice(setting)) {
            start("enum", "id", name, "valueName", name, "required", "true");
            for (String choice : choices(setting)) {
                start("item", "displayName", "$(string.Choice_" + id(choice) + ")");
                writeValue("value", choice);
                end();
            }
            end();
        } else {
            empty(setting.isList() ? "multiText" : "text", "id", name, "valueName", name, "required", "true",
                    "maxLength", setting.isList() ? LONGEST_LIST : LONGEST_TEXT);
        }
    }

    private void writeTexts(PolicyTexts texts) throws XMLStreamException {
        start("policyDefinitionResources", "xmlns", NAMESPACE, "revision", "1.0", "schemaVersion", "1.0");
        text("displayName", PRODUCT);
        text("description", texts.product());
        start("resources");
        start("stringTable");
        text("string", PRODUCT, "id", "Product");
        for (Setting setting : settings()) {
            text("string", setting.displayName(), "id", setting.displayName());
            text("string", texts.help(setting), "id", setting.displayName() + "_Help");
        }
        for (String choice : settings().stream().filter(setting -> isChoice(setting) && !isSwitch(setting))
                .flatMap(setting -> choices(setting).stream()).distinct().toList()) {
            text("string", choice, "id", "Choice_" + id(choice));
        }
        end();
        start("presentationTable");
        for (Setting setting : settings()) {
            if (!isSwitch(setting)) {
                start("presentation", "id", setting.displayName());
                writePresentation(setting, texts.expected(setting));
                end();
            }
        }
        end();
        end();
        end();
    }

    private void writePresentation(Setting setting, String label) throws XMLStreamException {
        String name = setting.displayName();
        if (isNumber(setting)) {
            text("decimalTextBox", label, "refId", name, "spin", "false",
                    "defaultValue", setting.defaultText().orElse(setting.expected().facts().get(0)));
        } else if (isChoice(setting)) {
            int index = choices(setting).indexOf(setting.defaultText().orElse(choices(setting).get(0)));
            text("dropdownList", label, "refId", name, "noSort", "true", "defaultItem", String.valueOf(index));
        } else if (setting.isList()) {
            text("multiTextBox", label, "refId", name, "defaultHeight", "8");
        } else {
            start("textBox", "refId", name);
            text("label", label);
            if (setting.defaultText().isPresent()) {
                text("defaultValue", setting.defaultText().get());
            }
            end();
        }
    }

    private static boolean isNumber(Setting setting) {
        return setting.expected().code().filter("WholeNumber"::equals).isPresent();
    }

    private static boolean isChoice(Setting setting) {
        return setting.expected().code().filter("Choice"::equals).isPresent() && !setting.isList();
    }

    private static List<String> choices(Setting setting) {
        return List.of(setting.expected().facts().get(0).split(", "));
    }

    /** True and false are Enabled and Disabled. */
    private static boolean isSwitch(Setting setting) {
        return isChoice(setting) && choices(setting).equals(List.of("true", "false"));
    }

    private static String id(String choice) {
        return choice.replace('.', '_');
    }

    private void writeValue(String element, String value) throws XMLStreamException {
        start(element);
        text("string", value);
        end();
    }

    private void text(String element, String text, String... attributes) throws XMLStreamException {
        start(element, attributes);
        xml.writeCharacters(text);
        end();
    }

    private void start(String element, String... attributes) throws XMLStreamException {
        xml.writeStartElement(element);
        writeAttributes(attributes);
    }

    private void empty(String element, String... attributes) throws XMLStreamException {
        xml.writeEmptyElement(element);
        writeAttributes(attributes);
    }

    private void end() throws XMLStreamException {
        xml.writeEndElement();
    }

    private void writeAttributes(String... attributes) throws XMLStreamException {
        for (int i = 0; i < attributes.length; i += 2) {
            xml.writeAttribute(attributes[i], attributes[i + 1]);
        }
    }
}
