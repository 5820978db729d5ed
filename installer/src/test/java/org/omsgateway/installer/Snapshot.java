package org.omsgateway.installer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** The files of drive C: and the whole registry of a {@link Wine} at one time, for comparison with another time. */
final class Snapshot {
    /** Traces of Wine itself and Java, and the tests' own files. */
    private static final Pattern NOT_OF_SETUP = Pattern.compile(String.join("|",
            "C:\\\\(setup|stand-ins|registry\\.reg).*",
            // The Java Native Access library makes a folder for temporary files; on Windows, in the service's profile.
            "C:\\\\users\\\\[^\\\\]+\\\\(AppData\\\\Local\\\\)?Temp.*",
            // Wine makes a profile and a desktop for each name that its user has; see Setup.installKnowing.
            "C:\\\\users\\\\gateway\\$?(\\\\.*)?",
            "HKEY_(CURRENT_USER|USERS\\\\[^\\\\]+)\\\\.*\\\\Explorer\\\\Shell Folders.*",
            "HKEY_LOCAL_MACHINE\\\\System\\\\[^\\\\]+\\\\Control\\\\Video\\\\.*",
            "C:\\\\windows\\\\Installer",
            // The last place of a package.
            "HKEY_LOCAL_MACHINE\\\\Software\\\\Classes\\\\Installer\\\\Products\\\\[^\\\\]+\\\\SourceList.*",
            "HKEY_(CURRENT_USER|USERS\\\\[^\\\\]+)\\\\(Console|Software\\\\Wine\\\\Crypto).*",
            // The number of services started.
            "HKEY_LOCAL_MACHINE\\\\System\\\\[^\\\\]+\\\\Control\\\\ServiceCurrent\\\\@",
            // Every Windows has these keys.
            "HKEY_LOCAL_MACHINE\\\\Software\\\\(Classes|Microsoft\\\\Windows\\\\CurrentVersion)\\\\Installer"
                    + "(\\\\(Features|Products|UpgradeCodes|UserData(\\\\S-1-5-18(\\\\(Components|Products))?)?))?"));
    private static final String EXPORT = "C:\\registry.reg";

    private final Map<String, String> entries = new TreeMap<>();

    private Snapshot() {}

    static Snapshot of(Wine wine) throws IOException {
        Snapshot snapshot = new Snapshot();
        snapshot.addFiles(wine.path("C:\\"));
        wine.runOk("C:\\windows\\regedit.exe", "/e", EXPORT);
        snapshot.addRegistry(Files.readString(wine.path(EXPORT), StandardCharsets.UTF_16));
        return snapshot;
    }

    /** A line for each difference: {@code + added}, {@code - gone}, {@code ~ changed}. */
    List<String> changesSince(Snapshot before) {
        List<String> changes = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>(before.entries.keySet());
        names.addAll(entries.keySet());
        for (String name : names) {
            String was = before.entries.get(name);
            String is = entries.get(name);
            if (was == null) {
                changes.add("+ " + name);
            } else if (is == null) {
                changes.add("- " + name);
            } else if (!was.equals(is)) {
                changes.add("~ " + name);
            }
        }
        return changes;
    }

    private void add(String name, String content) {
        if (!NOT_OF_SETUP.matcher(name).matches()) {
            entries.put(name, content);
        }
    }

    private void addFiles(Path drive) throws IOException {
        try (Stream<Path> files = Files.walk(drive)) {
            files.forEach(file -> add("C:\\" + drive.relativize(file).toString().replace('/', '\\'), digest(file)));
        }
    }

    private void addRegistry(String export) {
        String key = "";
        for (String line : export.replaceAll("\\\\\r?\n *", "").split("\r?\n")) {
            if (line.startsWith("[")) {
                key = line.substring(1, line.length() - 1);
                add(key, "");
            } else if (line.contains("=")) {
                int end = line.startsWith("@") ? 1 : line.indexOf("\"=") + 1;
                add(key + "\\" + line.substring(0, end), line.substring(end));
            }
        }
    }

    private static String digest(Path file) {
        // Wine's own programs, which are most of the prefix, never differ.
        if (Files.isDirectory(file) || file.toString().contains("/windows/")) {
            return "";
        }
        try {
            CRC32 digest = new CRC32();
            digest.update(Files.readAllBytes(file));
            return Long.toHexString(digest.getValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
