package org.omsgateway.installer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.omsgateway.testing.Await;

/**
 * A Windows for one test class: a Wine prefix in {@code target/wine/<name>}, with a session that is open until
 * {@link #close()}. Services keep running between commands only during a session.
 */
final class Wine implements AutoCloseable {
    /** The result of a command; {@code exitCode} has only the low eight bits, as on Linux. */
    record Result(int exitCode, String output) {}

    /** Java's warning that Wine lacks a call, which Windows has. */
    private static final Pattern WINE_ONLY =
            Pattern.compile("OpenJDK 64-Bit Server VM warning: Attempt to get process group affinity failed: .*\n");
    /** Only a hanging program takes so long, however busy the machine is. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Path MODULE = Path.of("").toAbsolutePath();
    private static final Path PREFIXES = MODULE.resolve("target/wine");
    private static final Map<String, Path> PROGRAMS = new ConcurrentHashMap<>();
    /** The installed image. */
    static final Path IMAGE = MODULE.resolve("target/windows");

    private final Path prefix;
    private final Path logs;
    private final Map<String, String> environment;
    private final Process session;
    private final AtomicInteger commands = new AtomicInteger();
    private final Set<String> replaced = new ConcurrentSkipListSet<>();

    private Wine(Path prefix, Path logs, Map<String, String> environment) throws IOException {
        this.prefix = prefix;
        this.logs = logs;
        this.environment = environment;
        // The output of services, including traces, goes to the session's output. The end of this process closes the
        // session's input, which ends the session and all its programs.
        this.session = wine(sessionLog(), "cmd").start();
    }

    /** A fresh Windows, without a trace of an earlier one of the same name. */
    static Wine fresh(String name) throws IOException {
        return fresh(name, Map.of());
    }

    /** The same with variables added to the environment of all its programs, such as a {@code DISPLAY}. */
    static Wine fresh(String name, Map<String, String> environment) throws IOException {
        Path template = PREFIXES.resolve("template");
        Path prefix = PREFIXES.resolve(name);
        Path logs = PREFIXES.resolve(name + "-logs");
        execute(MODULE.resolve("wine-prefix").toString(), template.toString());
        deleteTree(prefix);
        deleteTree(logs);
        Files.createDirectories(logs);
        // Most of the 700 MB are Wine's own programs, which are never written. The registry is copied, because Wine
        // writes it in place.
        execute("cp", "-al", template.toString(), prefix.toString());
        for (String registry : List.of("system.reg", "user.reg", "userdef.reg")) {
            Files.delete(prefix.resolve(registry));
            Files.copy(template.resolve(registry), prefix.resolve(registry));
        }
        Wine wine = new Wine(prefix, logs, environment);
        // The first program starts the services of Windows, and their output goes to that program's output.
        Await.until("the session", () -> wine.sessionOutput().contains("Microsoft Windows"));
        return wine;
    }

    /**
     * Runs a Windows program to its end, for at most five minutes.
     *
     * @param command a path, or the name of a program of {@code system32} without {@code .exe}, and its arguments
     */
    Result run(String... command) {
        return run(Map.of(), command);
    }

    /** The same with variables added to its environment. */
    Result run(Map<String, String> environment, String... command) {
        return run("", environment, command);
    }

    /** The same with {@code input} on its standard input. */
    Result runWithInput(String input, String... command) {
        return run(input, Map.of(), command);
    }

    /** The same with both. */
    Result run(String input, Map<String, String> environment, String... command) {
        try {
            Path output = nextLog(command[0], ".txt");
            Path inputFile = Files.writeString(nextLog(command[0], ".in"), input);
            ProcessBuilder builder = wine(output, command).redirectInput(inputFile.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!ends(process)) {
                process.destroyForcibly();
                throw new AssertionError(List.of(command) + " has not ended: " + read(output));
            }
            return new Result(process.exitValue(), read(output));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a Windows program that must succeed, and returns its output. */
    String runOk(String... command) {
        Result result = run(command);
        if (result.exitCode() != 0) {
            throw new AssertionError(List.of(command) + " exits with " + result.exitCode() + ": " + result.output());
        }
        return result.output();
    }

    /** A Windows program for the test to start; its output goes to a file. */
    ProcessBuilder program(String... command) {
        return wine(nextLog(command[0], ".txt"), command);
    }

    /** A Linux program that runs Windows programs here; its output goes to a file. */
    ProcessBuilder linuxProgram(String... command) {
        return here(nextLog(command[0], ".txt"), List.of(command));
    }

    /** The command that runs a class of the tests with the image's Java and jars. */
    static String[] java(Class<?> program, String... arguments) {
        String libraries = windowsPath(IMAGE.resolve("lib"));
        List<String> command = new ArrayList<>(List.of(windowsPath(IMAGE.resolve("runtime/bin/java.exe")),
                "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED",
                "-Djna.boot.library.path=" + libraries,
                "-cp", libraries + "\\*;" + windowsPath(IMAGE.resolveSibling("test-classes")), program.getName()));
        command.addAll(List.of(arguments));
        return command.toArray(String[]::new);
    }

    /** Puts a program of a test into {@code system32}, in place of the program of Windows. */
    void replaceProgram(String name, Path program) throws IOException {
        Path place = path("C:\\windows\\system32\\" + name);
        Files.deleteIfExists(place);
        Files.copy(program, place);
        replaced.add(name);
    }

    /** Builds a program for Windows from {@code src/test/native}. */
    static Path compile(String name) {
        return PROGRAMS.computeIfAbsent(name, key -> {
            Path source = MODULE.resolve("src/test/native/" + name + ".c");
            Path program = MODULE.resolve("target/" + name + ".exe");
            try {
                // Other test classes, which run side by side with this one, use the same program.
                Path made = Files.createTempFile(program.getParent(), name, ".exe");
                execute("x86_64-w64-mingw32-gcc", "-Wall", "-Werror", source.toString(), "-o", made.toString());
                return Files.move(made, program, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    WineRegistry registry() {
        return new WineRegistry(this);
    }

    WineService service(String name) {
        return new WineService(this, windowsPath(compile("service")), name);
    }

    /** All events that programs of the session, such as services, have reported to the event log so far. */
    List<TracedEvent> events() {
        return TracedEvent.parse(sessionOutput());
    }

    /** The standard output and error of the session's services, with Wine's traces. */
    String sessionOutput() {
        return read(sessionLog());
    }

    /** The Linux path of a file on drive C:. */
    Path path(String windowsPath) {
        if (!windowsPath.regionMatches(true, 0, "C:\\", 0, 3)) {
            throw new IllegalArgumentException(windowsPath);
        }
        return prefix.resolve("drive_c").resolve(windowsPath.substring(3).replace('\\', '/'));
    }

    /** The Windows path of a Linux file. */
    static String windowsPath(Path path) {
        return "Z:" + path.toAbsolutePath().toString().replace('/', '\\');
    }

    @Override
    public void close() throws IOException {
        wineserver("--kill");
        wineserver("--wait");
        if (!ends(session)) {
            throw new IOException("The session in " + prefix + " has not ended");
        }
    }

    private void wineserver(String option) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("wineserver", option);
        builder.environment().put("WINEPREFIX", prefix.toString());
        // It is no failure if the server has already ended.
        ends(builder.redirectErrorStream(true).redirectOutput(logs.resolve("wineserver.txt").toFile()).start());
    }

    private ProcessBuilder wine(Path output, String... command) {
        List<String> line = new ArrayList<>(List.of("wine"));
        line.addAll(List.of(command));
        if (!command[0].contains("\\")) {
            // With its full path a program starts directly; otherwise another program starts first and searches for it.
            line.set(1, "C:\\windows\\system32\\" + command[0] + ".exe");
        }
        return here(output, line);
    }

    private ProcessBuilder here(Path output, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        Map<String, String> environment = builder.environment();
        environment.put("WINEPREFIX", prefix.toString());
        environment.put("WINEDEBUG", "-all,+eventlog,fixme+advapi");
        environment.put("LC_ALL", "C.UTF-8");
        // Without this variable Wine runs its own program of this name, even if the file is replaced.
        environment.put("WINEDLLOVERRIDES", String.join(",", replaced) + "=n");
        environment.keySet().removeAll(List.of("DISPLAY", "JAVA_TOOL_OPTIONS", "JAVA_HOME", "CLASSPATH"));
        environment.putAll(this.environment);
        return builder;
    }

    /** Uses no pipe, because a service that the command starts would inherit the pipe and hold it open. */
    private Path nextLog(String program, String suffix) {
        return logs.resolve(commands.incrementAndGet() + "-" + Path.of(program).getFileName() + suffix);
    }

    private Path sessionLog() {
        return logs.resolve("session.txt");
    }

    private static String read(Path file) {
        try {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).replace("\r\n", "\n");
            return WINE_ONLY.matcher(text).replaceAll("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a Linux program that must succeed. */
    static void execute(String... command) throws IOException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (!ends(process) || process.exitValue() != 0) {
            throw new IOException(List.of(command) + " has failed");
        }
    }

    private static boolean ends(Process process) {
        try {
            return process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }
}
