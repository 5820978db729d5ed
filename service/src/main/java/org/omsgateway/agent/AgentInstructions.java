package org.omsgateway.agent;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The Azure Monitor Agent's {@code mcsconfig.*.xml}. The agent's endpoints are {@code endpoint="https://…"} in
 * {@code /MonitoringManagement/EventStreamingAnnotations/EventStreamingAnnotation/OMS/Content}, either as an attribute
 * of an element there or in text that is XML itself.
 */
final class AgentInstructions {
    private static final int MAX_DEPTH = 64;
    private static final List<String> CONTENT = List.of("MonitoringManagement", "EventStreamingAnnotations",
            "EventStreamingAnnotation", "OMS", "Content");
    private static final Pattern ENDPOINT = Pattern.compile("\\bendpoint\\s*=\\s*[\"']([^\"'<]*)[\"']");

    private AgentInstructions() {}

    /**
     * All endpoints as written in {@code document}, each once.
     *
     * @throws IOException if it is cut short, not XML, or has a DTD
     */
    static List<String> endpoints(byte[] document) throws IOException {
        try {
            XMLStreamReader reader = factory().createXMLStreamReader(new ByteArrayInputStream(document));
            return contents(reader).stream().flatMap(AgentInstructions::endpointsIn).distinct().toList();
        } catch (XMLStreamException e) {
            // The parser's own words quote the document.
            String reason = e.getLocation() == null ? e.getMessage()
                    : "line " + e.getLocation().getLineNumber() + ", column " + e.getLocation().getColumnNumber();
            throw new IOException("not a complete XML document: " + reason, e);
        }
    }

    /** The text of each element {@link #CONTENT}, with the endpoints of elements in it as they would be written. */
    private static List<String> contents(XMLStreamReader reader) throws XMLStreamException {
        List<String> contents = new ArrayList<>();
        Deque<String> path = new ArrayDeque<>();
        StringBuilder content = new StringBuilder();
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.DTD -> throw new XMLStreamException("it has a DTD");
                case XMLStreamConstants.START_ELEMENT -> {
                    path.addLast(reader.getLocalName());
                    if (path.size() > MAX_DEPTH) {
                        throw new XMLStreamException("its elements are nested too deep");
                    }
                    String endpoint = reader.getAttributeValue(null, "endpoint");
                    if (endpoint != null && isContent(path)) {
                        content.append(" endpoint=\"").append(endpoint).append('"');
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (isContent(path)) {
                        content.append(reader.getText());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    path.removeLast();
                    if (path.size() == CONTENT.size() - 1) {
                        contents.add(content.toString());
                        content.setLength(0);
                    }
                }
                default -> { }
            }
        }
        return contents;
    }

    private static boolean isContent(Deque<String> path) {
        return path.size() >= CONTENT.size() && path.stream().limit(CONTENT.size()).toList().equals(CONTENT);
    }

    private static Stream<String> endpointsIn(String content) {
        return ENDPOINT.matcher(content).results().map(match -> match.group(1).strip());
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }
}
