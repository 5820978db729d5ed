package org.omsgateway.installer;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** {@code msiexec} in a {@link Wine}, called as administrators do in scripts. */
final class Setup {
    /** The whole exit code and the verbose log. */
    record Result(int exitCode, String log) {
        /** Whether a line of the log begins with {@code text}, so that an administrator's search finds it. */
        boolean says(String text) {
            return log.lines().anyMatch(line -> line.startsWith(text));
        }

        /**
         * Whether the run was rolled back because of an action of {@link PatchedPackage}. A program's failure is 1627
         * under Wine.
         */
        boolean failed() {
            return exitCode == FAILED || exitCode == 1627;
        }

        /** Whether a launch condition ended the run. Unlike Windows, Wine does not write its text into the log. */
        boolean endsAtLaunchConditions() {
            return exitCode == FAILED && log.contains(": LaunchConditions. Return value 0.");
        }
    }

    static final int SUCCESS = 0;
    static final int FAILED = 1603;
    static final Path PACKAGE = Path.of("target/oms gateway.msi").toAbsolutePath();
    /** Version 1.0.1, with one file added, one removed and one changed. */
    static final Path NEXT = Path.of("target/msi/next/oms gateway.msi").toAbsolutePath();
    private static final String ENVIRONMENT =
            "HKLM\\SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Environment";
    /** The prompt's own exit code: Wine could not start the process. */
    private static final int NOT_STARTED = 9009;
    private static final int MAX_STARTS = 3;
    private static final String FOLDER = "C:\\setup";
    private static final Charset COMMAND_PROMPT = Charset.forName("IBM437");

    private final Wine wine;

    Setup(Wine wine) throws IOException {
        this.wine = wine;
        Files.createDirectories(wine.path(FOLDER));
    }

    /**
     * Installs without any window. Properties are given as typed: {@code PROXY=http://proxy:80 PASSWORD="two words"}.
     */
    Result install(String properties) throws IOException {
        return install(PACKAGE, properties);
    }

    Result install(Path msi, String properties) throws IOException {
        return run("/i", msi, "/qn " + properties);
    }

    /** Installs a later version; see {@link PatchedPackage#knowingOfUpgrades}. */
    Result upgrade(Path msi, String properties) throws IOException {
        return run(Map.of(), "@set UPGRADING=1", "/i", msi, "/qn " + properties);
    }

    /** Installs on a Windows that finds {@code user} on this computer; Wine knows no account but that of its user. */
    Result installKnowing(String user, Path msi, String properties) throws IOException {
        // Wine takes its user's name from this variable of Linux.
        return run(Map.of("USER", user), "@rem", "/i", msi, "/qn " + properties);
    }

    Result remove(String properties) throws IOException {
        return remove(PACKAGE, properties);
    }

    Result remove(Path msi, String properties) throws IOException {
        Result result = run("/x", msi, "/qn " + properties);
        if (result.exitCode() == SUCCESS) {
            removeLogs();
        }
        return result;
    }

    /** Windows removes these files. Wine takes the "*" in the package's RemoveFile table for the name of a file. */
    private void removeLogs() throws IOException {
        Path logs = wine.path(InstalledGateway.LOGS);
        try (Stream<Path> files = Files.list(logs)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(logs);
        Files.delete(logs.getParent());
    }

    /** Writes all parts of the product again. */
    Result repair() throws IOException {
        // "/fa <package>" does this on Windows. Wine takes what follows /fa for a product code.
        return install("REINSTALL=ALL REINSTALLMODE=a");
    }

    /** @param options the options after the package, as typed */
    Result run(String action, Path msi, String options) throws IOException {
        return run(Map.of(), "@rem", action, msi, options);
    }

    private Result run(Map<String, String> environment, String preparation, String action, Path msi, String options)
            throws IOException {
        Path log = wine.path(FOLDER + "\\setup.log");
        Path exitCode = wine.path(FOLDER + "\\exit-code.txt");
        Files.deleteIfExists(log);
        Files.deleteIfExists(exitCode);
        // Linux sees only eight bits of a Windows program's exit code: 67 for 1603. The prompt waits for a program of a
        // batch file; "start /wait" would too, but Wine 10 changes the quotes of the properties there.
        Files.writeString(wine.path(FOLDER + "\\setup.cmd"), """
                %s
                @C:\\windows\\system32\\msiexec.exe %s "%s" /l*v %s\\setup.log %s
                @echo %%ERRORLEVEL%%>%s\\exit-code.txt
                """.formatted(preparation, action, Wine.windowsPath(msi), FOLDER, options.replace("%", "%%"), FOLDER)
                .replace("\n", "\r\n"), COMMAND_PROMPT);
        int code;
        int starts = 0;
        do {
            wine.run(environment, "cmd", "/c", FOLDER + "\\setup.cmd");
            code = Integer.parseInt(Files.readString(exitCode).strip());
            starts++;
        } while (code == NOT_STARTED && starts < MAX_STARTS);
        endPath();
        return new Result(code, text(log));
    }

    /**
     * Wine removes a folder from PATH, but not the semicolon before it, and Wine's prompt searches no further than
     * that.
     */
    private void endPath() {
        String path = wine.registry().value(ENVIRONMENT, "PATH").orElseThrow();
        if (path.endsWith(";")) {
            wine.runOk("reg", "add", ENVIRONMENT, "/f", "/v", "PATH", "/t", "REG_EXPAND_SZ", "/d",
                    path.replaceFirst(";+$", ""));
        }
    }

    /** Wine's log has one byte for each character; the log of Windows is UTF-16. */
    private static String text(Path log) throws IOException {
        return Files.exists(log) ? Files.readString(log, Charset.forName("windows-1252")) : "";
    }
}
