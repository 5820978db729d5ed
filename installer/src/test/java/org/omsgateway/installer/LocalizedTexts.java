package org.omsgateway.installer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The texts of a {@code .wxl} file. */
final class LocalizedTexts {
    private final Map<String, String> texts = new LinkedHashMap<>();

    LocalizedTexts(Path file) {
        try {
            NodeList strings = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile())
                    .getElementsByTagName("String");
            for (int i = 0; i < strings.getLength(); i++) {
                Element string = (Element) strings.item(i);
                texts.put(string.getAttribute("Id"), string.getTextContent());
            }
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new IllegalStateException(file.toString(), e);
        }
    }

    Set<String> ids() {
        return texts.keySet();
    }

    /** The text with the given identifier, which must exist. */
    String get(String id) {
        String text = texts.get(id);
        if (text == null) {
            throw new IllegalArgumentException(id);
        }
        return text;
    }
}
