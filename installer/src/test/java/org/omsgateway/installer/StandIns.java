package org.omsgateway.installer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Programs that record calls, in place of the programs of Windows that setup calls; Wine's own programs do nothing. */
final class StandIns {
    private final Path calls;
    private final Path failing;

    private StandIns(Path folder) {
        calls = folder.resolve("calls.txt");
        failing = folder.resolve("failing.txt");
    }

    static StandIns in(Wine wine) throws IOException {
        Path standIn = Wine.compile("stand-in");
        for (String program : List.of("netsh.exe", "lodctr.exe", "unlodctr.exe", "sc.exe")) {
            wine.replaceProgram(program, standIn);
        }
        StandIns standIns = new StandIns(Files.createDirectories(wine.path("C:\\stand-ins")));
        standIns.forget();
        return standIns;
    }

    /** The calls since the last {@link #forget}, such as {@code netsh.exe advfirewall show}. */
    List<String> calls() throws IOException {
        return Files.readAllLines(calls);
    }

    /** The last call of {@code program}. */
    String lastCall(String program) throws IOException {
        return calls().stream().filter(call -> call.startsWith(program)).reduce((call, next) -> next).orElseThrow();
    }

    void forget() throws IOException {
        Files.writeString(calls, "");
        Files.deleteIfExists(failing);
    }

    /** Makes calls that contain one of these texts fail from now on. */
    void fail(String... texts) throws IOException {
        Files.write(failing, List.of(texts));
    }
}
