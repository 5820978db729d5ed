package org.omsgateway.installer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import org.omsgateway.testing.Program;

/** Copies of a package with one more action: an action that fails, or one that replaces a step that Wine omits. */
final class PatchedPackage {
    /** A program in a folder, deferred, as the system. */
    private static final int DEFERRED_PROGRAM = 34 + 1024 + 2048;
    private static final int SET_PROPERTY = 51;

    private PatchedPackage() {}

    /**
     * @param action the standard action before which the installation fails
     * @param condition when it fails; always, if it is empty
     */
    static Path failingBefore(String action, String condition, Path msi, Path folder)
            throws IOException, InterruptedException {
        return copy(msi, folder.resolve("failing-before-" + action + ".msi"),
                add("Fail", DEFERRED_PROGRAM, "TARGETDIR", "[System64Folder]cmd.exe /c exit 1", condition,
                        sequence(msi, action) - 10));
    }

    /**
     * A copy that clears REINSTALL after use, because Wine does not roll back while REINSTALL is set. Tests install
     * this copy from the start, because a change runs the package that was cached at installation.
     */
    static Path forgettingReinstall(Path msi, Path folder) throws IOException, InterruptedException {
        return copy(msi, folder.resolve("forgetting-reinstall.msi"),
                add("Forget", SET_PROPERTY, "REINSTALL", "", "", sequence(msi, "InstallFinalize") - 10));
    }

    /** A copy that learns from {@link Setup#upgrade} that an upgrade removes it, because Wine does not say so. */
    static Path knowingOfUpgrades(Path msi, Path folder) throws IOException, InterruptedException {
        return copy(msi, folder.resolve("knowing-of-upgrades.msi"),
                add("Know", SET_PROPERTY, "UPGRADINGPRODUCTCODE", "1", "%UPGRADING AND REMOVE = \"ALL\"", 10));
    }

    private static List<String> add(String action, int type, String source, String target, String condition,
            int sequence) {
        return List.of("INSERT INTO `CustomAction` (`Action`, `Type`, `Source`, `Target`) VALUES ('%s', %s, '%s', '%s')"
                .formatted(action, type, source, target),
                "INSERT INTO `InstallExecuteSequence` (`Action`, `Condition`, `Sequence`) VALUES ('%s', '%s', %s)"
                        .formatted(action, condition, sequence));
    }

    private static Path copy(Path msi, Path copy, List<String> queries) throws IOException, InterruptedException {
        Files.copy(msi, copy, StandardCopyOption.REPLACE_EXISTING);
        for (String query : queries) {
            Wine.execute("msibuild", copy.toString(), "-q", query);
        }
        return copy;
    }

    private static int sequence(Path msi, String action) throws IOException, InterruptedException {
        try (Program export = Program.start(msi.getParent(), "msiinfo", "export", msi.toString(),
                "InstallExecuteSequence")) {
            if (export.exitCode() != 0) {
                throw new IOException(export.output());
            }
            return Arrays.stream(new String(export.bytes(), StandardCharsets.UTF_8).split("\r?\n"))
                    .map(row -> row.split("\t")).filter(row -> row[0].equals(action))
                    .mapToInt(row -> Integer.parseInt(row[2])).findFirst().orElseThrow();
        }
    }
}
