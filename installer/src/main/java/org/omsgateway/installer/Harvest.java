package org.omsgateway.installer;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes WiX source for folders of files: a component for each file. A component's identifiers depend only on the
 * file's place, so they are the same in every build and version.
 */
public final class Harvest {
    private static final String NAMESPACE = "http://schemas.microsoft.com/wix/2006/wi";
    private static final String PRODUCT = "OMS Gateway";
    private static final int LONGEST_NAME = 50;

    private final XMLStreamWriter xml;
    private final List<String> excluded;

    private Harvest(XMLStreamWriter xml, List<String> excluded) {
        this.xml = xml;
        this.excluded = excluded;
    }

    /**
     * Arguments: the file to write; the names of files to leave out, separated by commas; then for each component group
     * its name, the directory of its installation, and the folder, joined by {@code =}.
     */
    public static void main(String[] arguments) throws IOException, XMLStreamException {
        try (Writer out = Files.newBufferedWriter(Path.of(arguments[0]), StandardCharsets.UTF_8)) {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out);
            xml.writeStartDocument("utf-8", "1.0");
            xml.writeStartElement("Wix");
            xml.writeDefaultNamespace(NAMESPACE);
            Harvest harvest = new Harvest(xml, List.of(arguments[1].split(",")));
            for (String group : Arrays.copyOfRange(arguments, 2, arguments.length)) {
                String[] parts = group.split("=", 3);
                harvest.writeGroup(parts[0], parts[1], Path.of(parts[2]));
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        }
    }

    private void writeGroup(String group, String directory, Path folder) throws IOException, XMLStreamException {
        xml.writeStartElement("Fragment");
        start("ComponentGroup", "Id", group);
        writeContent(directory, folder, folder);
        xml.writeEndElement();
        start("DirectoryRef", "Id", directory);
        writeDirectories(directory, folder, folder);
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private void writeDirectories(String root, Path top, Path folder) throws IOException, XMLStreamException {
        for (Path child : children(folder)) {
            if (Files.isDirectory(child)) {
                start("Directory", "Id", id(root, top, child), "Name", child.getFileName().toString());
                writeDirectories(root, top, child);
                xml.writeEndElement();
            }
        }
    }

    private void writeContent(String root, Path top, Path folder) throws IOException, XMLStreamException {
        for (Path child : children(folder)) {
            if (Files.isDirectory(child)) {
                writeContent(root, top, child);
            } else if (!excluded.contains(child.getFileName().toString())) {
                String id = id(root, top, child);
                String directory = folder.equals(top) ? root : id(root, top, folder);
                start("Component", "Id", id, "Guid", guid(place(root, top, child)), "Directory", directory);
                start("File", "Id", id, "Source", child.toString(), "KeyPath", "yes");
                xml.writeEndElement();
                xml.writeEndElement();
            }
        }
    }

    /** The name, for people, and a digest of the whole path, which makes it unique. */
    private static String id(String root, Path top, Path path) {
        String digest = uuid(place(root, top, path)).toString().substring(0, 8);
        String name = path.getFileName().toString().replaceAll("[^A-Za-z0-9_.]", "_");
        return "_" + name.substring(0, Math.min(name.length(), LONGEST_NAME)) + "." + digest;
    }

    /** Without this GUID, WiX would derive one from a path with the separators of the machine that builds. */
    private static String guid(String place) {
        return uuid(PRODUCT + "/" + place).toString().toUpperCase(Locale.ROOT);
    }

    private static String place(String root, Path top, Path path) {
        return root + "/" + top.relativize(path).toString().replace('\\', '/');
    }

    private static UUID uuid(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList();
        }
    }

    private void start(String element, String... attributes) throws XMLStreamException {
        xml.writeStartElement(element);
        for (int i = 0; i < attributes.length; i += 2) {
            xml.writeAttribute(attributes[i], attributes[i + 1]);
        }
    }
}
