package org.omsgateway.installer;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.omsgateway.testing.Await;

/**
 * An administrator's PowerShell for Windows in a {@link Wine}. The variable {@value #VARIABLE} names the program that
 * runs a script, given as a path on drive C:, in the prefix that {@code WINEPREFIX} names.
 */
final class PowerShell implements AutoCloseable {
    /** The output of a step: the text of each object. */
    record Outcome(List<String> output, List<String> warnings, List<String> errors) {
        private static Outcome parse(List<String> lines) {
            return new Outcome(those("output: ", lines), those("warning: ", lines), those("error: ", lines));
        }

        private static List<String> those(String kind, List<String> lines) {
            return lines.stream().filter(line -> line.startsWith(kind)).map(line -> line.substring(kind.length()))
                    .toList();
        }
    }

    static final String VARIABLE = "OMS_GATEWAY_PWSH_WINDOWS";
    private static final String FOLDER = "C:\\powershell";

    private final Wine wine;
    private final Path log;
    private final Process process;
    private final OutputStream input;
    private final List<String> scripts = new ArrayList<>();

    PowerShell(Wine wine) throws IOException {
        this.wine = wine;
        Path script = wine.path(FOLDER + "\\session.ps1");
        Files.createDirectories(script.getParent());
        Files.copy(Path.of("src/test/powershell/session.ps1"), script);
        ProcessBuilder builder = wine.linuxProgram(System.getenv(VARIABLE), FOLDER + "\\session.ps1");
        // Java's warning that Wine lacks a call would be in the output that the module reads.
        builder.environment().put("JDK_JAVA_OPTIONS", "-XX:+UnlockDiagnosticVMOptions -XX:-PrintWarnings");
        log = builder.redirectOutput().file().toPath();
        process = builder.redirectInput(ProcessBuilder.Redirect.PIPE).start();
        input = process.getOutputStream();
    }

    /** Runs a script in the scope of those before it and waits for its end. */
    Outcome run(String script) throws IOException {
        input.write(Base64.getEncoder().encode(script.getBytes(StandardCharsets.UTF_8)));
        input.write('\n');
        input.flush();
        scripts.add(script);
        Path outcome = wine.path(FOLDER + "\\" + scripts.size() + ".txt");
        Await.until("PowerShell: " + script, () -> {
            if (!process.isAlive()) {
                throw new AssertionError("PowerShell has ended: " + Files.readString(log));
            }
            return Files.exists(outcome);
        });
        return Outcome.parse(Files.readAllLines(outcome));
    }

    /** Runs a script that must succeed without warnings, and returns its output. */
    List<String> output(String script) throws IOException {
        Outcome outcome = run(script);
        if (!outcome.warnings.isEmpty() || !outcome.errors.isEmpty()) {
            throw new AssertionError(script + ": " + outcome);
        }
        return outcome.output;
    }

    /** All scripts that have run so far. */
    List<String> scripts() {
        return scripts;
    }

    @Override
    public void close() throws IOException {
        input.close();
        process.onExit().join();
    }
}
