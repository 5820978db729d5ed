package org.omsgateway.agent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    private final Map<Path, Version> known = new HashMap<>();

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
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            Version version = known.get(file);
            if (version == null || !version.isOf(attributes)) {
                version = new Version(attributes.lastModifiedTime(), attributes.size(),
                        format.endpoints(content(file)));
                known.put(file, version);
            }
            return Optional.of(version.endpoints());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (AccessDeniedException e) {
            problems.add(file + ": access is denied (expected: readable by the gateway's service account)");
        } catch (IOException e) {
            problems.add(file + ": " + e.getMessage());
        }
        return Optional.empty();
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
