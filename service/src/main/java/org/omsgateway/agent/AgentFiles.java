package org.omsgateway.agent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The configuration files of Azure Monitor Agents, each read again only when it has changed. Not thread-safe. */
final class AgentFiles {
    /** In bytes; the real ones have some hundred thousand. */
    static final int MAX_SIZE = 16 << 20;

    /** What the agent does now, and what it did when it last ran well. */
    private static final List<String> INSTRUCTIONS = List.of("mcsconfig.latest.xml", "mcsconfig.lkg.xml");
    /** Names, among other things, where the agent asks for tokens: the handler of its region. */
    private static final String CHANNELS = "mcsconfig.latest.json";
    private static final Pattern HANDLER =
            Pattern.compile("https://[A-Za-z0-9.-]+\\.handler\\.control\\.monitor\\.[A-Za-z0-9.-]+");

    @FunctionalInterface
    private interface Format {
        List<String> endpoints(byte[] document) throws IOException;
    }

    private record Version(FileTime modified, long size, List<String> endpoints) {
        boolean isOf(BasicFileAttributes file) {
            return file.lastModifiedTime().equals(modified) && file.size() == size;
        }
    }

    private final LastGood<Path, Version> versions = new LastGood<>();

    /** All endpoints that the files in the folder {@code mcs} name; what can't be read is added to {@code problems}. */
    List<String> endpoints(Path mcs, List<String> problems) {
        List<String> endpoints = new ArrayList<>();
        for (String name : INSTRUCTIONS) {
            Optional<List<String>> found = read(mcs.resolve(name), AgentInstructions::endpoints, problems);
            if (found.isPresent()) {
                endpoints.addAll(found.get());
                break;
            }
        }
        read(mcs.resolve(CHANNELS), AgentFiles::handlers, problems).ifPresent(endpoints::addAll);
        return endpoints;
    }

    private Optional<List<String>> read(Path file, Format format, List<String> problems) {
        return versions.read(file, () -> version(file, format), problems).map(Version::endpoints);
    }

    private Optional<Version> version(Path file, Format format) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            Optional<Version> known = versions.of(file).filter(version -> version.isOf(attributes));
            if (known.isPresent()) {
                return known;
            }
            // A pipe would never end.
            if (!attributes.isRegularFile()) {
                throw new IOException("is not a file");
            }
            return Optional.of(new Version(attributes.lastModifiedTime(), attributes.size(),
                    format.endpoints(content(file))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static byte[] content(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(MAX_SIZE + 1);
            if (content.length > MAX_SIZE) {
                throw new IOException("larger than " + MAX_SIZE + " bytes");
            }
            return content;
        }
    }

    private static List<String> handlers(byte[] document) {
        return HANDLER.matcher(new String(document, StandardCharsets.UTF_8)).results().map(MatchResult::group)
                .distinct().toList();
    }
}
