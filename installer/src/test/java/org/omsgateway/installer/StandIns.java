package org.omsgateway.installer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Recording programs in the place of those of Windows that setup calls; Wine's own do nothing.
 */
final class StandIns {
    private final Path calls;
    private final Path failing;

    private StandIns(Path folder) {
        calls = folder.resolve("calls.txt");
        failing = folder.resolve("failing.txt");
    }

    static StandIns in(Wine wine) throws IOException {
        Path standIn = Wine.compile("stand-in");
        for (String program : List.of("netsh.exe", "lodctr.exe", "unlodctr.exe")) {
            wine.replaceProgram(program, standIn);
        }
        StandIns standIns = new StandIns(Files.createDirectories(wine.path("C:\\stand-ins")));
        standIns.forget();
        return standIns;
    }

    /** What was called since the last {@link #forget}, such as {@code netsh.exe advfirewall show}. */
    List<String> calls() throws IOException {
        return Files.readAllLines(calls);
    }

    /** The last call of that program. */
    String lastCall(String program) throws IOException {
        return calls().stream().filter(call -> call.startsWith(program)).reduce((call, next) -> next).orElseThrow();
    }

    void forget() throws IOException {
        Files.writeString(calls, "");
        Files.deleteIfExists(failing);
    }

    /** Calls that have one of these texts in them fail from now on. */
    void fail(String... texts) throws IOException {
        Files.write(failing, List.of(texts));
    }
}
