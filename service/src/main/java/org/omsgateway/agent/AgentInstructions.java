package org.omsgateway.agent;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

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
        Contents contents = new Contents();
        try {
            parser().parse(new ByteArrayInputStream(document), contents);
        } catch (SAXParseException e) {
            // The parser's own words quote the document.
            throw new IOException("not a complete XML document: line " + e.getLineNumber() + ", column "
                    + e.getColumnNumber(), e);
        } catch (SAXException e) {
            throw new IOException("not a complete XML document: " + e.getMessage(), e);
        }
        return contents.texts.stream().flatMap(AgentInstructions::endpointsIn).distinct().toList();
    }

    private static SAXParser parser() throws SAXException {
        SAXParserFactory factory = SAXParserFactory.newDefaultNSInstance();
        try {
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newSAXParser();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<String> endpointsIn(String content) {
        return ENDPOINT.matcher(content).results().map(match -> match.group(1).strip());
    }

    /** The text of each element {@link #CONTENT}, with the endpoints of elements in it as they would be written. */
    private static final class Contents extends DefaultHandler {
        private final List<String> texts = new ArrayList<>();
        private final Deque<String> path = new ArrayDeque<>();
        private final StringBuilder text = new StringBuilder();

        @Override
        public void startElement(String uri, String name, String qualifiedName, Attributes attributes)
                throws SAXException {
            path.addLast(name);
            if (path.size() > MAX_DEPTH) {
                throw new SAXException("its elements are nested too deep");
            }
            String endpoint = attributes.getValue("endpoint");
            if (endpoint != null && isContent()) {
                text.append(" endpoint=\"").append(endpoint).append('"');
            }
        }

        @Override
        public void characters(char[] characters, int start, int length) {
            if (isContent()) {
                text.append(characters, start, length);
            }
        }

        @Override
        public void endElement(String uri, String name, String qualifiedName) {
            path.removeLast();
            if (path.size() == CONTENT.size() - 1) {
                texts.add(text.toString());
                text.setLength(0);
            }
        }

        private boolean isContent() {
            return path.size() >= CONTENT.size() && path.stream().limit(CONTENT.size()).toList().equals(CONTENT);
        }
    }
}
